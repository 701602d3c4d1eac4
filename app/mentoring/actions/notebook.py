"""Writing into the notebook of two people, and taking out what one wrote."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.kit.db import new_id
from app.kit.errors import NotFound
from app.kit.sendings import sending_key
from app.mentoring.actions.keys import key_to_write
from app.mentoring.actions.meetings import held
from app.mentoring.errors.together import NoteTooLong, NothingWritten
from app.mentoring.models import NotebookEntry
from app.mentoring.policy.together import may_take_out
from app.mentoring.queries.notebook import NotePlace
from app.mentoring.queries.pairings import PairingPlace
from app.mentoring.rules.keys import NOTE
from app.mentoring.rules.together import LONGEST_NOTE
from app.people.models import Person
from app.people.rules import clean_lines


def write_note(
    db: Session,
    place: PairingPlace,
    actor: Person,
    words: str,
    *,
    request_key: UUID,
    now: datetime,
) -> None:
    """Add an entry, sealed with the key of the pairing. At most four statements.

    The same words of the same form add nothing again; other words of it are an entry of their own.
    Raises: NotFound for whoever is not one of the two; NotFromHere, NothingWritten, NoteTooLong;
    CannotOpen.
    """
    kept = clean_lines(words, LONGEST_NOTE)
    if kept is None:
        raise NoteTooLong
    if not kept:
        raise NothingWritten
    held(db, place, actor)
    key, note_id = key_to_write(db, place, now=now), new_id()
    db.execute(
        insert(NotebookEntry)
        .values(
            id=note_id,
            pairing_id=place.pairing.id,
            author_id=actor.id,
            sealed_words=key.seal(kept, NOTE, note_id),
            written_at=now,
            request_key=sending_key(request_key, kept),
        )
        .on_conflict_do_nothing(index_elements=["pairing_id", "author_id", "request_key"])
    )


def take_out_note(db: Session, at: NotePlace, actor: Person) -> None:
    """Take out an entry of one's own; it is gone for both. One statement.

    Raises: NotFound for anybody else, and while the pair is on hold.
    """
    if not may_take_out(actor, at):
        raise NotFound
    db.execute(delete(NotebookEntry).where(NotebookEntry.id == at.note.id))
