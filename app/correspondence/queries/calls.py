"""Reads of the call and post list: whom to ring or write to, and about what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from app.cohorts.models import Enrolment
from app.cohorts.rules import PARTICIPANT
from app.kit.paging import PAGE_SIZE, Page, nearest_page
from app.people.models import Person
from app.post.models import ContactTry, Letter
from app.post.queries.listed import tried_since


@dataclass(frozen=True)
class TryLine:
    """One try to bring a letter; `by` is the name of who tried, while they are here."""

    outcome: str
    note: str
    tried_at: datetime
    by: str | None


@dataclass(frozen=True)
class Waiting:
    """A letter that waits to be brought, with what to say; `since` is in UTC."""

    id: UUID
    kind: str
    channel: str
    subject: str
    body: str
    language: str
    since: datetime


@dataclass(frozen=True)
class ToReach:
    """Somebody to ring or write to, with all that waits for them, oldest first.

    `is_later`: nobody answered today, so tomorrow is soon enough.
    """

    person: Person
    is_later: bool
    # Whether a facilitator may enter how they are reached.
    is_participant: bool
    letters: Sequence[Waiting] = ()
    tries: Sequence[TryLine] = field(default=())


@dataclass(frozen=True)
class PaperLetter:
    """A letter to print, and where it goes."""

    id: UUID
    name: str
    post_address: str
    subject: str
    body: str
    language: str


def calls_page(db: Session, cohort_id: UUID, *, today: datetime, number: int) -> Page[ToReach]:
    """The people for whom letters wait, those tried today last, then by name; four statements.

    `today` is when this day began, in UTC. Fifty people at a time; a number outside the list
    shows its nearest page.
    """
    listed = (Letter.cohort_id == cohort_id, Letter.state == "listed")
    total = db.scalar(select(func.count(func.distinct(Letter.person_id))).where(*listed)) or 0
    number = nearest_page(number, total)
    is_later = func.bool_and(tried_since(today))
    seat = and_(Enrolment.person_id == Person.id, Enrolment.cohort_id == cohort_id)
    people = db.execute(
        select(Person, is_later, func.coalesce(func.bool_and(Enrolment.role == PARTICIPANT), False))
        .join(Letter, Letter.person_id == Person.id)
        .outerjoin(Enrolment, seat)
        .where(*listed)
        .group_by(Person.id)
        .order_by(is_later, func.lower(Person.name), Person.id)
        .limit(PAGE_SIZE)
        .offset((number - 1) * PAGE_SIZE)
    ).all()
    letters = _letters(db, cohort_id, [row[0].id for row in people])
    tries = _tries(db, [one.id for waiting in letters.values() for one in waiting])
    rows = [
        ToReach(
            person,
            later,
            takes_part and not person.roles,
            letters.get(person.id, []),
            tries.get(person.id, []),
        )
        for person, later, takes_part in people
    ]
    return Page(rows, number, total)


def paper_page(db: Session, cohort_id: UUID, number: int) -> Page[PaperLetter]:
    """The letters of the list that go on paper, by name; two statements, fifty at a time."""
    where = (Letter.cohort_id == cohort_id, Letter.state == "listed", Letter.channel == "post")
    total = db.scalar(select(func.count()).select_from(Letter).where(*where)) or 0
    number = nearest_page(number, total)
    rows = db.execute(
        select(
            *(Letter.id, Person.name, Person.post_address),
            func.coalesce(Letter.subject, ""),
            func.coalesce(Letter.body, ""),
            Letter.language,
        )
        .join(Person, Person.id == Letter.person_id)
        .where(*where)
        .order_by(func.lower(Person.name), Person.id, Letter.due_at, Letter.id)
        .limit(PAGE_SIZE)
        .offset((number - 1) * PAGE_SIZE)
    )
    return Page([PaperLetter(*row) for row in rows], number, total)


def _letters(db: Session, cohort_id: UUID, person_ids: Sequence[UUID]) -> dict[UUID, list[Waiting]]:
    rows = db.execute(
        select(
            Letter.person_id,
            *(Letter.id, Letter.kind, Letter.channel),
            func.coalesce(Letter.subject, ""),
            func.coalesce(Letter.body, ""),
            Letter.language,
            Letter.due_at,
        )
        .where(
            Letter.cohort_id == cohort_id,
            Letter.state == "listed",
            Letter.person_id.in_(person_ids),
        )
        .order_by(Letter.due_at, Letter.id)
    )
    found: dict[UUID, list[Waiting]] = {}
    for row in rows:
        found.setdefault(row[0], []).append(Waiting(*row[1:]))
    return found


def _tries(db: Session, letter_ids: Sequence[UUID]) -> dict[UUID, list[TryLine]]:
    """Tries by person, oldest first; one call about several letters is one try."""
    by = select(Person.name).where(Person.id == ContactTry.tried_by_id).scalar_subquery()
    rows = db.execute(
        select(
            Letter.person_id,
            *(ContactTry.outcome, ContactTry.note, ContactTry.tried_at, by),
        )
        .join(Letter, Letter.id == ContactTry.letter_id)
        .where(ContactTry.letter_id.in_(letter_ids))
        .distinct()
        .order_by(ContactTry.tried_at, Letter.person_id)
    )
    found: dict[UUID, list[TryLine]] = {}
    for row in rows:
        found.setdefault(row[0], []).append(TryLine(*row[1:]))
    return found
