"""Reads of the notebook that only two people can open; each says how many statements it costs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.kit.paging import Page, nearest_page
from app.mentoring.models import NotebookEntry
from app.mentoring.queries.keys import key_to_read
from app.mentoring.queries.pairings import PairingPlace, pairing_place
from app.mentoring.rules.keys import NOTE
from app.people.models import Person

ON_A_PAGE = 20


@dataclass(frozen=True)
class Note:
    """One entry, opened for one of the two; `is_own` says that they wrote it."""

    id: UUID
    words: str
    author: str
    written_at: datetime
    is_own: bool


@dataclass(frozen=True)
class NotePlace:
    """One entry, not opened, and the pairing it belongs to."""

    place: PairingPlace
    note: NotebookEntry


def note_place(db: Session, actor: Person, *, pairing_id: UUID, note_id: UUID) -> NotePlace | None:
    """An entry of this pairing, for guards; policy decides. Two statements."""
    place = pairing_place(db, actor, pairing_id=pairing_id)
    note = db.scalar(
        select(NotebookEntry).where(
            NotebookEntry.id == note_id, NotebookEntry.pairing_id == pairing_id
        )
    )
    return NotePlace(place, note) if place and note else None


def notebook_page(db: Session, actor: Person, place: PairingPlace, number: int) -> Page[Note]:
    """A page of the notebook, newest first, for one of the two. Three statements.

    Raises: LookupError for anybody else; CannotOpen.
    """
    key = key_to_read(db, actor, place)
    if key is None:
        return Page([], 1, 0, ON_A_PAGE)
    total = count_notes(db, place.pairing.id)
    page = nearest_page(number, total, ON_A_PAGE)
    rows = db.scalars(
        select(NotebookEntry)
        .where(NotebookEntry.pairing_id == place.pairing.id)
        .order_by(NotebookEntry.written_at.desc(), NotebookEntry.id.desc())
        .limit(ON_A_PAGE)
        .offset((page - 1) * ON_A_PAGE)
    ).all()
    names = {one.person_id: one.name for one in place.members}
    notes = [
        Note(
            id=row.id,
            words=key.open(row.sealed_words, NOTE, row.id),
            author=names[row.author_id],
            written_at=row.written_at,
            is_own=row.author_id == actor.id,
        )
        for row in rows
    ]
    return Page(notes, page, total, ON_A_PAGE)


def count_notes(db: Session, pairing_id: UUID) -> int:
    """How many entries there are; nothing is opened. One statement."""
    of_pair = NotebookEntry.pairing_id == pairing_id
    return db.scalar(select(func.count(NotebookEntry.id)).where(of_pair)) or 0
