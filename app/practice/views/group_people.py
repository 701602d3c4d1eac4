"""Who stands in a group: oneself, and whoever told a facilitator."""

from __future__ import annotations

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.practice.actions.group_people import leave_group, name_oneself, put_down
from app.practice.forms.groups import PutDownForm
from app.practice.policy.groups import may_leave_group, may_put_down, may_write_in_group
from app.practice.queries.groups import GroupPlace, group_place
from app.practice.views.blueprint import bp
from app.web.context import actor, db, now
from app.web.guard import guard


@bp.post("/cohorts/<slug>/plumbline/groups/<uuid:group_id>/people")
@guard(group_place, may_put_down)
def put_down_in_group(at: GroupPlace) -> ResponseReturnValue:
    """Note that somebody was there, as they told."""
    form = PutDownForm()
    whose, is_named = form.person_id, bool(form.is_named.data)
    put_down(db(), actor(), at, person_id=whose, is_named=is_named, now=now())
    flash("Kept. They see that you put them down, and can take it back.", "success")
    return _back(at)


@bp.post("/cohorts/<slug>/plumbline/groups/<uuid:group_id>/names")
@guard(group_place, may_write_in_group)
def name_in_group(at: GroupPlace) -> ResponseReturnValue:
    """Let one's own name stand there, or no longer."""
    is_named = request.form.get("named") == "yes"
    name_oneself(db(), actor(), at, is_named=is_named)
    flash("Your name stands there." if is_named else "Your name stands there no more.", "success")
    return _back(at)


@bp.post("/cohorts/<slug>/plumbline/groups/<uuid:group_id>/leavings")
@guard(group_place, may_leave_group)
def leave_together(at: GroupPlace) -> ResponseReturnValue:
    """Stand no longer in a group."""
    leave_group(db(), actor(), at)
    flash("You are out of this group. What it said together stays.", "info")
    return redirect(url_for(".plumblines"))


def _back(at: GroupPlace) -> ResponseReturnValue:
    return redirect(url_for(".group", slug=at.cohort.slug, group_id=at.group.id))
