"""The local indicators of a cohort: the list, proposing one, and agreeing on it."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.cohorts.policy import may_facilitate, may_learn, may_open
from app.cohorts.queries import Seat, seat_by_slug
from app.kit.db import new_id
from app.kit.errors import Refusal
from app.practice.actions.indicators import (
    agree_on_indicator,
    propose_indicator,
    retire_indicator,
)
from app.practice.errors import indicators as errors
from app.practice.errors.plumblines import PersonNeeded
from app.practice.forms.indicators import AgreedForm, IndicatorForm, RetireForm
from app.practice.policy.indicators import may_agree, may_retire
from app.practice.queries.indicators import (
    IndicatorPlace,
    indicator_place,
    indicator_series,
    proposed_indicators,
)
from app.practice.views.blueprint import bp
from app.practice.views.indicator_pages import indicator_page
from app.suggestions.queries.entering import tellers
from app.web.context import actor, db, now
from app.web.guard import guard

FIELDS: dict[type[Refusal], str] = {
    errors.WhatNeeded: "what",
    errors.HowNeeded: "how",
    errors.PartTooLong: "what",
    errors.KindNeeded: "kind",
    errors.TooManyIndicators: "what",
    PersonNeeded: "person",
}
AGREED_FIELDS: dict[type[Refusal], str] = {errors.WayNeeded: "way", errors.PollNeeded: "poll"}


@bp.get("/cohorts/<slug>/indicators")
@guard(seat_by_slug, may_open)
def indicators(seat: Seat) -> ResponseReturnValue:
    """What the cohort agreed to look at with its newest values, and what waits to be agreed on."""
    return render_template(
        "practice/indicators/all.html",
        cohort=seat.cohort,
        series=indicator_series(db(), seat.cohort.id),
        proposed=proposed_indicators(db(), seat.cohort.id),
        learns=may_learn(actor(), seat),
    )


@bp.get("/cohorts/<slug>/indicators/new")
@guard(seat_by_slug, may_learn)
def new_indicator(seat: Seat) -> ResponseReturnValue:
    """The form for proposing one."""
    return _form(seat, IndicatorForm(formdata=None, request_key=str(new_id())))


@bp.post("/cohorts/<slug>/indicators")
@guard(seat_by_slug, may_learn)
def propose(seat: Seat) -> ResponseReturnValue:
    """Propose an indicator, or enter it for somebody."""
    form = IndicatorForm()
    if not may_facilitate(actor(), seat):
        form.person.data = ""
    try:
        made = propose_indicator(db(), actor(), seat.cohort, form.proposal(), now=now())
    except Refusal as refusal:
        if type(refusal) not in FIELDS:
            raise
        form[FIELDS[type(refusal)]].errors = [refusal.sentence]
        return _form(seat, form), refusal.status
    flash("Proposed. Talk about it, or ask everybody in a poll.", "success")
    return redirect(url_for(".indicator", slug=seat.cohort.slug, indicator_id=made))


@bp.post("/cohorts/<slug>/indicators/<uuid:indicator_id>/agreements")
@guard(indicator_place, may_agree)
def agree(at: IndicatorPlace) -> ResponseReturnValue:
    """Note that the cohort agreed on it."""
    form = AgreedForm()
    how, poll = form.way.data or "", form.poll.data or ""
    try:
        agree_on_indicator(db(), actor(), at.indicator, how=how, poll=poll, now=now())
    except (errors.WayNeeded, errors.PollNeeded) as refusal:
        form[AGREED_FIELDS[type(refusal)]].errors = [refusal.sentence]
        return indicator_page(at, agreed=form), refusal.status
    flash("It is in use. Everybody in the cohort can add what they find.", "success")
    return redirect(url_for(".indicator", slug=at.seat.cohort.slug, indicator_id=at.indicator.id))


@bp.post("/cohorts/<slug>/indicators/<uuid:indicator_id>/retirements")
@guard(indicator_place, may_retire)
def retire(at: IndicatorPlace) -> ResponseReturnValue:
    """Take it out of use."""
    form = RetireForm()
    try:
        retire_indicator(db(), actor(), at.indicator, reason=form.reason.data or "", now=now())
    except (errors.ReasonNeeded, errors.PartTooLong) as refusal:
        form.reason.errors = [refusal.sentence]
        return indicator_page(at, retired=form), refusal.status
    flash("It is not in use any more. What was found stays.", "info")
    return redirect(url_for(".indicators", slug=at.seat.cohort.slug))


def _form(seat: Seat, form: IndicatorForm) -> str:
    enters = may_facilitate(actor(), seat)
    form.offer(tellers(db(), actor(), seat.cohort.id) if enters else [])
    return render_template(
        "practice/indicators/new.html", cohort=seat.cohort, form=form, enters=enters
    )
