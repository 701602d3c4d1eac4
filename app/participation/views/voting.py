"""Voting."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.participation import errors
from app.participation.actions.vote import check_ballot, vote
from app.participation.forms import read_dots, sent_again
from app.participation.policy import may_vote
from app.participation.queries.polls import PollSeat, options_of, poll_seat
from app.participation.rules import SECRET
from app.participation.views.blueprint import bp
from app.participation.views.showing import given_by_option, poll_page, words_of
from app.web.context import actor, db, now
from app.web.guard import guard
from app.web.limits import limiter

IN_BOX = "Your vote is in the box. Nothing that we keep ties it to you."
KEPT = "Your vote is kept. You can change it until the poll closes."


@bp.post("/polls/<uuid:poll_id>/votes")
@guard(poll_seat, may_vote)
@limiter.limit("30 per minute")
def cast(facts: PollSeat) -> ResponseReturnValue:
    """Cast one's own vote; a secret one is shown once more first."""
    options = options_of(db(), facts.poll.id)
    dots = read_dots(request.form, facts.poll.kind, options)
    try:
        check_ballot(facts.poll, dots, len(options))
    except errors.BallotWrong as refusal:
        return poll_page(facts, fault=refusal.sentence, dots=dots), refusal.status
    if facts.poll.secrecy == SECRET and request.form.get("sure") != "yes":
        return look_again(facts, dots)
    return _cast(facts, dots)


def _cast(facts: PollSeat, dots: list[int]) -> ResponseReturnValue:
    poll, place = facts.poll, facts.seat.enrolment
    if place is None:
        raise errors.VoterNeeded
    try:
        vote(db(), poll_id=poll.id, enrolment_id=place.id, dots=dots, now=now())
    except (errors.AlreadyVoted, errors.PollOver) as refusal:
        flash(refusal.sentence, "warning")
    else:
        flash(IN_BOX if poll.secrecy == SECRET else KEPT, "success")
    return redirect(url_for(".poll", poll_id=poll.id))


def look_again(facts: PollSeat, dots: list[int], **more: object) -> str:
    """What is about to go into the box, before it does; `more` says for whom."""
    options = options_of(db(), facts.poll.id)
    return render_template(
        "participation/look_again.html",
        facts=facts,
        poll=facts.poll,
        cohort=facts.seat.cohort,
        options=options,
        given=given_by_option(options, dots),
        fields=sent_again(facts.poll.kind, options, dots),
        me=actor().id,
        **more,
        **words_of(facts),
    )
