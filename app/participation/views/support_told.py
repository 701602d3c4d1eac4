"""Entering on somebody's support map what they told by phone or on paper."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.cohorts.policy import may_facilitate
from app.cohorts.queries import Seat, seat_by_slug
from app.kit.db import new_id
from app.participation.actions.support import enter_support
from app.participation.forms.support import FIELDS, ToldSupportForm
from app.participation.views.blueprint import bp
from app.suggestions.queries.entering import tellers
from app.web.context import actor, db, now
from app.web.guard import guard


@bp.get("/cohorts/<slug>/support/new")
@guard(seat_by_slug, may_facilitate)
def new_told_support(seat: Seat) -> ResponseReturnValue:
    """The form for one thing that somebody told."""
    chosen = request.args.get("person", "")
    return _page(seat, ToldSupportForm(None, request_key=str(new_id()), person=chosen))


@bp.post("/cohorts/<slug>/support")
@guard(seat_by_slug, may_facilitate)
def told_support(seat: Seat) -> ResponseReturnValue:
    """Keep it; the record says who entered it, and they read nothing of the map."""
    form = ToldSupportForm()
    try:
        enter_support(
            *(db(), actor(), seat, form.person_id, form.told, form.lines.data or ""),
            form=form.key,
            now=now(),
        )
    except tuple(FIELDS) as refusal:
        form[FIELDS[type(refusal)]].errors = [refusal.sentence]
        return _page(seat, form), refusal.status
    flash("Kept. They see that you entered it; you do not see their map.", "success")
    return redirect(url_for(".new_told_support", slug=seat.cohort.slug, person=form.person.data))


def _page(seat: Seat, form: ToldSupportForm) -> str:
    form.ask_who(tellers(db(), actor(), seat.cohort.id))
    return render_template("participation/support/told.html", cohort=seat.cohort, form=form)
