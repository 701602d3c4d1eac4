"""Typing in what somebody votes by phone."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.kit.errors import Refusal
from app.participation import errors
from app.participation.actions.vote import check_ballot, enter_vote
from app.participation.forms import read_dots
from app.participation.policy import may_enter_votes
from app.participation.queries.entering import can_still_vote
from app.participation.queries.polls import PollSeat, options_of, poll_seat
from app.participation.rules import is_taking_votes
from app.participation.views.blueprint import bp
from app.participation.views.showing import as_offered, given_by_option, words_of
from app.participation.views.voting import look_again
from app.web.context import actor, db, now, request_key
from app.web.guard import guard

ENTERED = "Their vote is counted. The record says that you typed in a vote for them, not what."


@bp.get("/polls/<uuid:poll_id>/entries/new")
@guard(poll_seat, may_enter_votes)
def new_entry(facts: PollSeat) -> ResponseReturnValue:
    """The form for somebody else's vote."""
    if not is_taking_votes(facts.poll.state, facts.poll.closes_at, now()):
        return redirect(url_for(".poll", poll_id=facts.poll.id))
    return _page(facts)


@bp.post("/polls/<uuid:poll_id>/entries")
@guard(poll_seat, may_enter_votes)
def enter(facts: PollSeat) -> ResponseReturnValue:
    """Cast somebody else's vote, after it was read back to them."""
    options = options_of(db(), facts.poll.id)
    dots = read_dots(request.form, facts.poll.kind, options)
    try:
        name = _name(facts)
        check_ballot(facts.poll, dots, len(options))
    except Refusal as refusal:
        return _page(facts, fault=refusal, dots=dots), refusal.status
    if request.form.get("sure") != "yes":
        return look_again(facts, dots, voter=name, person=request.form["person"])
    return _enter(facts, dots)


def _name(facts: PollSeat) -> str:
    """Raises: VoterNeeded when nobody is chosen who can still vote."""
    chosen = request_key(request.form.get("person"))
    names = dict(can_still_vote(db(), facts.poll, may_change=True))
    if chosen not in names or chosen == actor().id:
        raise errors.VoterNeeded
    return names[chosen]


def _enter(facts: PollSeat, dots: list[int]) -> ResponseReturnValue:
    person_id = request_key(request.form.get("person"))
    poll_id = facts.poll.id
    try:
        enter_vote(db(), actor(), poll_id=poll_id, person_id=person_id, dots=dots, now=now())
    except (errors.AlreadyVoted, errors.PollOver) as refusal:
        flash(refusal.sentence, "warning")
    else:
        flash(ENTERED, "success")
    return redirect(url_for(".poll", poll_id=poll_id))


def _page(facts: PollSeat, *, fault: Refusal | None = None, dots: list[int] | None = None) -> str:
    options = options_of(db(), facts.poll.id)
    return render_template(
        "participation/enter_vote.html",
        facts=facts,
        poll=facts.poll,
        cohort=facts.seat.cohort,
        people=[
            one for one in can_still_vote(db(), facts.poll, may_change=True) if one[0] != actor().id
        ],
        person=request.form.get("person", ""),
        offered=as_offered(facts, options),
        given=given_by_option(options, dots or []),
        fault=fault.sentence if fault else None,
        field="person" if isinstance(fault, errors.VoterNeeded) else "vote",
        **words_of(facts),
    )
