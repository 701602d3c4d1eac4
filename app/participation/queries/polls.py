"""Polls of a cohort, and one poll with the actor's place in its cohort."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, case, exists, func, select
from sqlalchemy.dialects.postgresql import aggregate_order_by
from sqlalchemy.orm import Session, aliased

from app.cohorts.models import Cohort, Enrolment
from app.cohorts.queries import Seat
from app.kit.paging import PAGE_SIZE, Page, nearest_page
from app.participation.models import Poll, PollOption, PollTally, PollVote, PollVoter
from app.participation.rules import OPEN
from app.participation.rules.tallies import WAITING
from app.people.models import Person


@dataclass(frozen=True)
class PollLine:
    """A poll in a list, who asked, whether the actor voted, and what came first if that is told.

    `waits` says whether a count on paper waits for the actor's word as its witness.
    """

    poll: Poll
    by: str | None
    has_voted: bool
    first: Sequence[str]
    waits: bool


@dataclass(frozen=True)
class PollSeat:
    """One poll, who asked, typed it in and stopped it, and the actor's place in its cohort.

    `typed_by` is who typed in the actor's own vote, if somebody did.
    """

    poll: Poll
    seat: Seat
    by: str | None
    entered_by: str | None
    stopped_by: str | None
    has_voted: bool
    typed_by: str | None


def polls_page(
    db: Session, actor: Person, cohort_id: UUID, number: int, now: datetime
) -> Page[PollLine]:
    """The polls of a cohort: those that take votes first, by when they close; two statements."""
    where = Poll.cohort_id == cohort_id
    total = db.scalar(select(func.count()).where(where)) or 0
    number = nearest_page(number, total)
    takes_votes = and_(Poll.state == OPEN, Poll.closes_at > now)
    rows = db.execute(
        select(Poll, Person.name, _has_voted(actor), func.coalesce(_first(), []), _waits(actor))
        .outerjoin(Person, Person.id == Poll.proposed_by_id)
        .where(where)
        .order_by(
            case((takes_votes, 0), else_=1),
            case((takes_votes, Poll.closes_at)),
            Poll.closes_at.desc(),
            Poll.id,
        )
        .limit(PAGE_SIZE)
        .offset((number - 1) * PAGE_SIZE)
    )
    return Page([PollLine(*row) for row in rows], number, total)


def poll_seat(db: Session, actor: Person, *, poll_id: UUID) -> PollSeat | None:
    """The poll of this address; one statement."""
    typist, stopper, vote_typist = aliased(Person), aliased(Person), aliased(Person)
    row = db.execute(
        select(
            *(Poll, Cohort, Enrolment, Person.name, typist.name, stopper.name),
            *(PollVoter.poll_id.is_not(None), vote_typist.name),
        )
        .join(Cohort, Cohort.id == Poll.cohort_id)
        .outerjoin(
            Enrolment, and_(Enrolment.cohort_id == Cohort.id, Enrolment.person_id == actor.id)
        )
        .outerjoin(Person, Person.id == Poll.proposed_by_id)
        .outerjoin(typist, typist.id == Poll.entered_by_id)
        .outerjoin(stopper, stopper.id == Poll.stopped_by_id)
        .outerjoin(
            PollVoter,
            and_(PollVoter.poll_id == Poll.id, PollVoter.enrolment_id == Enrolment.id),
        )
        .outerjoin(vote_typist, vote_typist.id == PollVoter.entered_by_id)
        .where(Poll.id == poll_id)
    ).one_or_none()
    return PollSeat(row[0], Seat(row[1], row[2]), *row[3:]) if row else None


def options_of(db: Session, poll_id: UUID) -> Sequence[PollOption]:
    """The answers of a poll, in the order in which they were written; one statement."""
    wanted = select(PollOption).where(PollOption.poll_id == poll_id).order_by(PollOption.position)
    return db.scalars(wanted).all()


def own_dots(db: Session, poll_id: UUID, enrolment_id: UUID) -> Sequence[int]:
    """What somebody chose in an open poll with names hidden, for themselves; one statement."""
    wanted = select(PollVote.dots).where(
        PollVote.poll_id == poll_id, PollVote.enrolment_id == enrolment_id
    )
    dots: Sequence[Any] = db.scalar(wanted) or ()
    return dots


def _has_voted(actor: Person) -> ColumnElement[bool]:
    return exists(
        select(PollVoter.poll_id)
        .join(Enrolment, Enrolment.id == PollVoter.enrolment_id)
        .where(PollVoter.poll_id == Poll.id, Enrolment.person_id == actor.id)
    )


def _waits(actor: Person) -> ColumnElement[bool]:
    return exists().where(
        PollTally.poll_id == Poll.id,
        PollTally.witness_id == actor.id,
        PollTally.state == WAITING,
    )


def _first() -> Any:
    """The answers that came first, where that is told."""
    words = aggregate_order_by(PollOption.words, PollOption.position)
    wanted = select(func.array_agg(words)).where(
        PollOption.poll_id == Poll.id, PollOption.place == 1
    )
    return wanted.correlate(Poll).scalar_subquery()
