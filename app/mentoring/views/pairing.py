"""The page of a pairing for the two: how it stands, and all that they do together."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.kit.errors import Refusal
from app.mentoring.actions.answers import answer_proposal
from app.mentoring.actions.entries import Entry
from app.mentoring.actions.pauses import come_back, pause
from app.mentoring.errors.agreements import AnswerNeeded, ReturnWrong
from app.mentoring.forms.agreements import PauseForm
from app.mentoring.policy.pairings import is_member
from app.mentoring.queries.agreements import agreements_of, boundaries_of
from app.mentoring.queries.pairing_page import brought_by, name_of, reasons_of
from app.mentoring.queries.pairings import PairingPlace, pairing_place
from app.mentoring.rules.agreements import CAN_AGREE, HOW, RHYTHMS
from app.mentoring.rules.states import (
    ACTIVE,
    AGREEING,
    DECIDING,
    DECLINED,
    NEVER_BEGAN,
    OVER,
    PROPOSED,
    STATES,
    TOLD_TO_THE_TWO,
)
from app.mentoring.rules.topics import CONTACT_MODES
from app.mentoring.views import check_ins
from app.mentoring.views.blueprint import bp
from app.mentoring.views.ending_part import shown_of_end
from app.mentoring.views.goals import goals_shown
from app.mentoring.views.meetings import meetings_shown
from app.mentoring.views.notebook import notebook_shown
from app.mentoring.views.post import ring_post
from app.web.context import actor, db, now
from app.web.guard import guard

# What a part of the page needs, as words for its template in `mentoring/pairing/`.
Part = Callable[[PairingPlace], Mapping[str, object]]
ROOT = "/mentoring/pairings/<uuid:pairing_id>"
SAID = {
    PROPOSED: "Thank you. We tell you both as soon as both have said yes.",
    AGREEING: "You have both said yes. Now write down together how you go about it.",
    DECLINED: "Thank you for telling us. Nobody is told who said it.",
}


def shown(place: PairingPlace) -> dict[str, object]:
    """Why these two, what they agreed, and the form for a break; at most six statements."""
    agreements = agreements_of(db(), place)
    held, own = agreements.in_force, place.member(actor().id)
    return {
        "reasons": reasons_of(place, for_the_two=True),
        "brings": brought_by(db(), place.partner(actor().id).person),
        "entered_by": name_of(db(), own.row.answered_by_id),
        "agreements": agreements,
        "boundaries": boundaries_of(db(), actor(), place, held.row) if held else "",
        "can_agree": place.pairing.state in CAN_AGREE,
        "modes": CONTACT_MODES,
        "rhythms": RHYTHMS,
        "how_signed": HOW,
        "pause_form": PauseForm(formdata=None),
    }


PARTS: tuple[Part, ...] = (
    shown,
    meetings_shown,
    goals_shown,
    notebook_shown,
    check_ins.shown,
    shown_of_end,
)


@bp.get(ROOT)
@guard(pairing_place, is_member)
def pairing(place: PairingPlace) -> ResponseReturnValue:
    """One pairing, as each of the two sees it."""
    return render_template("mentoring/pairing.html", **page_of(place))


@bp.post(f"{ROOT}/answers")
@guard(pairing_place, is_member)
def answer_pair(place: PairingPlace) -> ResponseReturnValue:
    """Yes or no to the proposal."""
    word = request.form.get("answer")
    if word not in ("yes", "no"):
        raise AnswerNeeded
    entry = Entry(actor(), actor().id)
    answered = answer_proposal(db(), place, entry, says_yes=word == "yes", now=now())
    ring_post()
    flash(SAID.get(answered.state, SAID[DECLINED]), "success")
    return redirect(url_for(".pairing", pairing_id=answered.id))


@bp.post(f"{ROOT}/pauses")
@guard(pairing_place, is_member)
def begin_pause(place: PairingPlace) -> ResponseReturnValue:
    """Have a break."""
    form = PauseForm()
    try:
        pause(db(), place, Entry(actor(), actor().id), back_on=form.day, now=now())
    except ReturnWrong as refusal:
        return _again(place, form, refusal)
    ring_post()
    flash("You are having a break. We let the other know. Nothing is lost.", "success")
    return redirect(url_for(".pairing", pairing_id=place.pairing.id))


@bp.post(f"{ROOT}/returns")
@guard(pairing_place, is_member)
def end_pause(place: PairingPlace) -> ResponseReturnValue:
    """Come back from a break."""
    come_back(db(), place, Entry(actor(), actor().id), now=now())
    ring_post()
    flash("Good to have you back. We let the other know.", "success")
    return redirect(url_for(".pairing", pairing_id=place.pairing.id))


def page_of(place: PairingPlace) -> dict[str, object]:
    """All words of the page, from every part of it.

    Raises: LookupError when two parts have the same word: one would be told what is another's.
    """
    words: dict[str, object] = {
        "place": place,
        "pairing": place.pairing,
        "own": place.member(actor().id),
        "partner": place.partner(actor().id),
        "states": STATES,
        "reasons_to_end": TOLD_TO_THE_TWO,
        "is_active": place.pairing.state == ACTIVE,
        "is_deciding": place.pairing.state in DECIDING,
        "never_began": place.pairing.state in NEVER_BEGAN,
        "is_over": place.pairing.state in OVER,
    }
    for part in PARTS:
        own = part(place)
        if twice := words.keys() & own.keys():
            message = f"two parts of the page say {twice}"
            raise LookupError(message)
        words |= own
    return words


def _again(place: PairingPlace, form: PauseForm, refusal: Refusal) -> ResponseReturnValue:
    form.back_on.errors = [refusal.sentence]
    words = {**page_of(place), "pause_form": form}
    return render_template("mentoring/pairing.html", **words), refusal.status
