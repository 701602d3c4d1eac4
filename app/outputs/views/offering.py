"""Offering words: tick sentences, see them as they would stand, choose what to allow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from app.cohorts.queries import OwnSeat
from app.kit.db import new_id
from app.kit.errors import NotFound, Refusal
from app.outputs.actions.contribute import Picked, offer_words, pick_words
from app.outputs.errors import OfferedBefore, PickRefused
from app.outputs.forms import OfferForm
from app.outputs.queries.alike import origin_of
from app.outputs.queries.sources import Source, own_source
from app.outputs.rules.consent import HINTS
from app.outputs.rules.gifts import QUOTE
from app.outputs.views.blueprint import bp
from app.outputs.views.cohort_choice import choice_in
from app.outputs.views.gift_fields import show_beside
from app.reflections.queries import details_in
from app.web.context import actor, db, form_key, now, request_key
from app.web.guard import signed_in

MOST_DIGITS = 9


@dataclass(frozen=True)
class Offer:
    """What the page is about: the actor's own text, the sentences ticked, and for which cohort."""

    source: Source
    picks: Sequence[int]
    seats: Sequence[OwnSeat]
    seat: OwnSeat

    @property
    def ticked(self) -> frozenset[int]:
        """The places of the sentences ticked, to look one up at once."""
        return frozenset(self.picks)


@bp.get("/contributions/new")
@signed_in
def pick_sentences() -> ResponseReturnValue:
    """First the sentences to tick; then the words as they would stand.

    `from` is the version whose sentences are to be ticked, `version` the one that they are in.
    """
    offer = _offer(request.args)
    if "version" not in request.args:
        return _sentences_page(offer)
    form = OfferForm(formdata=None)
    form.request_key.data = str(new_id())
    form.offer_names(origin_of(db(), offer.seat.cohort.id, actor().id))
    try:
        return _words_page(offer, form)
    except PickRefused as refusal:
        return _sentences_page(offer, error=refusal.sentence), refusal.status


@bp.post("/contributions/")
@signed_in
def offer() -> ResponseReturnValue:
    """Offer the words; sending the form twice offers them once."""
    about, form = _offer(request.form), OfferForm()
    form.offer_names(origin_of(db(), about.seat.cohort.id, actor().id))
    try:
        if not form.validate_on_submit():
            return _words_page(about, form), 422
        _keep(about, form)
    except PickRefused as refusal:
        return _sentences_page(about, error=refusal.sentence), refusal.status
    except Refusal as refusal:
        if isinstance(refusal, OfferedBefore):
            form.request_key.data = str(new_id())
        status = show_beside(form, refusal)
        return _words_page(about, form), status
    flash("Thank you. Your words are offered. You can take them back here at any time.", "success")
    return redirect(url_for("outputs.own_contributions"))


def _keep(about: Offer, form: OfferForm) -> None:
    offer_words(
        db(),
        actor(),
        picked=Picked(about.source.reflection.id, about.source.version.number, tuple(about.picks)),
        cohort_id=about.seat.cohort.id,
        allowed=form.allowed(),
        request_key=form_key(),
        now=now(),
        kind=form.kind.data or QUOTE,
    )


def _offer(sent: MultiDict[str, str]) -> Offer:
    """What an address or a form is about.

    Raises: NotFound for a reflection that is not the actor's own, NotJoined.
    """
    reflection_id = request_key(sent.get("reflection"))
    version = sent.get("version") or sent.get("from", "")
    if reflection_id is None or len(version) > MOST_DIGITS:
        raise NotFound
    number = int(version) if version.isdecimal() else None
    source = own_source(db(), actor(), reflection_id=reflection_id, number=number)
    if source is None:
        raise NotFound
    choice = choice_in(sent, begun_in=source.reflection.enrolment_id)
    picks = sent.getlist("pick", type=int)
    return Offer(source, picks, choice.seats, choice.seat)


def _sentences_page(offer: Offer, *, error: str | None = None) -> str:
    return render_template("outputs/pick.html", offer=offer, error=error)


def _words_page(offer: Offer, form: OfferForm) -> str:
    """The words as they would stand, and what to allow for them.

    Raises: PickRefused.
    """
    _, words = pick_words(offer.source, offer.picks)
    return render_template(
        "outputs/offer.html",
        form=form,
        offer=offer,
        words=words,
        hints=HINTS,
        details=details_in(db(), actor(), words, now=now()),
    )
