"""Reads of the actor's own place in cohorts; each says how many statements it costs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import and_, bindparam, select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, Enrolment
from app.cohorts.queries.people import Member, member_of
from app.cohorts.rules import INVITED, JOINED
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
_OWN_SEATS = (
    select(Cohort, Enrolment)
    .join(Enrolment, Enrolment.cohort_id == Cohort.id)
    .where(Enrolment.person_id == bindparam("person"), Enrolment.state.in_([INVITED, JOINED]))
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
class MemberSeat:
    """The actor's seat, and one person of that cohort."""

    seat: Seat
    member: Member


def seat_by_slug(db: Session, actor: Person, *, slug: str) -> Seat | None:
    """The cohort of this address and the actor's place in it; one statement."""
    row = db.execute(_SEAT, {"person": actor.id, "slug": slug}).one_or_none()
    return Seat(row[0], row[1]) if row else None


def member_seat(db: Session, actor: Person, *, slug: str, person_id: UUID) -> MemberSeat | None:
    """The actor's seat in a cohort and one person of it; three statements."""
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
    """The cohorts a person joined or is invited to, newest first; one statement."""
    rows = db.execute(_OWN_SEATS, {"person": person_id})
    return [OwnSeat(cohort, enrolment) for cohort, enrolment in rows]
