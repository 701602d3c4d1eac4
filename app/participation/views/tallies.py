"""Votes on paper: typing in what two people counted, and the witness's answer."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.kit.errors import Refusal
from app.participation import errors
from app.participation.actions.tallies import PaperCount, answer_tally, enter_tally, numbers_of
from app.participation.forms import read_numbers
from app.participation.policy import may_answer_tally, may_enter_votes
from app.participation.queries.entering import can_still_vote, people_of
from app.participation.queries.polls import PollSeat, options_of, poll_seat
from app.participation.queries.tallies import TallySeat, tally_seat
from app.participation.rules import is_taking_votes
from app.participation.views.blueprint import bp
from app.participation.views.showing import given_by_option, words_of
from app.web.context import actor, db, form_key, now, request_key
from app.web.guard import guard

# The part of the form that each refusal is shown beside.
FIELDS: dict[type[Refusal], str] = {
    errors.PapersNeeded: "people",
    errors.SomeHaveVoted: "people",
    errors.WitnessNeeded: "witness",
    errors.NumbersWrong: "numbers",
}


@bp.get("/polls/<uuid:poll_id>/tallies/new")
@guard(poll_seat, may_enter_votes)
def new_tally(facts: PollSeat) -> ResponseReturnValue:
    """The form for what was counted."""
    if not is_taking_votes(facts.poll.state, facts.poll.closes_at, now()):
        return redirect(url_for(".poll", poll_id=facts.poll.id))
    return _page(facts)


@bp.post("/polls/<uuid:poll_id>/tallies")
@guard(poll_seat, may_enter_votes)
def tally(facts: PollSeat) -> ResponseReturnValue:
    """Keep it until the witness has said that it is right."""
    try:
        enter_tally(db(), actor(), _counted(facts), poll_id=facts.poll.id, now=now())
    except errors.PollOver as refusal:
        flash(refusal.sentence, "warning")
    except Refusal as refusal:
        if type(refusal) not in FIELDS:
            raise
        return _page(facts, refusal), refusal.status
    else:
        flash("The count waits for the witness. It counts when they say that it is right.")
    return redirect(url_for(".poll", poll_id=facts.poll.id))


@bp.get("/tallies/<uuid:tally_id>")
@guard(tally_seat, may_answer_tally)
def one_tally(facts: TallySeat) -> ResponseReturnValue:
    """What was counted, for the witness to look at."""
    options = options_of(db(), facts.poll.id)
    return render_template(
        "participation/tally.html",
        facts=facts,
        poll=facts.poll,
        cohort=facts.seat.cohort,
        options=options,
        given=given_by_option(options, numbers_of(db(), facts.tally, now=now())),
        is_witness=actor().id == facts.tally.witness_id,
    )


@bp.post("/tallies/<uuid:tally_id>/answers")
@guard(tally_seat, may_answer_tally)
def answer(facts: TallySeat) -> ResponseReturnValue:
    """Say whether it is right."""
    said = request.form.get("answer")
    if said not in {"yes", "no"}:
        raise errors.AnswerNeeded
    is_right = said == "yes"
    poll_id, tally_id = facts.poll.id, facts.tally.id
    try:
        answer_tally(
            db(), actor(), poll_id=poll_id, tally_id=tally_id, is_right=is_right, now=now()
        )
    except (errors.TallyAnswered, errors.PollOver) as refusal:
        flash(refusal.sentence, "warning")
    else:
        flash(
            "Thank you. The count is in the box." if is_right else "Thank you. It does not count."
        )
    return redirect(url_for(".poll", poll_id=poll_id))


def _counted(facts: PollSeat) -> PaperCount:
    people = (request_key(one) for one in request.form.getlist("person"))
    return PaperCount(
        person_ids={one for one in people if one},
        witness_id=request_key(request.form.get("witness")),
        dots=read_numbers(request.form, options_of(db(), facts.poll.id)),
        request_key=form_key(),
    )


def _page(facts: PollSeat, fault: Refusal | None = None) -> str:
    options = options_of(db(), facts.poll.id)
    return render_template(
        "participation/new_tally.html",
        facts=facts,
        poll=facts.poll,
        cohort=facts.seat.cohort,
        options=options,
        typed={str(one.id): request.form.get(f"dots-{one.id}", "") for one in options},
        people=can_still_vote(db(), facts.poll, may_change=False),
        ticked=set(request.form.getlist("person")),
        witnesses=[one for one in people_of(db(), facts.poll.cohort_id) if one[0] != actor().id],
        witness=request.form.get("witness", ""),
        fault=fault.sentence if fault else None,
        field=FIELDS[type(fault)] if fault else None,
        **words_of(facts),
    )
