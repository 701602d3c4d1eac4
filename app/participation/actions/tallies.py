"""Votes that were counted on paper by two people."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, exists, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.cohorts.models import Enrolment
from app.cohorts.rules import JOINED
from app.kit.db import new_id
from app.kit.errors import NotFound
from app.participation import errors
from app.participation.actions.boxes import open_numbers, put_in, seal_numbers
from app.participation.actions.held import hold_open, joined_place
from app.participation.models import Poll, PollOption, PollTally, PollVoter
from app.participation.rules import CHOICE
from app.participation.rules.boxes import Ballot, single
from app.participation.rules.tallies import AGREED, FEWEST_PAPERS, REFUSED, WAITING, adds_up
from app.people.models import Person


@dataclass(frozen=True)
class PaperCount:
    """What was counted: whose papers (persons), who else counted, and the dots of each answer."""

    person_ids: Collection[UUID]
    witness_id: UUID | None
    dots: Sequence[int]
    request_key: UUID


def enter_tally(
    db: Session, actor: Person, said: PaperCount, *, poll_id: UUID, now: datetime
) -> None:
    """Keep a count until its witness says that it is right; the people count as having voted.

    The same form again is one count. Nine statements.
    Raises: PapersNeeded, WitnessNeeded, NumbersWrong, SomeHaveVoted; PollOver; NotFound.
    """
    poll = hold_open(db, poll_id, now=now)
    if db.scalar(select(PollTally.id).where(PollTally.request_key == said.request_key)):
        return
    places = _places(db, poll.cohort_id, said.person_ids)
    if len(places) < FEWEST_PAPERS:
        raise errors.PapersNeeded
    witness = joined_place(db, poll.cohort_id, said.witness_id)
    if witness is None or said.witness_id == actor.id:
        raise errors.WitnessNeeded
    dots = _numbers(db, poll, said.dots, len(places))
    # Nobody else votes meanwhile: the poll is held.
    on_roll = exists().where(PollVoter.poll_id == poll.id, PollVoter.enrolment_id.in_(places))
    if db.scalar(select(on_roll)):
        raise errors.SomeHaveVoted
    tally = PollTally(
        id=new_id(),
        poll_id=poll.id,
        entered_by_id=actor.id,
        entered_at=now,
        witness_id=said.witness_id,
        people=len(places),
        request_key=said.request_key,
    )
    tally.numbers = seal_numbers(db, poll.id, tally.id, dots, now)
    db.add(tally)
    db.flush()
    roll = insert(PollVoter).values(
        [
            {
                "poll_id": poll.id,
                "enrolment_id": place,
                "entered_by_id": actor.id,
                "tally_id": tally.id,
            }
            for place in places
        ]
    )
    db.execute(roll)


def answer_tally(
    db: Session, actor: Person, *, poll_id: UUID, tally_id: UUID, is_right: bool, now: datetime
) -> None:
    """Say for the witness whether a count is right: then it goes into the box, otherwise nowhere.

    People of a count that is not right can vote again. The same answer again changes nothing.
    Raises: TallyAnswered; PollOver; NotFound.
    """
    poll = hold_open(db, poll_id, now=now)
    tally = db.get(PollTally, tally_id, populate_existing=True)
    if tally is None:
        raise NotFound
    state = AGREED if is_right else REFUSED
    if tally.state == state:
        return
    if tally.state != WAITING or tally.numbers is None:
        raise errors.TallyAnswered
    if is_right:
        dots = open_numbers(db, poll.id, tally.id, tally.numbers, now)
        _put_in(db, poll, tally.people, dots, now)
    else:
        db.execute(delete(PollVoter).where(PollVoter.tally_id == tally.id))
    tally.state, tally.answered_by_id, tally.numbers = state, actor.id, None
    db.flush()


def numbers_of(db: Session, tally: PollTally, *, now: datetime) -> Ballot:
    """What was counted, for its witness to look at; empty once there is an answer.

    One statement.
    Raises: CannotOpen.
    """
    if tally.numbers is None:
        return ()
    return open_numbers(db, tally.poll_id, tally.id, tally.numbers, now)


def _put_in(db: Session, poll: Poll, people: int, dots: Ballot, now: datetime) -> None:
    """Papers with one choice become ballots among all others; dots on a sheet cannot."""
    if poll.kind == CHOICE:
        put_in(db, poll.id, *_ballots(dots), now=now)
    else:
        put_in(db, poll.id, sheet=(people, dots), now=now)


def _ballots(dots: Ballot) -> Iterator[Ballot]:
    for place, number in enumerate(dots):
        for _ in range(number):
            yield single(place, len(dots))


def _places(db: Session, cohort_id: UUID, person_ids: Collection[UUID]) -> list[UUID]:
    """The places of those who are in the cohort, in an order that tells nothing."""
    wanted = select(Enrolment.id).where(
        Enrolment.cohort_id == cohort_id,
        Enrolment.person_id.in_(person_ids),
        Enrolment.state == JOINED,
    )
    return list(db.scalars(wanted.order_by(Enrolment.id)))


def _numbers(db: Session, poll: Poll, dots: Sequence[int], people: int) -> Ballot:
    """Raises: NumbersWrong."""
    options = db.scalar(select(func.count()).where(PollOption.poll_id == poll.id))
    fit = adds_up(dots, people=people, kind=poll.kind, each=poll.dots, most=poll.most_per_option)
    if len(dots) != options or not fit:
        raise errors.NumbersWrong
    return tuple(dots)
