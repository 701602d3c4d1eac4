"""The people with whom somebody learns, to choose a reader from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import and_, bindparam, func, select
from sqlalchemy.orm import Session, aliased

from app.cohorts.models import Cohort, Enrolment
from app.cohorts.rules import FACILITATOR, JOINED
from app.people.models import Person


@dataclass(frozen=True)
class Fellow:
    """Somebody else in the same cohort."""

    person_id: UUID
    name: str
    runs_it: bool


@dataclass(frozen=True)
class Circle:
    """A cohort that the author is in, and everybody else who is, by name."""

    cohort_id: UUID
    name: str
    zone: str
    others: Sequence[Fellow]

    @property
    def runners(self) -> list[Fellow]:
        """Those who run it."""
        return [one for one in self.others if one.runs_it]


_other = aliased(Enrolment)
_CIRCLES = (
    select(Cohort.id, Cohort.name, Cohort.time_zone, Person.id, Person.name, _other.role)
    .select_from(Enrolment)
    .join(Cohort, Cohort.id == Enrolment.cohort_id)
    .outerjoin(
        _other,
        and_(
            _other.cohort_id == Cohort.id,
            _other.person_id != Enrolment.person_id,
            _other.state == JOINED,
        ),
    )
    .outerjoin(Person, Person.id == _other.person_id)
    .where(Enrolment.person_id == bindparam("person"), Enrolment.state == JOINED)
    .order_by(Cohort.starts_on.desc(), Cohort.id, func.lower(Person.name), Person.id)
)


def circles_of(db: Session, actor: Person) -> list[Circle]:
    """The cohorts that the actor is in, newest first, and who else is. One statement."""
    circles: dict[UUID, Circle] = {}
    fellows: dict[UUID, list[Fellow]] = {}
    for cohort_id, name, zone, person_id, fellow, role in db.execute(
        _CIRCLES, {"person": actor.id}
    ):
        others = fellows.setdefault(cohort_id, [])
        circles.setdefault(cohort_id, Circle(cohort_id, name, zone, others))
        if person_id is not None:
            others.append(Fellow(person_id, fellow, role == FACILITATOR))
    return list(circles.values())
