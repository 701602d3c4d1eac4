"""Reads of what sessions were before they changed, and of who was told."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, Enrolment
from app.cohorts.rules import JOINED
from app.gatherings.models import Gathering, GatheringChange
from app.people.models import Person
from app.post.models import Letter

# Letters of these kinds tell of changes; the two name their changes in different ways.
CHANGE_KINDS = ("moved", "series_moved")
# These bring a session to somebody for the first time, as it is when they leave.
BRINGING_KINDS = ("session", "sessions")
# From here on nobody can take a letter back.
GONE = ("sending", "sent")


@dataclass(frozen=True)
class Hearer:
    """Whom a letter about a change is for; `is_in`: they are in the cohort now."""

    name: str
    joined_at: datetime | None
    is_in: bool


def hearers_of(db: Session, letters: Sequence[Letter]) -> dict[UUID, Hearer]:
    """Whom these letters are for, by the letter's id; one statement."""
    rows = db.execute(
        select(Letter.id, Person.name, Enrolment.joined_at, Enrolment.state)
        .join(Person, Person.id == Letter.person_id)
        .outerjoin(
            Enrolment,
            and_(
                Enrolment.cohort_id == Letter.cohort_id,
                Enrolment.person_id == Letter.person_id,
            ),
        )
        .where(Letter.id.in_([letter.id for letter in letters]))
    )
    return {
        letter_id: Hearer(name, joined_at, state == JOINED)
        for letter_id, name, joined_at, state in rows
    }


def tells(kind: str, occurrence: str, change: GatheringChange) -> bool:
    """Whether letters of a kind with this occurrence are those that tell of a change.

    A letter about one session carries the session's number, one about a series the batch.
    """
    if kind == "moved":
        return occurrence == str(change.sequence)
    return change.batch_id is not None and occurrence == change.batch_id.hex


def changed_with(db: Session, batch_id: UUID) -> int:
    """How many sessions were changed by one yes, which sent the same form before; one statement."""
    found = select(func.count()).where(GatheringChange.batch_id == batch_id)
    return db.scalar(found) or 0


def sessions_of_batches(
    db: Session, batch_ids: Collection[UUID]
) -> dict[UUID, list[tuple[Gathering, Cohort]]]:
    """The sessions that were changed together, by their batch, earliest first; one statement."""
    rows = db.execute(
        select(GatheringChange.batch_id, Gathering, Cohort)
        .join(Gathering, Gathering.id == GatheringChange.gathering_id)
        .join(Cohort, Cohort.id == Gathering.cohort_id)
        .where(GatheringChange.batch_id.in_(batch_ids))
        .order_by(Gathering.starts_at, Gathering.id)
    )
    found: dict[UUID, list[tuple[Gathering, Cohort]]] = {}
    for batch_id, gathering, cohort in rows:
        if batch_id is not None:
            found.setdefault(batch_id, []).append((gathering, cohort))
    return found


def told_changes(db: Session, gathering_ids: Collection[UUID]) -> dict[UUID, list[GatheringChange]]:
    """The changes that people were to be told, by session, first to last; one statement."""
    rows = db.scalars(
        select(GatheringChange)
        .where(GatheringChange.gathering_id.in_(gathering_ids), GatheringChange.told)
        .order_by(GatheringChange.sequence)
    )
    found: dict[UUID, list[GatheringChange]] = {}
    for change in rows:
        found.setdefault(change.gathering_id, []).append(change)
    return found


@dataclass(frozen=True)
class Told:
    """A letter that tells somebody of a session; `written_at` is None until it leaves."""

    kind: str
    about_id: UUID
    occurrence: str
    state: str
    written_at: datetime | None


def letters_told(
    db: Session, person_ids: Collection[UUID], cohort_ids: Collection[UUID]
) -> dict[UUID, list[Told]]:
    """What people of cohorts were told of sessions, or will be, by person; one statement.

    Letters about changes that are not on their way yet count for nothing.
    """
    waiting = Letter.state.in_(["due", "claimed", "listed"])
    rows = db.execute(
        select(
            Letter.person_id,
            Letter.kind,
            Letter.about_id,
            Letter.occurrence,
            Letter.state,
            Letter.written_at,
        ).where(
            Letter.cohort_id.in_(cohort_ids),
            Letter.person_id.in_(person_ids),
            or_(
                Letter.kind.in_(CHANGE_KINDS) & Letter.state.in_(GONE),
                Letter.kind.in_(BRINGING_KINDS) & (Letter.state.in_(GONE) | waiting),
            ),
        )
    )
    found: dict[UUID, list[Told]] = {}
    for person_id, kind, about_id, occurrence, state, written_at in rows:
        told = Told(kind, about_id, occurrence, state, written_at)
        found.setdefault(person_id, []).append(told)
    return found


def changes_since(
    db: Session, gathering_id: UUID, sequence: int
) -> Sequence[tuple[GatheringChange, str | None]]:
    """Changes after a number, first to last, each with the name of who did it; one statement."""
    rows = db.execute(
        select(GatheringChange, Person.name)
        .outerjoin(Person, Person.id == GatheringChange.changed_by_id)
        .where(GatheringChange.gathering_id == gathering_id, GatheringChange.sequence > sequence)
        .order_by(GatheringChange.sequence)
    )
    return [(change, name) for change, name in rows]
