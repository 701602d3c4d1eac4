"""Closing polls at their time and counting them, and stopping one before."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import structlog
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from app.kit.sealing import CannotOpen
from app.kit.small_numbers import shown_count
from app.participation import errors
from app.participation.actions.boxes import burn, empty
from app.participation.actions.held import hold
from app.participation.models import Poll, PollOption, PollTally, PollVote, PollVoter
from app.participation.rules import CHOICE, CLOSED, LONGEST_REASON, OPEN, STOPPED
from app.participation.rules.boxes import Box
from app.participation.rules.results import Told, count, told_of_choice, told_of_dots
from app.participation.rules.tallies import LEFT_OUT, WAITING
from app.people.models import Person
from app.people.rules import clean_lines

log = structlog.get_logger()
AT_ONCE = 50


def close_due(db: Session, *, now: datetime) -> int:
    """Close and count polls whose time has come, up to 50; the next tick goes on.

    Two workers never close the same one. Returns how many were closed: one whose box cannot be
    opened waits until its key is back, and holds up no other. Eleven statements for each.
    """
    due = db.scalars(
        select(Poll)
        .where(Poll.state == OPEN, Poll.closes_at <= now)
        .order_by(Poll.closes_at, Poll.id)
        .limit(AT_ONCE)
        .with_for_update(skip_locked=True)
    ).all()
    closed = 0
    for poll in due:
        try:
            with db.begin_nested():
                _close(db, poll, now)
            closed += 1
        except CannotOpen:
            log.warning("poll_cannot_be_counted", poll=str(poll.id))
    return closed


def stop_poll(db: Session, actor: Person, *, poll_id: UUID, reason: str) -> None:
    """End an open poll uncounted, for a reason that everybody reads; its votes are destroyed.

    A second time changes nothing.
    Raises: ReasonNeeded; PollOver when it has closed; NotFound.
    """
    words = clean_lines(reason, LONGEST_REASON)
    if not words:
        raise errors.ReasonNeeded
    poll = hold(db, poll_id)
    if poll.state == STOPPED:
        return
    if poll.state != OPEN:
        raise errors.PollOver
    burn(db, poll.id)
    db.execute(delete(PollTally).where(PollTally.poll_id == poll.id))
    db.execute(delete(PollVoter).where(PollVoter.poll_id == poll.id))
    _forget_votes(db, poll.id)
    poll.state, poll.reason, poll.stopped_by_id = STOPPED, words, actor.id
    db.flush()


def _close(db: Session, poll: Poll, now: datetime) -> None:
    """Count once, keep what may be told, and destroy the rest."""
    _leave_out(db, poll.id)
    box = _all_votes(db, poll.id, empty(db, poll.id, now=now))
    options = db.scalars(
        select(PollOption).where(PollOption.poll_id == poll.id).order_by(PollOption.position)
    ).all()
    counted = count(box, options=len(options), cap=poll.most_per_option)
    told = told_of_choice(counted) if poll.kind == CHOICE else told_of_dots(counted)
    for option, words in zip(options, told, strict=True):
        _tell(option, words)
    poll.state, poll.voters_shown = CLOSED, shown_count(counted.people).text
    db.flush()


def _tell(option: PollOption, told: Told) -> None:
    option.shown, option.plotted, option.place = told.text, told.plotted, told.place


def _leave_out(db: Session, poll_id: UUID) -> None:
    """Counts on paper whose witness has not answered do not count."""
    waiting = select(PollTally.id).where(PollTally.poll_id == poll_id, PollTally.state == WAITING)
    db.execute(delete(PollVoter).where(PollVoter.tally_id.in_(waiting)))
    db.execute(
        update(PollTally)
        .where(PollTally.poll_id == poll_id, PollTally.state == WAITING)
        .values(state=LEFT_OUT, numbers=None)
    )


def _all_votes(db: Session, poll_id: UUID, box: Box) -> Box:
    """What was in the box, and the votes that had names behind them; those are deleted."""
    named = db.scalars(select(PollVote.dots).where(PollVote.poll_id == poll_id)).all()
    _forget_votes(db, poll_id)
    return box.with_ballots(*(tuple(dots) for dots in named))


def _forget_votes(db: Session, poll_id: UUID) -> None:
    db.execute(delete(PollVote).where(PollVote.poll_id == poll_id))
