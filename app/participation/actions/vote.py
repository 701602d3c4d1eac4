"""Voting, oneself or for somebody who said it by phone or on paper."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.participation import errors
from app.participation.actions.boxes import put_in
from app.participation.actions.held import hold_open, joined_place
from app.participation.models import Poll, PollOption, PollVote, PollVoter
from app.participation.rules import CHOICE, SECRET
from app.participation.rules.boxes import Ballot, fits
from app.people.models import Person


def vote(
    db: Session, *, poll_id: UUID, enrolment_id: UUID, dots: Sequence[int], now: datetime
) -> None:
    """Cast somebody's own vote: for each answer, in the order of the answers, its dots.

    A secret vote is cast once; where names are hidden the newest counts. Six statements.
    Raises: BallotWrong, AlreadyVoted; PollOver when it comes late; NotFound.
    """
    poll = hold_open(db, poll_id, now=now)
    _cast(db, poll, enrolment_id, dots, None, now)


def enter_vote(
    db: Session,
    actor: Person,
    *,
    poll_id: UUID,
    person_id: UUID | None,
    dots: Sequence[int],
    now: datetime,
) -> None:
    """Cast the vote of somebody of the cohort who told the actor; the roll says who typed it in.

    The record names both; the vote itself is tied to neither. Seven statements.
    Raises: VoterNeeded, and what voting refuses.
    """
    poll = hold_open(db, poll_id, now=now)
    place = joined_place(db, poll.cohort_id, person_id)
    if place is None or person_id == actor.id:
        raise errors.VoterNeeded
    _cast(db, poll, place, dots, actor.id, now)


def check_ballot(poll: Poll, dots: Sequence[int], options: int) -> Ballot:
    """The ballot, if it is filled in as the poll asks.

    Raises: BallotWrong.
    """
    if not fits(dots, options=options, dots=poll.dots, most=poll.most_per_option):
        raise errors.BallotWrong if poll.kind == CHOICE else errors.DotsNotGiven
    return tuple(dots)


def _cast(
    db: Session,
    poll: Poll,
    enrolment_id: UUID,
    dots: Sequence[int],
    entered_by_id: UUID | None,
    now: datetime,
) -> None:
    counted = select(func.count()).where(PollOption.poll_id == poll.id)
    ballot = check_ballot(poll, dots, db.scalar(counted) or 0)
    on_roll = insert(PollVoter).values(
        poll_id=poll.id, enrolment_id=enrolment_id, entered_by_id=entered_by_id
    )
    if poll.secrecy == SECRET:
        first = on_roll.on_conflict_do_nothing().returning(PollVoter.enrolment_id)
        if db.scalar(first) is None:
            raise errors.AlreadyVoted
        put_in(db, poll.id, ballot, now=now)
        return
    # A vote that was counted on paper lies among others and cannot be taken out any more.
    newest = on_roll.on_conflict_do_update(
        index_elements=[PollVoter.poll_id, PollVoter.enrolment_id],
        set_={"entered_by_id": entered_by_id},
        where=PollVoter.tally_id.is_(None),
    )
    if db.scalar(newest.returning(PollVoter.enrolment_id)) is None:
        raise errors.OnPaper
    kept = insert(PollVote).values(poll_id=poll.id, enrolment_id=enrolment_id, dots=list(ballot))
    db.execute(
        kept.on_conflict_do_update(
            index_elements=[PollVote.poll_id, PollVote.enrolment_id],
            set_={"dots": kept.excluded.dots},
        )
    )
