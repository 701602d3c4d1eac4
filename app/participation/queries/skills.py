"""What people of a cohort offer; nobody's who has left."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session, aliased

from app.cohorts.models import Cohort, Enrolment
from app.cohorts.queries import Seat
from app.cohorts.rules import JOINED
from app.kit.paging import PAGE_SIZE, Page, nearest_page
from app.participation.models import OfferedSkill
from app.people.models import Person


@dataclass(frozen=True)
class SkillLine:
    """What somebody offers, and who typed it in if another did."""

    skill: OfferedSkill
    person_id: UUID
    name: str
    entered_by: str | None


@dataclass(frozen=True)
class SkillSeat:
    """What somebody offers, whose it is, and the actor's seat in the cohort."""

    skill: OfferedSkill
    person_id: UUID
    seat: Seat


def skills_page(db: Session, cohort_id: UUID, *, words: str, number: int) -> Page[SkillLine]:
    """What people of the cohort offer, by their name, fifty at a time. Two statements."""
    where = [Enrolment.cohort_id == cohort_id, Enrolment.state == JOINED]
    where += [OfferedSkill.words.icontains(word, autoescape=True) for word in words.split()]
    counted = select(func.count()).select_from(OfferedSkill).join(Enrolment).where(*where)
    total = db.scalar(counted) or 0
    number = nearest_page(number, total)
    typist = aliased(Person)
    rows = db.execute(
        select(OfferedSkill, Person.id, Person.name, typist.name)
        .join(Enrolment, Enrolment.id == OfferedSkill.enrolment_id)
        .join(Person, Person.id == Enrolment.person_id)
        .outerjoin(typist, typist.id == OfferedSkill.entered_by_id)
        .where(*where)
        .order_by(func.lower(Person.name), Person.id, OfferedSkill.id)
        .limit(PAGE_SIZE)
        .offset((number - 1) * PAGE_SIZE)
    )
    return Page([SkillLine(*row) for row in rows], number, total)


def skill_seat(db: Session, actor: Person, *, skill_id: UUID) -> SkillSeat | None:
    """The offer of this address; policy decides. One statement."""
    own = aliased(Enrolment)
    row = db.execute(
        select(OfferedSkill, Enrolment.person_id, Cohort, own)
        .join(Enrolment, Enrolment.id == OfferedSkill.enrolment_id)
        .join(Cohort, Cohort.id == Enrolment.cohort_id)
        .outerjoin(own, and_(own.cohort_id == Cohort.id, own.person_id == actor.id))
        .where(OfferedSkill.id == skill_id)
    ).one_or_none()
    return SkillSeat(row[0], row[1], Seat(row[2], row[3])) if row else None
