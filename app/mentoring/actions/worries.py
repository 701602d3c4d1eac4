"""Raising a worry and handling it: the only actions that ask for the key of the worries."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.kit.db import new_id
from app.kit.errors import NotFound
from app.kit.sealing import DataKey
from app.mentoring.actions.worry_letters import tell_handlers, tell_raiser
from app.mentoring.errors.worries import (
    AboutTooLong,
    ConcernNeeded,
    MarkedUnsafe,
    NoteNeeded,
    NoteTooLong,
    NotToldYet,
    WordsNeeded,
    WordsTooLong,
)
from app.mentoring.models import Worry, WorryChange
from app.mentoring.queries.named import named_safeguarding
from app.mentoring.queries.worries import WorryPlace, words_of
from app.mentoring.rules.keys import WORRY, WORRY_LOG, WORRY_NOTE
from app.mentoring.rules.worries import (
    BY_PAGE,
    BY_PHONE,
    CLOSED,
    CONCERNS,
    ESCALATED,
    LONGEST_ABOUT,
    LONGEST_NOTE,
    LONGEST_WORRY,
    MYSELF,
    NOTED,
    OPEN_WITHIN,
    OPENED,
    RAISED,
    TOLD,
    UNSAFE,
)
from app.people.models import Person
from app.people.rules import clean_lines
from app.vault.actions import key_for_writing


@dataclass(frozen=True)
class Told:
    """What somebody is worried about, as it came from a form; `about` is whom it concerns."""

    what: str
    about: str
    concerns: str
    unsafe_to_tell: bool = False
    kept_from_lead: bool = False


@dataclass(frozen=True)
class By:
    """Who wrote a worry down, and whose it is; None: they are not known here."""

    actor: Person
    raised_by_id: UUID | None

    @property
    def is_for_another(self) -> bool:
        """Whether it was told by phone and somebody else wrote it down."""
        return self.raised_by_id != self.actor.id


def raise_worry(db: Session, told: Told, *, by: By, request_key: UUID, now: datetime) -> UUID:
    """Seal a worry and tell whoever is named to read it; gives its id.

    The same form sent again is one worry. One about the lead, and one that comes while nobody is
    the lead, goes straight to the deputy. While nobody holds either role it is kept until somebody
    does (see `escalate_worries`). At most nine statements.
    Raises: WordsNeeded, WordsTooLong, AboutTooLong, ConcernNeeded, CannotOpen, and NotFound for
    a form that somebody else has sent.
    """
    words = _checked(told)
    named, worry_id = named_safeguarding(db), new_id()
    to_deputy = told.kept_from_lead or not named.leads
    key = key_for_writing(db, WORRY_LOG, now=now)
    made: Worry | None = db.scalar(
        insert(Worry)
        .values(
            id=worry_id,
            sealed_words=key.seal(words, WORRY, worry_id),
            raised_by_id=by.raised_by_id,
            entered_by_id=by.actor.id if by.is_for_another else None,
            via=BY_PHONE if by.is_for_another else BY_PAGE,
            unsafe_to_tell=told.unsafe_to_tell,
            kept_from_lead=told.kept_from_lead,
            raised_at=now,
            escalates_at=now if to_deputy else now + OPEN_WITHIN,
            escalated_at=now if to_deputy else None,
            request_key=request_key,
        )
        .on_conflict_do_nothing(index_elements=["request_key"])
        .returning(Worry)
    )
    if made is None:
        return _sent_before(db, by, request_key)
    db.add(WorryChange(worry_id=made.id, what=RAISED, at=now, actor_id=by.actor.id))
    if to_deputy:
        db.add(WorryChange(worry_id=made.id, what=ESCALATED, at=now))
    tell_handlers(db, [made], named, now=now)
    db.flush()
    return made.id


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
    """Add a note to the log of a worry; the same form sent again is one note. Two statements.

    Raises: NoteNeeded, NoteTooLong, CannotOpen.
    """
    _log(db, place.worry.id, NOTED, by=actor, note=_note(text), row_id=request_key, now=now)


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

    What was so already changes nothing. At most four statements.
    Raises: MarkedUnsafe, NoteNeeded, NoteTooLong, CannotOpen.
    """
    worry = _held(db, place)
    if answer == UNSAFE:
        note = _note(text)
        if worry.told_at is None:
            worry.unsafe_to_tell = True
        _log(db, worry.id, NOTED, by=actor, note=note, row_id=request_key, now=now)
    elif worry.unsafe_to_tell:
        raise MarkedUnsafe
    elif worry.told_at is None:
        worry.told_at = now
        note = _note(text) if text.strip() else ""
        _log(db, worry.id, TOLD, by=actor, note=note, row_id=request_key, now=now)


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
    _log(db, worry.id, CLOSED, by=actor, note="", row_id=new_id(), now=now)


def _checked(told: Told) -> str:
    what = clean_lines(told.what, LONGEST_WORRY)
    about = clean_lines(told.about, LONGEST_ABOUT)
    if what is None:
        raise WordsTooLong
    if about is None:
        raise AboutTooLong
    if not what:
        raise WordsNeeded
    if told.concerns not in CONCERNS:
        raise ConcernNeeded
    return json.dumps({"what": what, "about": about, "concerns": told.concerns})


def _note(text: str) -> str:
    note = clean_lines(text, LONGEST_NOTE)
    if note is None:
        raise NoteTooLong
    if not note:
        raise NoteNeeded
    return note


def _sent_before(db: Session, by: By, request_key: UUID) -> UUID:
    own = Worry.raised_by_id == by.actor.id, Worry.entered_by_id == by.actor.id
    found = db.scalar(select(Worry.id).where(Worry.request_key == request_key, own[0] | own[1]))
    if found is None:
        raise NotFound
    return found


def _held(db: Session, place: WorryPlace) -> Worry:
    """The worry as it is now, until the commit nobody else's to change."""
    return db.scalars(
        select(Worry)
        .where(Worry.id == place.worry.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one()


def _log(
    db: Session,
    worry_id: UUID,
    what: str,
    *,
    by: Person,
    note: str,
    row_id: UUID,
    now: datetime,
) -> None:
    sealed = None
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
