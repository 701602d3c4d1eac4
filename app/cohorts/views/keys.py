"""The words that let people into a cohort, for those who look after it."""

from __future__ import annotations

from datetime import timedelta

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.cohorts.actions.keys import KeyPlan, close_key, make_key
from app.cohorts.errors.seats import CapWrong, LastDayWrong
from app.cohorts.forms.joining import KeyForm
from app.cohorts.policy import may_look_after, may_look_after_key
from app.cohorts.queries import Seat, seat_by_slug
from app.cohorts.queries.keys import KeySeat, key_seat, keys_page, state_of
from app.cohorts.queries.places import places_of
from app.cohorts.rules import STANDINGS
from app.cohorts.rules.keys import STATES, spaced
from app.cohorts.views.blueprint import bp
from app.people.queries import name_of
from app.web.context import actor, db, now, platform, request_key
from app.web.guard import guard

USUALLY_LASTS = timedelta(days=14)


@bp.get("/cohorts/<slug>/join-keys")
@guard(seat_by_slug, may_look_after)
def join_keys(seat: Seat) -> ResponseReturnValue:
    """The words of this cohort, and the form to make one."""
    form = KeyForm(formdata=None, last_day=(now() + USUALLY_LASTS).date())
    return _keys(seat, form, 200)


@bp.post("/cohorts/<slug>/join-keys")
@guard(seat_by_slug, may_look_after)
def make_one_key(seat: Seat) -> ResponseReturnValue:
    """Make a word."""
    form = KeyForm()
    form.offer(places_of(db(), seat.cohort.id))
    if not form.validate_on_submit():
        return _keys(seat, form, 422)
    plan = KeyPlan(
        standing=form.standing.data,
        last_day=form.last_day.data or now().date(),
        cap=form.cap.count,
        asks_first=form.asks_first.data == "yes",
        place_id=form.place_id,
        request_key=request_key(request.form.get("request_key")),
    )
    try:
        key = make_key(db(), actor(), plan, cohort=seat.cohort, now=now())
    except LastDayWrong as refusal:
        form.last_day.errors = [refusal.sentence]
        return _keys(seat, form, refusal.status)
    except CapWrong as refusal:
        form.cap.errors = [refusal.sentence]
        return _keys(seat, form, refusal.status)
    return redirect(url_for("cohorts.join_key", slug=seat.cohort.slug, key_id=key.id))


@bp.get("/cohorts/<slug>/join-keys/<uuid:key_id>")
@guard(key_seat, may_look_after_key)
def join_key(facts: KeySeat) -> ResponseReturnValue:
    """One word, large, with its address."""
    return _key_page("cohorts/join_key.html", facts)


@bp.get("/cohorts/<slug>/join-keys/<uuid:key_id>/sheet")
@guard(key_seat, may_look_after_key)
def join_sheet(facts: KeySeat) -> ResponseReturnValue:
    """The word on a sheet to print and put up."""
    return _key_page("cohorts/join_sheet.html", facts)


@bp.post("/cohorts/<slug>/join-keys/<uuid:key_id>/closings")
@guard(key_seat, may_look_after_key)
def close_one_key(facts: KeySeat) -> ResponseReturnValue:
    """Let the word let nobody in any more."""
    close_key(db(), key_id=facts.key.id, now=now())
    flash("Closed. The word lets nobody in any more. Those who are in stay in.", "success")
    return redirect(url_for("cohorts.join_keys", slug=facts.seat.cohort.slug))


def _keys(seat: Seat, form: KeyForm, status: int) -> ResponseReturnValue:
    form.offer(places_of(db(), seat.cohort.id))
    number = request.args.get("page", 1, type=int)
    html = render_template(
        "cohorts/join_keys.html",
        cohort=seat.cohort,
        form=form,
        page=keys_page(db(), seat.cohort.id, number, now=now()),
        states=STATES,
        standings=STANDINGS,
        a_moment=timedelta(seconds=1),
    )
    return html, status


def _key_page(template: str, facts: KeySeat) -> str:
    key = facts.key
    return render_template(
        template,
        cohort=facts.seat.cohort,
        key=key,
        made_by=name_of(db(), key.made_by_id),
        place=facts.place,
        word=spaced(key.word),
        site=platform().settings.base_url,
        state=state_of(key, now=now()),
        states=STATES,
        standings=STANDINGS,
        last_moment=key.expires_at - timedelta(seconds=1),
    )
