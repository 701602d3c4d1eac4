"""A person's own pledges: the list, making one, reading one, and saying how it goes."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.cohorts.queries import OwnSeat, own_seats
from app.cohorts.rules import JOINED
from app.kit.db import new_id
from app.kit.errors import Refusal
from app.library.rules import SIZES
from app.practice.actions.pledge_answers import answer_pledge, faults_in_answer
from app.practice.actions.pledge_changes import choose_readers, erase_pledge, let_ask
from app.practice.actions.pledges import faults_in, make_pledge
from app.practice.forms.pledges import AnswerForm, PledgeForm, ReadersForm
from app.practice.policy.pledges import is_maker
from app.practice.queries.pledge_cards import card_to_begin_with
from app.practice.queries.pledges import PledgePlace, own_pledge, own_pledges, pledge_place
from app.practice.rules.pledges import BLOCKS, READERS, SAID, THANKS, VIAS
from app.practice.views.blueprint import bp
from app.practice.views.pledge_fields import show_all
from app.web.context import actor, db, now
from app.web.guard import guard, signed_in

WORDS = {
    "sizes": SIZES,
    "said_words": SAID,
    "block_words": BLOCKS,
    "reader_words": READERS,
    "via_words": VIAS,
}


@bp.get("/practice/pledges")
@signed_in
def pledges() -> ResponseReturnValue:
    """All pledges of one's own."""
    rows = own_pledges(db(), actor())
    seats = _seats()
    return render_template("practice/pledges/all.html", rows=rows, seats=seats, now=now(), **WORDS)


@bp.get("/practice/pledges/new")
@signed_in
def new_pledge() -> ResponseReturnValue:
    """The form for a pledge, empty or begun with a card of the library."""
    slug = request.args.get("cohort", "")
    card = card_to_begin_with(db(), actor(), slug, request.args.get("card", ""))
    form = PledgeForm(formdata=None, request_key=str(new_id()), cohort=slug)
    if card is not None:
        form.what.data, form.kind.data, form.card.data = card.title, card.data["kind"], card.key
    return _new_page(form)


@bp.post("/practice/pledges")
@signed_in
def make() -> ResponseReturnValue:
    """Keep a pledge."""
    form = PledgeForm()
    slug = form.cohort.data or ""
    try:
        made = make_pledge(
            db(), actor(), slug=slug, promise=form.promise, form_key=form.key, now=now()
        )
    except Refusal as refusal:
        status = show_all(form, refusal, faults_in(form.promise))
        return _new_page(form), status
    flash("It is kept. You have made a pledge.", "success")
    return redirect(url_for(".pledge", pledge_id=made))


@bp.get("/practice/pledges/<uuid:pledge_id>")
@guard(pledge_place, is_maker)
def pledge(at: PledgePlace) -> ResponseReturnValue:
    """One pledge, with its words and all that was said."""
    return _page(at, AnswerForm(formdata=None, request_key=str(new_id())))


@bp.post("/practice/pledges/<uuid:pledge_id>/answers")
@guard(pledge_place, is_maker)
def answer(at: PledgePlace) -> ResponseReturnValue:
    """Say how it goes."""
    form = AnswerForm()
    try:
        kept = answer_pledge(db(), actor(), at, form.told, form=form.key, now=now())
    except Refusal as refusal:
        status = show_all(form, refusal, faults_in_answer(form.told))
        return _page(at, form), status
    flash(THANKS[kept.said], "info")
    return redirect(url_for(".pledge", pledge_id=at.pledge.id))


@bp.post("/practice/pledges/<uuid:pledge_id>/readers")
@guard(pledge_place, is_maker)
def readers(at: PledgePlace) -> ResponseReturnValue:
    """Say who may read it."""
    choose_readers(db(), actor(), at, ReadersForm().seen_by.data or "")
    flash("Saved. You can change this at any time.", "success")
    return redirect(url_for(".pledge", pledge_id=at.pledge.id))


@bp.post("/practice/pledges/<uuid:pledge_id>/questions")
@guard(pledge_place, is_maker)
def questions(at: PledgePlace) -> ResponseReturnValue:
    """Say whether one wants to be asked about it."""
    is_asked = request.form.get("ask") == "yes"
    let_ask(db(), actor(), at, is_asked=is_asked)
    flash("We ask you again." if is_asked else "We do not ask you about it any more.", "info")
    return redirect(url_for(".pledge", pledge_id=at.pledge.id))


@bp.post("/practice/pledges/<uuid:pledge_id>/removals")
@guard(pledge_place, is_maker)
def remove(at: PledgePlace) -> ResponseReturnValue:
    """Erase it."""
    erase_pledge(db(), actor(), at)
    flash("It is erased, with all that you said about it.", "info")
    return redirect(url_for(".pledges"))


def _page(at: PledgePlace, form: AnswerForm) -> str:
    page = own_pledge(db(), actor(), at)
    return render_template(
        "practice/pledges/one.html",
        at=at,
        page=page,
        form=form,
        readers=ReadersForm(formdata=None, seen_by=at.pledge.seen_by),
        now=now(),
        **WORDS,
    )


def _new_page(form: PledgeForm) -> str:
    seats = _seats()
    form.offer(seats)
    return render_template("practice/pledges/new.html", form=form, seats=seats, **WORDS)


def _seats() -> list[OwnSeat]:
    return [one for one in own_seats(db(), actor().id) if one.enrolment.state == JOINED]
