"""Offers as coordinators make them, enter answers to them and note that they were paid."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.kit.db import new_id
from app.kit.errors import Refusal
from app.kit.times import in_zone
from app.mentoring.actions.offers import NewOffer, offer_payment
from app.mentoring.actions.rates import NewRate, end_rate, make_rate
from app.mentoring.actions.recognition import answer_offer, note_done, note_paid, withdraw_offer
from app.mentoring.forms.recognition import OfferForm, RateForm, marked
from app.mentoring.policy.recognition import may_look_after_offer
from app.mentoring.policy.roles import is_coordinator
from app.mentoring.queries.named import people_named
from app.mentoring.queries.recognition import (
    OfferPlace,
    all_rates,
    offer_place,
    offers_page,
    rates_on,
)
from app.mentoring.rules.recognition import read_pounds
from app.mentoring.views.blueprint import bp
from app.mentoring.views.post import ring_post
from app.mentoring.views.recognition import WORDS
from app.mentoring.views.worries import whoever_asks
from app.people.models import Person
from app.web.context import actor, db, form_key, now, request_key, sent
from app.web.guard import guard

ROOT = "/mentoring/coordination/recognition/"
ONE = f"{ROOT}<uuid:recognition_id>"


def today() -> date:
    """The day it is where the actor is."""
    return in_zone(now(), actor().time_zone).date()


@bp.get(ROOT)
@guard(whoever_asks, is_coordinator)
def offers(_coordinator: Person) -> ResponseReturnValue:
    """All offers; what is to be paid comes first."""
    page = offers_page(db(), request.args.get("page", 1, type=int))
    return render_template("mentoring/recognition/offers.html", page=page, today=today(), **WORDS)


@bp.get(f"{ROOT}new")
@guard(whoever_asks, is_coordinator)
def offering(_coordinator: Person) -> ResponseReturnValue:
    """The form; the person is found by their name."""
    return _offering(OfferForm(formdata=None, times=1, request_key=str(new_id())), 200)


@bp.post(ROOT)
@guard(whoever_asks, is_coordinator)
def offer_made(_coordinator: Person) -> ResponseReturnValue:
    """Offer something before a task."""
    form = OfferForm()
    new = NewOffer(
        person_id=request_key(form.person.data),
        rate_id=request_key(form.rate.data),
        task=form.task.data or "",
        times=form.times.data,
    )
    key = form_key()
    try:
        made = offer_payment(db(), actor(), new, request_key=key, now=now())
    except Refusal as refusal:
        return _offering(marked(form, refusal), refusal.status)
    ring_post()
    flash("Offered. They are told by their own channel.", "success")
    return redirect(url_for(".offer", recognition_id=made))


@bp.get(ONE)
@guard(offer_place, may_look_after_offer)
def offer(place: OfferPlace) -> ResponseReturnValue:
    """One offer, how it stands, and what can be entered for them."""
    return render_template("mentoring/recognition/offer.html", place=place, today=today(), **WORDS)


@bp.post(f"{ONE}/answers")
@guard(offer_place, may_look_after_offer)
def offer_answer(place: OfferPlace) -> ResponseReturnValue:
    """Enter what they said by phone or on paper."""
    answer_offer(db(), actor(), place, request.form.get("answer", ""), now=now())
    return _back(place, "Entered for them.")


@bp.post(f"{ONE}/completions")
@guard(offer_place, may_look_after_offer)
def offer_done(place: OfferPlace) -> ResponseReturnValue:
    """The task was done; the days to pay count from then."""
    note_done(db(), actor(), place, _day("done_on"), now=now())
    return _back(place, "Noted. The days to pay count from then.")


@bp.post(f"{ONE}/payments")
@guard(offer_place, may_look_after_offer)
def offer_paid(place: OfferPlace) -> ResponseReturnValue:
    """It was paid."""
    pence = read_pounds(request.form.get("pounds", ""))
    if note_paid(db(), actor(), place, day=_day("paid_on"), pence=pence, now=now()):
        ring_post()
    return _back(place, "Noted as paid. They are told.")


@bp.post(f"{ONE}/withdrawals")
@guard(offer_place, may_look_after_offer)
def offer_withdrawn(place: OfferPlace) -> ResponseReturnValue:
    """Take it back."""
    withdraw_offer(db(), place)
    return _back(place, "Taken back.")


@bp.get(f"{ROOT}rates/")
@guard(whoever_asks, is_coordinator)
def rates(_coordinator: Person) -> ResponseReturnValue:
    """The amounts that may be offered, and those that held before."""
    return _rates(RateForm(formdata=None, valid_from=today(), request_key=str(new_id())), 200)


@bp.post(f"{ROOT}rates/")
@guard(whoever_asks, is_coordinator)
def rate_made(_coordinator: Person) -> ResponseReturnValue:
    """Make an amount that may be offered."""
    form = RateForm()
    # A day that cannot be read is not "no end".
    are_days = form.valid_from.validate(form), form.valid_to.validate(form)
    if not all(are_days):
        return _rates(form, 422)
    new = NewRate(
        title=form.title.data or "",
        kind=form.kind.data or "",
        pence=read_pounds(form.pounds.data or ""),
        days=form.days.data,
        valid_from=form.valid_from.data or today(),
        valid_to=form.valid_to.data,
    )
    key = form_key()
    try:
        make_rate(db(), actor(), new, request_key=key, now=now())
    except Refusal as refusal:
        return _rates(marked(form, refusal), refusal.status)
    flash("Kept.", "success")
    return redirect(url_for(".rates"))


@bp.post(f"{ROOT}rates/<uuid:rate_id>/endings")
@guard(whoever_asks, is_coordinator)
def rate_ended(_coordinator: Person) -> ResponseReturnValue:
    """Offer an amount no longer; what was offered stays as it was."""
    rate_id: UUID = (request.view_args or {})["rate_id"]
    end_rate(db(), rate_id, today=today())
    flash("Ended. What was offered at this amount stays as it was.", "success")
    return redirect(url_for(".rates"))


def _offering(form: OfferForm, status: int) -> ResponseReturnValue:
    name = sent().get("name", "")
    found, held = people_named(db(), name), rates_on(db(), today())
    form.offer(found, held)
    shown = {"form": form, "name": name, "found": found, "rates": held}
    return render_template("mentoring/recognition/new.html", **shown), status


def _rates(form: RateForm, status: int) -> ResponseReturnValue:
    shown = {"form": form, "rates": all_rates(db()), "today": today()}
    return render_template("mentoring/recognition/rates.html", **shown, **WORDS), status


def _day(name: str) -> date | None:
    try:
        return date.fromisoformat(request.form.get(name, ""))
    except ValueError:
        return None


def _back(place: OfferPlace, words: str) -> ResponseReturnValue:
    flash(words, "success")
    return redirect(url_for(".offer", recognition_id=place.offer.id))
