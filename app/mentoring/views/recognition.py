"""What somebody is offered for a task, and their answer."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.mentoring.actions.recognition import answer_offer
from app.mentoring.policy.recognition import may_answer_offer
from app.mentoring.queries.recognition import OfferPlace, offer_place, own_offers
from app.mentoring.rules.recognition import (
    CAN_BE_ANSWERED,
    IS_OVER,
    IS_OWED,
    KINDS,
    NOTHING_OWED,
    STATES,
    answers_to,
    say_pounds,
)
from app.mentoring.views.blueprint import bp
from app.web.context import actor, db, now
from app.web.guard import guard, signed_in

# What the pages about offers need for saying how one stands.
WORDS = {
    "states": STATES,
    "kinds": KINDS,
    "answers_to": answers_to,
    "say_pounds": say_pounds,
    "can_be_answered": CAN_BE_ANSWERED,
    "is_owed": IS_OWED,
    "is_over": IS_OVER,
    "nothing_owed": NOTHING_OWED,
}


@bp.get("/mentoring/recognition/")
@signed_in
def recognition() -> ResponseReturnValue:
    """Everything that was offered to the actor."""
    offers = own_offers(db(), actor())
    return render_template("mentoring/recognition/own.html", offers=offers, **WORDS)


@bp.post("/mentoring/recognition/<uuid:recognition_id>/answers")
@guard(offer_place, may_answer_offer)
def recognition_answer(place: OfferPlace) -> ResponseReturnValue:
    """Say yes, no or expenses only; it can be changed until it is paid."""
    answer_offer(db(), actor(), place, request.form.get("answer", ""), now=now())
    flash("Thank you, we have kept your answer. You can change it until it is paid.", "success")
    return redirect(url_for(".recognition"))
