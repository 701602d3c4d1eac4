"""One indicator, adding what was found to it, striking it out, and taking it along."""

from __future__ import annotations

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from app.cohorts.policy import may_facilitate
from app.kit.errors import Refusal
from app.kit.spreadsheets import csv_file
from app.practice.actions.indicator_values import record_value, strike_value
from app.practice.errors import indicators as errors
from app.practice.errors.plumblines import PersonNeeded
from app.practice.forms.indicators import ValueForm
from app.practice.policy.indicators import may_record, may_see_indicator, may_strike
from app.practice.queries.indicators import (
    IndicatorPlace,
    ValuePlace,
    indicator_place,
    indicator_series,
    value_place,
)
from app.practice.views.blueprint import bp
from app.practice.views.files import CSV, attached
from app.practice.views.indicator_pages import indicator_page
from app.web.context import actor, db, now
from app.web.guard import guard

FIELDS: dict[type[Refusal], str] = {
    errors.DayNeeded: "day",
    errors.ValueNeeded: "value",
    errors.NumberNeeded: "n",
    errors.SourceNeeded: "source",
    errors.PartTooLong: "source",
    errors.TooManyValues: "value",
    PersonNeeded: "person",
}


@bp.get("/cohorts/<slug>/indicators/<uuid:indicator_id>")
@guard(indicator_place, may_see_indicator)
def indicator(at: IndicatorPlace) -> ResponseReturnValue:
    """What the cohort looks at, what was found so far, and who agreed on it."""
    return indicator_page(at)


@bp.post("/cohorts/<slug>/indicators/<uuid:indicator_id>/values")
@guard(indicator_place, may_record)
def record(at: IndicatorPlace) -> ResponseReturnValue:
    """Add what was found."""
    form = ValueForm()
    if not may_facilitate(actor(), at.seat):
        form.person.data = ""
    try:
        record_value(db(), actor(), at, form.found(), now=now())
    except Refusal as refusal:
        if type(refusal) not in FIELDS:
            raise
        form[FIELDS[type(refusal)]].errors = [refusal.sentence]
        return indicator_page(at, value=form), refusal.status
    flash("Kept. Everybody in the cohort sees it.", "success")
    return redirect(url_for(".indicator", slug=at.seat.cohort.slug, indicator_id=at.indicator.id))


@bp.post("/cohorts/<slug>/indicators/<uuid:indicator_id>/values/<uuid:value_id>/removals")
@guard(value_place, may_strike)
def strike(at: ValuePlace) -> ResponseReturnValue:
    """Strike out a value that was wrong."""
    strike_value(db(), actor(), at, now=now())
    flash("It is struck out. It stays in the table, and out of the chart.", "info")
    place = at.place
    slug, indicator_id = place.seat.cohort.slug, place.indicator.id
    return redirect(url_for(".indicator", slug=slug, indicator_id=indicator_id))


@bp.get("/cohorts/<slug>/indicators/<uuid:indicator_id>/file")
@guard(indicator_place, may_see_indicator)
def indicator_file(at: IndicatorPlace) -> ResponseReturnValue:
    """The values of an indicator as everybody may see them, for a spreadsheet program."""
    found = indicator_series(db(), at.seat.cohort.id)
    own = next((one for one in found if one.indicator.id == at.indicator.id), None)
    rows = [["Indicator", "Day", "Value", "n", "Source", "Caution"]]
    for one in own.values if own else ():
        day = one.day.isoformat()
        rows.append([at.indicator.what, day, one.value.text, one.n, one.source, one.caution])
    return attached(csv_file(rows), CSV, "indicator.csv")
