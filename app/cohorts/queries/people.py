"""Reads of the people in a cohort; each says how many statements it costs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select, text, tuple_
from sqlalchemy.orm import Session

from app.cohorts.models import Enrolment
from app.cohorts.queries.invitations import LetterFate
from app.cohorts.rules import FACILITATOR, JOINED, PARTICIPANT
from app.people.models import Person

STATES_OF = text(
    """
    SELECT new.place, enrolment.state
    FROM unnest(CAST(:emails AS text[])) WITH ORDINALITY AS new (email, place)
    JOIN person ON lower(person.email) = lower(new.email)
    JOIN enrolment ON enrolment.person_id = person.id AND enrolment.cohort_id = :cohort
    """
)


@dataclass(frozen=True)
class Member:
    """A person and their enrolment, and how far their invitation is (see rules/stages.py).

    `letter` is the newest letter that asks them in, without its text; `line` is their place in
    line, from 1. `been_in`: they have been in their account; `elsewhere`: they belong to another
    cohort as well; `has_private`: whoever came in as them would read what is private. Of people in
    a list these three are not read.
    """

    person: Person
    enrolment: Enrolment
    letter: LetterFate | None = None
    stage: str = ""
    line: int | None = None
    been_in: bool = True
    elsewhere: bool = True
    has_private: bool = True


@dataclass(frozen=True)
class PeopleCount:
    """How many people share a role, a standing and a state."""

    role: str
    standing: str
    state: str
    people: int


@dataclass(frozen=True)
class PeopleCounts:
    """The people of a cohort, counted."""

    rows: Sequence[PeopleCount]

    def people(
        self, *, state: str | None = None, standing: str | None = None, role: str | None = None
    ) -> int:
        """How many there are of this state, standing and role; None stands for any."""
        return sum(
            row.people
            for row in self.rows
            if state in (None, row.state)
            and standing in (None, row.standing)
            and role in (None, row.role)
        )


def people_counts(db: Session, cohort_id: UUID) -> PeopleCounts:
    """How many people there are by role, standing and state; one statement."""
    rows = db.execute(
        select(Enrolment.role, Enrolment.standing, Enrolment.state, func.count())
        .where(Enrolment.cohort_id == cohort_id)
        .group_by(Enrolment.role, Enrolment.standing, Enrolment.state)
    )
    return PeopleCounts([PeopleCount(*row) for row in rows])


def people_in(db: Session, cohort_id: UUID) -> Sequence[UUID]:
    """The persons who joined, facilitators included; one statement."""
    return db.scalars(
        select(Enrolment.person_id)
        .where(Enrolment.cohort_id == cohort_id, Enrolment.state == JOINED)
        .order_by(Enrolment.person_id)
    ).all()


def facilitators_of(db: Session, cohort_id: UUID) -> Sequence[Person]:
    """Those who joined to run this cohort, by name; one statement."""
    return facilitators_by_cohort(db, [cohort_id]).get(cohort_id, [])


def facilitators_by_cohort(db: Session, cohort_ids: Sequence[UUID]) -> dict[UUID, list[Person]]:
    """Those who joined to run these cohorts, by name; one statement."""
    rows = db.execute(
        select(Enrolment.cohort_id, Person)
        .join(Person, Enrolment.person_id == Person.id)
        .where(
            Enrolment.cohort_id.in_(cohort_ids),
            Enrolment.role == FACILITATOR,
            Enrolment.state == JOINED,
        )
        .order_by(func.lower(Person.name), Person.id)
    )
    found: dict[UUID, list[Person]] = {}
    for cohort_id, person in rows:
        found.setdefault(cohort_id, []).append(person)
    return found


def facilitator_seats(db: Session, cohort_id: UUID) -> Sequence[Member]:
    """Everybody who runs the cohort or was asked to, by name; one statement."""
    rows = db.execute(
        select(Person, Enrolment)
        .join(Enrolment, Enrolment.person_id == Person.id)
        .where(Enrolment.cohort_id == cohort_id, Enrolment.role == FACILITATOR)
        .order_by(func.lower(Person.name), Person.id)
    )
    return [Member(person, enrolment) for person, enrolment in rows]


def participant_after(db: Session, cohort_id: UUID, person: Person) -> Person | None:
    """Who comes after a person among those who take part, by name; one statement.

    None after the last.
    """
    place = tuple_(func.lower(Person.name), Person.id)
    return db.scalar(
        select(Person)
        .join(Enrolment, Enrolment.person_id == Person.id)
        .where(
            Enrolment.cohort_id == cohort_id,
            Enrolment.role == PARTICIPANT,
            Enrolment.state == JOINED,
            # The database's own lower(), so that both sides are in one order.
            place > tuple_(func.lower(person.name), person.id),
        )
        .order_by(func.lower(Person.name), Person.id)
        .limit(1)
    )


def states_of(db: Session, cohort_id: UUID, emails: Sequence[str]) -> dict[str, str]:
    """The states in this cohort of the people with these addresses, by address; one statement."""
    rows = db.execute(STATES_OF, {"emails": list(emails), "cohort": cohort_id})
    return {emails[place - 1]: state for place, state in rows}
