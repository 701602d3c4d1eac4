"""Counts on paper, and one with the actor's place in its cohort."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import and_, select
from sqlalchemy.orm import Session, aliased

from app.cohorts.models import Cohort, Enrolment
from app.cohorts.queries import Seat
from app.participation.models import Poll, PollTally
from app.people.models import Person


@dataclass(frozen=True)
class TallyLine:
    """A count, who typed it in, who counted with them, and who entered the answer."""

    tally: PollTally
    by: str | None
    witness: str | None
    answered_by: str | None


@dataclass(frozen=True)
class TallySeat:
    """A count, its poll, and the actor's place in the cohort."""

    tally: PollTally
    poll: Poll
    seat: Seat
    by: str | None
    witness: str | None


def tallies_of(db: Session, poll_id: UUID) -> list[TallyLine]:
    """The counts of a poll, oldest first; one statement."""
    typist, witness, answerer = aliased(Person), aliased(Person), aliased(Person)
    rows = db.execute(
        select(PollTally, typist.name, witness.name, answerer.name)
        .outerjoin(typist, typist.id == PollTally.entered_by_id)
        .outerjoin(witness, witness.id == PollTally.witness_id)
        .outerjoin(answerer, answerer.id == PollTally.answered_by_id)
        .where(PollTally.poll_id == poll_id)
        .order_by(PollTally.entered_at, PollTally.id)
    )
    return [TallyLine(*row) for row in rows]


def tally_seat(db: Session, actor: Person, *, tally_id: UUID) -> TallySeat | None:
    """The count of this address; one statement."""
    typist, witness = aliased(Person), aliased(Person)
    row = db.execute(
        select(PollTally, Poll, Cohort, Enrolment, typist.name, witness.name)
        .join(Poll, Poll.id == PollTally.poll_id)
        .join(Cohort, Cohort.id == Poll.cohort_id)
        .outerjoin(
            Enrolment, and_(Enrolment.cohort_id == Cohort.id, Enrolment.person_id == actor.id)
        )
        .outerjoin(typist, typist.id == PollTally.entered_by_id)
        .outerjoin(witness, witness.id == PollTally.witness_id)
        .where(PollTally.id == tally_id)
    ).one_or_none()
    return TallySeat(row[0], row[1], Seat(row[2], row[3]), row[4], row[5]) if row else None
