"""Who may enter how somebody is reached, and how far that goes."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, exists, or_, select
from sqlalchemy.orm import Session

from app.cohorts.models import Enrolment
from app.cohorts.queries.people import Member
from app.cohorts.queries.seats import Seat, member_seat
from app.cohorts.rules import OUT
from app.people.models import Person
from app.people.queries import signs_in_alone
from app.people.rules import PROGRAMME_LEAD


@dataclass(frozen=True)
class ContactSeat:
    """The actor's seat, and a person of that cohort.

    `is_theirs`: the person, and nobody for them, says where letters go that let somebody in.
    """

    seat: Seat
    member: Member
    is_theirs: bool


def contact_seat(db: Session, actor: Person, *, slug: str, person_id: UUID) -> ContactSeat | None:
    """The actor's seat in a cohort and one person of it; three statements."""
    facts = member_seat(db, actor, slug=slug, person_id=person_id)
    if facts is None:
        return None
    theirs = signs_in_alone()
    if not actor.has_role(PROGRAMME_LEAD):
        theirs = or_(theirs, in_another_cohort(facts.seat.cohort.id))
    is_theirs = db.scalar(select(theirs).where(Person.id == person_id))
    return ContactSeat(facts.seat, facts.member, bool(is_theirs))


def in_another_cohort(cohort_id: UUID) -> ColumnElement[bool]:
    """Whether a person belongs to other people's cohort too, who may have their account in hand."""
    return exists(
        select(Enrolment.id)
        .where(
            Enrolment.person_id == Person.id,
            Enrolment.cohort_id != cohort_id,
            Enrolment.state.not_in(OUT),
        )
        .correlate(Person)
    )
