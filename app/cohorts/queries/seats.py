"""Reads of the actor's own place in cohorts; each says how many statements it costs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import and_, bindparam, func, select, tuple_
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, Enrolment
from app.cohorts.queries.people import Member
from app.cohorts.queries.stages import member_of
from app.cohorts.rules import ASKED, INVITED, JOINED, OFFERED, PARTICIPANT, SEATED, WAITING
from app.people.models import Person

# Built once: most pages begin with this question.
_SEAT = (
    select(Cohort, Enrolment)
    .outerjoin(
        Enrolment,
        and_(Enrolment.cohort_id == Cohort.id, Enrolment.person_id == bindparam("person")),
    )
    .where(Cohort.slug == bindparam("slug"))
)
# What a person sees on their own first page.
OWN_STATES = (ASKED, WAITING, OFFERED, INVITED, JOINED)
_OWN_SEATS = (
    select(Cohort, Enrolment)
    .join(Enrolment, Enrolment.cohort_id == Cohort.id)
    .where(Enrolment.person_id == bindparam("person"), Enrolment.state.in_(OWN_STATES))
    .order_by(Cohort.starts_on.desc(), Cohort.id)
)


@dataclass(frozen=True)
class Seat:
    """A cohort and the actor's own enrolment in it, if there is one."""

    cohort: Cohort
    enrolment: Enrolment | None


@dataclass(frozen=True)
class OwnSeat:
    """A cohort and the actor's enrolment in it, which is there."""

    cohort: Cohort
    enrolment: Enrolment


@dataclass(frozen=True)
class Seats:
    """The seats of a cohort; `capacity` None: there is room for any number.

    Those who run it need none.
    """

    capacity: int | None
    taken: int
    waiting: int

    @property
    def free(self) -> int | None:
        """How many seats nobody has; None: any number."""
        return None if self.capacity is None else max(0, self.capacity - self.taken)

    @property
    def for_newcomers(self) -> int | None:
        """How many can be given to newcomers, who never jump the line; None: any number."""
        return 0 if self.waiting and self.free is not None else self.free


@dataclass(frozen=True)
class MemberSeat:
    """The actor's seat, and one person of that cohort."""

    seat: Seat
    member: Member


def seat_by_slug(db: Session, actor: Person, *, slug: str) -> Seat | None:
    """The cohort of this address and the actor's place in it; one statement."""
    row = db.execute(_SEAT, {"person": actor.id, "slug": slug}).one_or_none()
    return Seat(row[0], row[1]) if row else None


def member_seat(db: Session, actor: Person, *, slug: str, person_id: UUID) -> MemberSeat | None:
    """The actor's seat in a cohort and one person of it; two statements."""
    seat = seat_by_slug(db, actor, slug=slug)
    member = member_of(db, seat.cohort.id, person_id) if seat else None
    return MemberSeat(seat, member) if seat and member else None


def seat_by_cohort_id(db: Session, actor: Person, cohort_id: UUID) -> Seat | None:
    """The same by the cohort's id; one statement."""
    row = db.execute(
        select(Cohort, Enrolment)
        .outerjoin(
            Enrolment, and_(Enrolment.cohort_id == Cohort.id, Enrolment.person_id == actor.id)
        )
        .where(Cohort.id == cohort_id)
    ).one_or_none()
    return Seat(row[0], row[1]) if row else None


def own_seats(db: Session, person_id: UUID) -> Sequence[OwnSeat]:
    """The cohorts a person joined, is invited to, asked for or waits for; one statement.

    Newest first.
    """
    rows = db.execute(_OWN_SEATS, {"person": person_id})
    return [OwnSeat(cohort, enrolment) for cohort, enrolment in rows]


def place_in_line(db: Session, enrolment: Enrolment | None) -> int | None:
    """The place of somebody who waits, from 1; None for everybody else. At most one statement."""
    if enrolment is None or enrolment.state != WAITING:
        return None
    order = tuple_(Enrolment.waiting_since, Enrolment.id)
    return db.scalar(
        select(func.count()).where(
            Enrolment.cohort_id == enrolment.cohort_id,
            Enrolment.state == WAITING,
            order <= tuple_(enrolment.waiting_since, enrolment.id),
        )
    )


def seats_of(db: Session, cohort_id: UUID) -> Seats:
    """How many seats there are, are taken, and how many people wait for one. One statement."""
    of_cohort = and_(Enrolment.cohort_id == Cohort.id, Enrolment.role == PARTICIPANT)
    capacity, taken, waiting = db.execute(
        select(
            Cohort.capacity,
            func.count().filter(Enrolment.state.in_(SEATED)),
            func.count().filter(Enrolment.state == WAITING),
        )
        .outerjoin(Enrolment, of_cohort)
        .where(Cohort.id == cohort_id)
        .group_by(Cohort.id)
    ).one()
    return Seats(capacity, taken, waiting)
