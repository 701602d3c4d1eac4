"""The polls of a cohort, one poll, and a sheet of paper to vote on."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue

from app.cohorts import policy
from app.cohorts.queries import Seat, seat_by_slug
from app.participation.policy import may_enter_votes, may_see_poll
from app.participation.queries.polls import PollSeat, options_of, poll_seat, polls_page
from app.participation.rules import PROMISES, SECRECY, STATES, TOLD, is_taking_votes
from app.participation.views.blueprint import bp
from app.participation.views.showing import poll_page
from app.web.context import actor, db, now
from app.web.guard import guard


@bp.get("/cohorts/<slug>/polls")
@guard(seat_by_slug, policy.may_open)
def polls(seat: Seat) -> ResponseReturnValue:
    """What was asked, for everybody in the cohort."""
    return render_template(
        "participation/polls.html",
        cohort=seat.cohort,
        page=polls_page(
            db(), actor(), seat.cohort.id, request.args.get("page", 1, type=int), now()
        ),
        states=STATES,
        secrecy=SECRECY,
        takes_votes=lambda poll: is_taking_votes(poll.state, poll.closes_at, now()),
        facilitates=policy.may_facilitate(actor(), seat),
        proposes=policy.may_learn(actor(), seat),
    )


@bp.get("/polls/<uuid:poll_id>")
@guard(poll_seat, may_see_poll)
def poll(facts: PollSeat) -> ResponseReturnValue:
    """A poll: voting while it is open, and what came of it."""
    return poll_page(facts)


@bp.get("/polls/<uuid:poll_id>/paper")
@guard(poll_seat, may_enter_votes)
def paper(facts: PollSeat) -> ResponseReturnValue:
    """A sheet to print and vote on."""
    return render_template(
        "participation/paper.html",
        cohort=facts.seat.cohort,
        poll=facts.poll,
        options=options_of(db(), facts.poll.id),
        promise=PROMISES[facts.poll.secrecy],
        told=TOLD,
    )
