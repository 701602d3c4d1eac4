"""Handling a worry: opening it, noting what was done, telling whom it concerns, closing it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.kit.db import new_id
from app.kit.sealing import DataKey
from app.kit.sendings import sending_key
from app.mentoring.actions.worry_letters import tell_raiser
from app.mentoring.errors.worries import (
    MarkedUnsafe,
    NoteNeeded,
    NoteTooLong,
    NotToldYet,
    TellingNeeded,
)
from app.mentoring.models import Worry, WorryChange
from app.mentoring.queries.worries import WorryPlace, words_of
from app.mentoring.rules.keys import WORRY_LOG, WORRY_NOTE
from app.mentoring.rules.worries import (
    CLOSED,
    LONGEST_NOTE,
    MYSELF,
    NOTED,
    OPENED,
    TOLD,
    UNSAFE,
)
from app.people.models import Person
from app.people.rules import clean_lines
from app.vault.actions import key_for_writing


def open_worry(db: Session, actor: Person, place: WorryPlace, *, now: datetime) -> bool:
    """Note that the actor opens it, so that they can read it; True when they are the first of all.

    Of two who open at once one is the first, and each stands in the log once. Whoever raised it
    gets a letter, at the first time only. At most four statements.
    """
    worry = _held(db, place)
    mine = select(WorryChange.id).where(
        WorryChange.worry_id == worry.id,
        WorryChange.what == OPENED,
        WorryChange.actor_id == actor.id,
    )
    if db.scalar(mine.limit(1)) is not None:
        return False
    db.add(WorryChange(worry_id=worry.id, what=OPENED, at=now, actor_id=actor.id))
    is_first = worry.opened_at is None
    if is_first:
        worry.opened_at, worry.opened_by_id = now, actor.id
        tell_raiser(db, worry, place.raiser, now=now)
    db.flush()
    return is_first


def note_on(
    db: Session, actor: Person, place: WorryPlace, text: str, *, request_key: UUID, now: datetime
) -> None:
    """Add a note to the log of a worry; the same words of a form are one note. Two statements.

    Raises: NoteNeeded, NoteTooLong, CannotOpen.
    """
    _log(db, place.worry.id, NOTED, by=actor, note=_note(text), form=request_key, now=now)


def tell_about(
    db: Session,
    actor: Person,
    place: WorryPlace,
    *,
    answer: str,
    text: str,
    request_key: UUID,
    now: datetime,
) -> None:
    """Note that the person concerned was told, or that telling them is not safe, and why.

    What was so already changes nothing, but words that come with it are kept. At most four
    statements.
    Raises: TellingNeeded, MarkedUnsafe, NoteNeeded, NoteTooLong, CannotOpen.
    """
    if answer not in (TOLD, UNSAFE):
        raise TellingNeeded
    worry = _held(db, place)
    if answer == UNSAFE:
        note = _note(text)
        if worry.told_at is None:
            worry.unsafe_to_tell = True
        _log(db, worry.id, NOTED, by=actor, note=note, form=request_key, now=now)
    elif worry.unsafe_to_tell:
        raise MarkedUnsafe
    else:
        note = _note(text) if text.strip() else ""
        if worry.told_at is None or note:
            worry.told_at = worry.told_at or now
            _log(db, worry.id, TOLD, by=actor, note=note, form=request_key, now=now)


def close_worry(db: Session, actor: Person, place: WorryPlace, *, now: datetime) -> None:
    """Close a worry once the person concerned knows, or may not; it stays in the log.

    Closed already: nothing changes. At most six statements.
    Raises: NotToldYet.
    """
    worry = _held(db, place)
    if worry.closed_at is not None:
        return
    words, _ = words_of(db, actor, place)
    if worry.told_at is None and not worry.unsafe_to_tell and words.concerns != MYSELF:
        raise NotToldYet
    worry.closed_at = now
    _log(db, worry.id, CLOSED, by=actor, note="", form=new_id(), now=now)


def _note(text: str) -> str:
    note = clean_lines(text, LONGEST_NOTE)
    if note is None:
        raise NoteTooLong
    if not note:
        raise NoteNeeded
    return note


def _held(db: Session, place: WorryPlace) -> Worry:
    """The worry as it is now, until the commit nobody else's to change."""
    return db.get_one(Worry, place.worry.id, with_for_update=True, populate_existing=True)


def _log(
    db: Session,
    worry_id: UUID,
    what: str,
    *,
    by: Person,
    note: str,
    form: UUID,
    now: datetime,
) -> None:
    row_id, sealed = sending_key(form, worry_id, by.id, what, note), None
    if note:
        key: DataKey = key_for_writing(db, WORRY_LOG, now=now)
        sealed = key.seal(note, WORRY_NOTE, row_id)
    db.execute(
        insert(WorryChange)
        .values(
            id=row_id, worry_id=worry_id, what=what, at=now, actor_id=by.id, sealed_words=sealed
        )
        .on_conflict_do_nothing(index_elements=["id"])
    )
