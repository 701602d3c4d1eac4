"""Whom somebody could choose, and everybody whom a coordinator looks after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from app.cohorts.models import Enrolment
from app.cohorts.rules import JOINED
from app.kit.paging import PAGE_SIZE, Page, nearest_page
from app.kit.seeking import has_in_name
from app.mentoring.models import MentoringChoice, MentoringProfile, Pairing, PairingMember
from app.mentoring.rules.states import OPEN
from app.mentoring.rules.topics import OPEN_TO_MATCHING, RESTING
from app.people.models import Person

# What a coordinator can look for; the words are those of a form.
WITHOUT = "without"
STANDS = {OPEN_TO_MATCHING: "Open", RESTING: "Resting", WITHOUT: "Nothing said yet"}


@dataclass(frozen=True)
class OpenPerson:
    """Somebody of the same cohort who can be found; `number` is their place in one's choices."""

    person: Person
    profile: MentoringProfile
    number: int | None


@dataclass(frozen=True)
class CanChoose:
    """Somebody who can be chosen; `number` is their place in one's choices already."""

    person_id: UUID
    name: str
    what_i_bring: str
    number: int | None


@dataclass(frozen=True)
class CoordinatedPerson:
    """Somebody in the programme, with how many open pairings they have."""

    person: Person
    profile: MentoringProfile | None
    held: int


def open_people(db: Session, person_id: UUID, *, name: str, number: int) -> Page[OpenPerson]:
    """The people of one's cohorts who can be found, by name, fifty at a time. Two statements."""
    can = [*_near(person_id), MentoringProfile.state == OPEN_TO_MATCHING]
    if name:
        can.append(has_in_name(Person.name, name))
    of_person = MentoringProfile.person_id == Person.id
    total = db.scalars(
        select(func.count()).select_from(Person).join(MentoringProfile, of_person).where(*can)
    ).one()
    number = nearest_page(number, total)
    rows = db.execute(
        select(Person, MentoringProfile, MentoringChoice.position)
        .join(MentoringProfile, of_person)
        .outerjoin(MentoringChoice, _chosen_by(person_id))
        .where(*can)
        .order_by(func.lower(Person.name), Person.id)
        .limit(PAGE_SIZE)
        .offset((number - 1) * PAGE_SIZE)
    )
    return Page([OpenPerson(*row) for row in rows], number, total)


def who_can_be_chosen(db: Session, person_id: UUID) -> Sequence[CanChoose]:
    """Everybody with an open profile in one's cohorts, and whoever is chosen; one statement.

    Whoever was chosen and rests, or has left, stays until one takes them out.
    """
    near = [*_near(person_id), MentoringProfile.state == OPEN_TO_MATCHING]
    rows = db.execute(
        select(Person.id, Person.name, Person.what_i_bring, MentoringChoice.position)
        .outerjoin(MentoringProfile, MentoringProfile.person_id == Person.id)
        .outerjoin(MentoringChoice, _chosen_by(person_id))
        .where(or_(MentoringChoice.position.is_not(None), and_(*near)))
        .order_by(func.lower(Person.name), Person.id)
    )
    return [CanChoose(*row) for row in rows]


def chosen_of(people: Sequence[CanChoose]) -> list[UUID]:
    """Those of these who are chosen, in their order."""
    chosen = sorted((one.number, one.person_id) for one in people if one.number is not None)
    return [person_id for _, person_id in chosen]


def people_in_programme(
    db: Session, *, name: str, stand: str, number: int
) -> Page[CoordinatedPerson]:
    """Everybody who has joined a cohort, by name, fifty at a time. Two statements."""
    held = (
        select(func.count())
        .select_from(PairingMember)
        .join(Pairing, Pairing.id == PairingMember.pairing_id)
        .where(PairingMember.person_id == Person.id, Pairing.state.in_(OPEN))
        .scalar_subquery()
    )
    found = _in_programme(select(Person, MentoringProfile, held), name, stand)
    counted = _in_programme(select(func.count()).select_from(Person), name, stand)
    total = db.scalars(counted).one()
    number = nearest_page(number, total)
    rows = db.execute(
        found.order_by(func.lower(Person.name), Person.id)
        .limit(PAGE_SIZE)
        .offset((number - 1) * PAGE_SIZE)
    )
    return Page([CoordinatedPerson(*row) for row in rows], number, total)


def _in_programme(statement: Select, name: str, stand: str) -> Select:  # type: ignore[type-arg]
    wanted = statement.outerjoin(MentoringProfile, MentoringProfile.person_id == Person.id).where(
        exists().where(Enrolment.person_id == Person.id, Enrolment.state == JOINED)
    )
    if name:
        wanted = wanted.where(has_in_name(Person.name, name))
    if stand == WITHOUT:
        return wanted.where(MentoringProfile.person_id.is_(None))
    return wanted.where(MentoringProfile.state == stand) if stand else wanted


def _near(person_id: UUID) -> list[ColumnElement[bool]]:
    """Others who have joined a cohort that this person has joined."""
    own, theirs = aliased(Enrolment), aliased(Enrolment)
    together = (
        exists()
        .where(own.person_id == person_id, own.state == JOINED)
        .where(theirs.cohort_id == own.cohort_id, theirs.state == JOINED)
        .where(theirs.person_id == Person.id)
    )
    return [together, Person.id != person_id]


def _chosen_by(person_id: UUID) -> ColumnElement[bool]:
    return (MentoringChoice.chosen_id == Person.id) & (MentoringChoice.person_id == person_id)
