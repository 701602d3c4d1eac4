"""The certificates of a cohort, for those who look after it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, or_, select
from sqlalchemy.orm import Session

from app.certificates.models import Certificate
from app.cohorts.models import Cohort, Enrolment
from app.cohorts.queries import Seat, seat_by_slug
from app.cohorts.rules import JOINED, PARTICIPANT
from app.kit.paging import PAGE_SIZE, Page, nearest_page
from app.people.models import Person


@dataclass(frozen=True)
class CertificateSeat:
    """A certificate of a cohort, whose it is, and the actor's place in that cohort."""

    seat: Seat
    certificate: Certificate
    person: Person
    is_in: bool
    """Whether its person still takes part in that cohort."""

    @property
    def cohort(self) -> Cohort:
        """The cohort that it is of."""
        return self.seat.cohort


@dataclass(frozen=True)
class Line:
    """A certificate, and how its person is reached and called now.

    The name is that of the certificate for whoever has left and does not ask for another: how they
    are called since is not for those who run a cohort that they are in no more.
    """

    certificate: Certificate
    name: str
    channel: str


@dataclass(frozen=True)
class CohortCertificates:
    """A page of certificates; who asks for another name; how many take part, and have one."""

    page: Page[Line]
    asking: Sequence[Line]
    valid: int
    people: int


_VALID: ColumnElement[bool] = and_(
    Certificate.replaced_at.is_(None), Certificate.revoked_at.is_(None)
)
_IS_IN: ColumnElement[bool] = (
    exists()
    .where(
        Enrolment.person_id == Certificate.person_id,
        Enrolment.cohort_id == Certificate.cohort_id,
        Enrolment.state == JOINED,
    )
    .correlate(Certificate)
)


def certificate_seat(
    db: Session, actor: Person, *, slug: str, certificate_id: UUID
) -> CertificateSeat | None:
    """A certificate of this cohort; None when there is none. Two statements."""
    seat = seat_by_slug(db, actor, slug=slug)
    if seat is None:
        return None
    row = db.execute(
        select(Certificate, Person, _IS_IN)
        .join(Person, Person.id == Certificate.person_id)
        .where(Certificate.id == certificate_id, Certificate.cohort_id == seat.cohort.id)
    ).one_or_none()
    return CertificateSeat(seat, *row) if row else None


def certificates_of_cohort(db: Session, cohort_id: UUID, number: int) -> CohortCertificates:
    """The certificates of a cohort by name, fifty at a time; four statements."""
    total, valid = db.execute(
        select(func.count(), func.count().filter(_VALID)).where(Certificate.cohort_id == cohort_id)
    ).one()
    number = nearest_page(number, total)
    rows = db.execute(_lines(cohort_id).limit(PAGE_SIZE).offset((number - 1) * PAGE_SIZE))
    asking = db.execute(
        _lines(cohort_id).where(_VALID, Certificate.asked_at.is_not(None)).limit(PAGE_SIZE)
    )
    people = db.scalar(
        select(func.count()).where(
            Enrolment.cohort_id == cohort_id,
            Enrolment.role == PARTICIPANT,
            Enrolment.state == JOINED,
        )
    )
    return CohortCertificates(
        Page([Line(*row) for row in rows], number, total),
        [Line(*row) for row in asking],
        valid,
        people or 0,
    )


def all_of_cohort(db: Session, cohort_id: UUID, *, valid_only: bool) -> Sequence[Line]:
    """Every certificate of a cohort by name, or those that count; one statement."""
    query = _lines(cohort_id)
    return [Line(*row) for row in db.execute(query.where(_VALID) if valid_only else query)]


def _lines(cohort_id: UUID) -> Select[Certificate, str, str]:
    name = case(
        (or_(_IS_IN, and_(_VALID, Certificate.asked_at.is_not(None))), Person.name),
        else_=Certificate.name,
    )
    return (
        select(Certificate, name, Person.channel)
        .join(Person, Person.id == Certificate.person_id)
        .where(Certificate.cohort_id == cohort_id)
        .order_by(func.lower(name), Person.id, Certificate.number)
    )
