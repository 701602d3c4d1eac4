"""Answering a check-in: by whoever was asked, or by a coordinator whom they told."""

from __future__ import annotations

from collections.abc import Mapping

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.kit.errors import Refusal
from app.mentoring.actions.check_ins import answer_check_in
from app.mentoring.forms.check_ins import CheckInForm, EnteredForm
from app.mentoring.policy.check_ins import is_asked, may_enter_answer
from app.mentoring.queries.check_ins import (
    CheckInPlace,
    check_in_place,
    own_answers,
    own_texts,
)
from app.mentoring.queries.pairings import PairingPlace
from app.mentoring.rules.check_ins import ANSWERS, NOT_ASKED, VIAS
from app.mentoring.rules.states import ACTIVE
from app.mentoring.views.blueprint import bp
from app.web.context import actor, db, now
from app.web.guard import guard

THANKS = "Thank you. You can say something else at any time."


@bp.get("/mentoring/check-ins/<uuid:check_in_id>")
@guard(check_in_place, is_asked)
def check_in(facts: CheckInPlace) -> ResponseReturnValue:
    """The question, and what was said to it."""
    return _page(facts, CheckInForm(obj=facts.check_in), None, 200)


@bp.post("/mentoring/check-ins/<uuid:check_in_id>")
@guard(check_in_place, is_asked)
def answer(facts: CheckInPlace) -> ResponseReturnValue:
    """Keep an answer."""
    form = CheckInForm()
    try:
        answer_check_in(db(), actor(), facts, form.told, now=now())
    except Refusal as refusal:
        return _page(facts, form, refusal.sentence, refusal.status)
    flash(THANKS, "success")
    return redirect(url_for("mentoring.pairing", pairing_id=facts.place.pairing.id))


@bp.get("/mentoring/coordination/check-ins/<uuid:check_in_id>/answers")
@guard(check_in_place, may_enter_answer)
def new_entered_answer(facts: CheckInPlace) -> ResponseReturnValue:
    """The question, to enter what somebody says."""
    return _entered(facts, EnteredForm(), None, 200)


@bp.post("/mentoring/coordination/check-ins/<uuid:check_in_id>/answers")
@guard(check_in_place, may_enter_answer)
def entered_answer(facts: CheckInPlace) -> ResponseReturnValue:
    """Keep what somebody said by phone or on paper."""
    form = EnteredForm()
    try:
        answer_check_in(db(), actor(), facts, form.told, now=now())
    except Refusal as refusal:
        return _entered(facts, form, refusal.sentence, refusal.status)
    flash("Saved. They see that you entered it for them.", "success")
    return redirect(url_for("mentoring.mentoring_calls"))


def shown(place: PairingPlace) -> Mapping[str, object]:
    """What the part of a pairing's page needs: the actor's own answers alone; one statement."""
    answers = own_answers(db(), actor().id, place.pairing.id)
    is_asked_now = bool(answers) and place.pairing.state == ACTIVE
    return {
        "own_check_ins": answers,
        "open_check_in": answers[0].row if is_asked_now else None,
        "check_in_answers": ANSWERS,
        "check_in_ways": VIAS,
    }


def _page(
    facts: CheckInPlace, form: CheckInForm, sentence: str | None, status: int
) -> ResponseReturnValue:
    html = render_template(
        "mentoring/check_ins/own.html",
        check_in=facts.check_in,
        pairing=facts.place.pairing,
        partner=facts.place.partner(actor().id),
        texts=own_texts(db(), actor()),
        form=form,
        sentence=sentence,
        answers=ANSWERS,
        is_open=facts.place.pairing.state == ACTIVE and facts.check_in.state != NOT_ASKED,
    )
    return html, status


def _entered(
    facts: CheckInPlace, form: EnteredForm, sentence: str | None, status: int
) -> ResponseReturnValue:
    html = render_template(
        "mentoring/check_ins/entered.html",
        check_in=facts.check_in,
        person=facts.place.member(facts.check_in.person_id),
        partner=facts.place.partner(facts.check_in.person_id),
        form=form,
        sentence=sentence,
    )
    return html, status
