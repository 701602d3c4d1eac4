"""What is known of a cohort, for those who look after it to change."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.cohorts.actions.opening import change_facts
from app.cohorts.errors import PhoneWrong
from app.cohorts.forms.opening import CohortFactsForm
from app.cohorts.policy import may_look_after
from app.cohorts.queries import Seat, seat_by_slug
from app.cohorts.queries.places import all_places, places_of
from app.cohorts.views.blueprint import bp
from app.people.queries import name_of
from app.web.context import db
from app.web.guard import guard


@bp.get("/cohorts/<slug>/settings")
@guard(seat_by_slug, may_look_after)
def settings(seat: Seat) -> ResponseReturnValue:
    """The name of the cohort, its number to ring and its places."""
    chosen = [str(place.id) for place in places_of(db(), seat.cohort.id)]
    return _settings(seat, CohortFactsForm(obj=seat.cohort, data={"places": chosen}), 200)


@bp.post("/cohorts/<slug>/settings")
@guard(seat_by_slug, may_look_after)
def change_settings(seat: Seat) -> ResponseReturnValue:
    """Keep the name of the cohort, its number to ring and its places."""
    form = CohortFactsForm()
    form.places.offer(all_places(db()))
    if not form.validate_on_submit():
        return _settings(seat, form, 422)
    name, phone = form.name.data or "", form.phone.data or ""
    try:
        change_facts(db(), seat.cohort, name=name, phone=phone, place_ids=form.places.place_ids)
    except PhoneWrong as refusal:
        form.phone.errors = [refusal.sentence]
        return _settings(seat, form, refusal.status)
    flash("Saved.", "success")
    return redirect(url_for("cohorts.settings", slug=seat.cohort.slug))


def _settings(seat: Seat, form: CohortFactsForm, status: int) -> ResponseReturnValue:
    form.places.offer(all_places(db()))
    page = render_template(
        "cohorts/settings.html",
        cohort=seat.cohort,
        form=form,
        opened_by=name_of(db(), seat.cohort.opened_by_id),
    )
    return page, status
