"""Taking a poll back, and stopping one."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.participation.actions.close import stop_poll
from app.participation.actions.propose import take_back_poll
from app.participation.errors import HasVotes, ReasonNeeded
from app.participation.forms import StopForm
from app.participation.policy import may_stop_poll, may_take_back_poll
from app.participation.queries.polls import PollSeat, poll_seat
from app.participation.rules import OPEN
from app.participation.views.blueprint import bp
from app.web.context import actor, db
from app.web.guard import guard


@bp.post("/polls/<uuid:poll_id>/removals")
@guard(poll_seat, may_take_back_poll)
def remove(facts: PollSeat) -> ResponseReturnValue:
    """Take back a poll in which nobody has voted."""
    try:
        take_back_poll(db(), poll_id=facts.poll.id)
    except HasVotes as refusal:
        flash(refusal.sentence, "warning")
        return redirect(url_for(".poll", poll_id=facts.poll.id))
    flash("It is taken back. Nothing of it is kept.", "success")
    return redirect(url_for(".polls", slug=facts.seat.cohort.slug))


@bp.get("/polls/<uuid:poll_id>/stops/new")
@guard(poll_seat, may_stop_poll)
def stopping(facts: PollSeat) -> ResponseReturnValue:
    """The form that says why a poll is stopped."""
    if facts.poll.state != OPEN:
        return redirect(url_for(".poll", poll_id=facts.poll.id))
    return _page(facts, StopForm(formdata=None))


@bp.post("/polls/<uuid:poll_id>/stops")
@guard(poll_seat, may_stop_poll)
def stop(facts: PollSeat) -> ResponseReturnValue:
    """Stop it; its votes are destroyed uncounted."""
    form = StopForm()
    if not form.validate_on_submit():
        return _page(facts, form), 422
    try:
        stop_poll(db(), actor(), poll_id=facts.poll.id, reason=form.reason.data or "")
    except ReasonNeeded as refusal:
        form.reason.errors = [refusal.sentence]
        return _page(facts, form), refusal.status
    flash("The poll is stopped, and its votes are destroyed. Your reason is on this page.")
    return redirect(url_for(".poll", poll_id=facts.poll.id))


def _page(facts: PollSeat, form: StopForm) -> str:
    return render_template(
        "participation/stop.html", poll=facts.poll, cohort=facts.seat.cohort, form=form
    )
