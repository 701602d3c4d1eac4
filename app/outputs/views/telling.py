"""A facilitator writes down what somebody wants to offer, and looks after it for them."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.cohorts.policy import may_facilitate
from app.cohorts.queries import Seat, seat_by_slug
from app.kit.db import new_id
from app.kit.errors import NotFound, Refusal
from app.outputs.actions.give import Offering, faults_in
from app.outputs.actions.tell import enter_gift as keep_gift
from app.outputs.actions.tell import faults_in_telling
from app.outputs.forms.giving import ToldGiftForm
from app.outputs.queries.alike import origin_of
from app.outputs.queries.telling import told_voices
from app.outputs.rules.consent import HINTS
from app.outputs.rules.gifts import KINDS
from app.outputs.views.blueprint import bp, page_number
from app.outputs.views.gift_fields import is_sent_again, show_all, show_beside
from app.people.models import Person
from app.people.queries import names_of
from app.practice.queries.told_pledges import teller
from app.suggestions.queries.entering import tellers
from app.web.context import actor, db, form_key, now, request_key
from app.web.guard import guard


@bp.get("/cohorts/<slug>/contributions/told")
@guard(seat_by_slug, may_facilitate)
def told(seat: Seat) -> ResponseReturnValue:
    """What facilitators look after for people who told it to them."""
    page = told_voices(db(), actor(), seat.cohort.id, page=page_number())
    told_by = names_of(db(), [voice.contribution.told_by_id for voice in page.rows])
    return render_template("outputs/giving/told.html", seat=seat, page=page, told_by=told_by)


@bp.get("/cohorts/<slug>/contributions/start")
@guard(seat_by_slug, may_facilitate)
def start_telling(seat: Seat) -> ResponseReturnValue:
    """Who tells something, and what it is."""
    return render_template(
        "outputs/giving/who.html",
        seat=seat,
        kinds=KINDS,
        people=tellers(db(), actor(), seat.cohort.id),
        error=None,
    )


@bp.get("/cohorts/<slug>/contributions/new")
@guard(seat_by_slug, may_facilitate)
def new_told_gift(seat: Seat) -> ResponseReturnValue:
    """The form for what somebody tells."""
    kind = request.args.get("kind", "")
    person = _teller(seat, request.args.get("person", ""))
    if person is None or kind not in KINDS:
        people = tellers(db(), actor(), seat.cohort.id)
        sentence = "Choose who tells you something, and what it is."
        page = render_template(
            "outputs/giving/who.html", seat=seat, kinds=KINDS, people=people, error=sentence
        )
        return page, 422
    return _page(seat, person, kind, ToldGiftForm(None, request_key=str(new_id())))


@bp.post("/cohorts/<slug>/contributions")
@guard(seat_by_slug, may_facilitate)
def enter_gift(seat: Seat) -> ResponseReturnValue:
    """Keep it for them; the record says who wrote it down and how it was told."""
    kind = request.form.get("kind", "")
    person = _teller(seat, request.form.get("person", ""))
    if person is None or kind not in KINDS:
        raise NotFound
    form = ToldGiftForm()
    form.ask_for(kind)
    form.offer_names(origin_of(db(), seat.cohort.id, person.id))
    is_whole, gift, allowed = form.validate_on_submit(), form.gift(kind), form.allowed()
    faults = faults_in(gift, allowed, form.origin, cohort=seat.cohort, now=now())
    faults += faults_in_telling(form.telling())
    if faults or not is_whole:
        status = show_all(form, faults)
        return _page(seat, person, kind, form), status
    offering = Offering(person.id, seat.cohort, form_key())
    try:
        keep_gift(
            db(),
            actor(),
            offering,
            gift=gift,
            allowed=allowed,
            telling=form.telling(),
            now=now(),
        )
    except Refusal as refusal:
        if is_sent_again(refusal):
            form.request_key.data = str(new_id())
        status = show_beside(form, refusal)
        return _page(seat, person, kind, form), status
    flash(f"Kept for {person.name}, with your name as who wrote it down.", "success")
    return redirect(url_for("outputs.told", slug=seat.cohort.slug))


def _teller(seat: Seat, sent: str) -> Person | None:
    """Somebody else of the cohort; None when there is no such person in it."""
    person_id = request_key(sent)
    if person_id is None or person_id == actor().id:
        return None
    return teller(db(), seat.cohort.id, person_id)


def _page(seat: Seat, person: Person, kind: str, form: ToldGiftForm) -> str:
    form.ask_for(kind)
    form.offer_names(origin_of(db(), seat.cohort.id, person.id))
    return render_template(
        "outputs/giving/tell.html", seat=seat, person=person, kind=kind, form=form, hints=HINTS
    )
