"""“Not again”: whom somebody would not be paired with, on a page that is theirs alone."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.mentoring.actions.apart import let_go, name_apart
from app.mentoring.errors.endings import WhomNeeded
from app.mentoring.forms.endings import ApartForm
from app.mentoring.models import MentoringApart
from app.mentoring.policy.endings import is_own_apart
from app.mentoring.queries.apart import own_apart, own_aparts, to_name
from app.mentoring.views.blueprint import bp
from app.web.context import actor, db, now
from app.web.guard import guard, signed_in


@bp.get("/mentoring/apart/")
@signed_in
def apart() -> ResponseReturnValue:
    """Whom the actor would not be paired with."""
    return _page(ApartForm(formdata=None), 200)


@bp.post("/mentoring/apart/")
@signed_in
def add_apart() -> ResponseReturnValue:
    """Name somebody."""
    form = ApartForm()
    try:
        name_apart(db(), actor(), form.person_id, now=now())
    except WhomNeeded as refusal:
        form.person.errors = [refusal.sentence]
        return _page(form, refusal.status)
    flash("Saved. Nobody but you sees this, and nobody is told.", "success")
    return redirect(url_for(".apart"))


@bp.post("/mentoring/apart/<uuid:apart_id>/removals")
@guard(own_apart, is_own_apart)
def remove_apart(found: MentoringApart) -> ResponseReturnValue:
    """Take it back."""
    let_go(db(), actor(), found.other_id)
    flash("Taken off your list.", "success")
    return redirect(url_for(".apart"))


def _page(form: ApartForm, status: int) -> ResponseReturnValue:
    form.offer(to_name(db(), actor()))
    return render_template(
        "mentoring/apart.html", form=form, aparts=own_aparts(db(), actor())
    ), status
