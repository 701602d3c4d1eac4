"""What a coordinator does for a pair: enters what somebody said, and takes proposals back."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.kit.errors import Refusal
from app.mentoring.actions.answers import answer_proposal, take_back
from app.mentoring.actions.entries import Entry
from app.mentoring.actions.pauses import come_back, pause
from app.mentoring.errors.agreements import AnswerNeeded, PersonNeeded, ReturnWrong
from app.mentoring.forms.agreements import PauseForm
from app.mentoring.policy.pairings import may_coordinate
from app.mentoring.queries.agreements import agreements_of
from app.mentoring.queries.pairing_page import changes_of, reasons_of
from app.mentoring.queries.pairings import PairingPlace, pairing_place
from app.mentoring.rules.agreements import CAN_AGREE, ENTERED, PHONE
from app.mentoring.rules.states import DECIDING, IN_TOUCH, REASONS, STATES
from app.mentoring.views.blueprint import bp
from app.mentoring.views.ending_part import shown_to_coordinators
from app.mentoring.views.post import ring_post
from app.people.rules import CHANNELS
from app.web.context import actor, db, now, request_key
from app.web.guard import guard

COORDINATION = "/mentoring/coordination/pairings/<uuid:pairing_id>"
MOVERS = {
    "member": "one of the two",
    "coordinator": "a coordinator",
    "safeguarding": "the safeguarding lead or the deputy",
    "clock": "by itself",
}


def entry_in(form_field: str = "person", how: str = PHONE) -> Entry:
    """For which of the two it is entered.

    Raises: PersonNeeded when the form does not say.
    """
    for_id = request_key(request.form.get(form_field))
    if for_id is None:
        raise PersonNeeded
    return Entry(actor(), for_id, how)


@bp.get(COORDINATION)
@guard(pairing_place, may_coordinate)
def coordinated_pair(place: PairingPlace) -> ResponseReturnValue:
    """How a pair stands, and what can be entered for one of the two."""
    return _page(place, PauseForm(formdata=None), 200)


@bp.post(f"{COORDINATION}/answers")
@guard(pairing_place, may_coordinate)
def enter_answer(place: PairingPlace) -> ResponseReturnValue:
    """Enter the yes or no that one of the two said."""
    word = request.form.get("answer")
    if word not in ("yes", "no"):
        raise AnswerNeeded
    answer_proposal(db(), place, entry_in(), says_yes=word == "yes", now=now())
    ring_post()
    flash("Written down. Both are told by their own way as soon as there is news.", "success")
    return _back(place)


@bp.post(f"{COORDINATION}/withdrawals")
@guard(pairing_place, may_coordinate)
def withdraw(place: PairingPlace) -> ResponseReturnValue:
    """Take a proposal back."""
    take_back(db(), place, actor(), now=now())
    ring_post()
    flash("Taken back. Both are told that it is not now, and not why.", "success")
    return _back(place)


@bp.post(f"{COORDINATION}/pauses")
@guard(pairing_place, may_coordinate)
def enter_pause(place: PairingPlace) -> ResponseReturnValue:
    """Enter that one of the two would like a break."""
    form = PauseForm()
    try:
        pause(db(), place, entry_in(), back_on=form.day, now=now())
    except ReturnWrong as refusal:
        form.back_on.errors = [refusal.sentence]
        return _page(place, form, refusal.status)
    ring_post()
    flash("Written down: they are having a break. The other is told by their own way.", "success")
    return _back(place)


@bp.post(f"{COORDINATION}/returns")
@guard(pairing_place, may_coordinate)
def enter_pair_return(place: PairingPlace) -> ResponseReturnValue:
    """Enter that they are back."""
    come_back(db(), place, entry_in(), now=now())
    ring_post()
    flash("Written down: they are back. The other is told by their own way.", "success")
    return _back(place)


def _back(place: PairingPlace) -> ResponseReturnValue:
    return redirect(url_for(".coordinated_pair", pairing_id=place.pairing.id))


def _page(place: PairingPlace, form: PauseForm, status: int) -> ResponseReturnValue:
    words = words_of(place)
    return render_template("mentoring/coordination/pairing.html", pause_form=form, **words), status


def words_of(place: PairingPlace, refusal: Refusal | None = None) -> dict[str, object]:
    """What every page of a coordinator about a pair shows; at most five statements."""
    return {
        "place": place,
        "pairing": place.pairing,
        "reasons": reasons_of(place, for_the_two=False),
        "agreements": agreements_of(db(), place),
        "changes": changes_of(db(), place),
        "states": STATES,
        "reasons_to_end": REASONS,
        "movers": MOVERS,
        "channels": CHANNELS,
        "is_deciding": place.pairing.state in DECIDING,
        "in_touch": place.pairing.state in IN_TOUCH,
        "can_agree": place.pairing.state in CAN_AGREE,
        "entered_ways": ENTERED,
        "sentence": refusal.sentence if refusal else None,
        **shown_to_coordinators(place),
    }
