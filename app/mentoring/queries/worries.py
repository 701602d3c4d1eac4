"""Worries as whoever raised them, and whoever handles them, may see them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Select, false, func, or_, select
from sqlalchemy.orm import Session, aliased

from app.kit.paging import PAGE_SIZE, Page, nearest_page
from app.kit.sealing import DataKey
from app.mentoring.models import Worry, WorryChange
from app.mentoring.policy.roles import is_deputy, is_safeguarding_lead
from app.mentoring.policy.worries import may_read_worry
from app.mentoring.rules.keys import WORRY, WORRY_LOG, WORRY_NOTE
from app.mentoring.rules.worries import OPENED
from app.people.models import Person
from app.vault.queries import keys_of

_raiser, _enterer, _opener = aliased(Person), aliased(Person), aliased(Person)
_WORRIES = (
    select(Worry, _raiser, _enterer.name, _opener.name)
    .outerjoin(_raiser, _raiser.id == Worry.raised_by_id)
    .outerjoin(_enterer, _enterer.id == Worry.entered_by_id)
    .outerjoin(_opener, _opener.id == Worry.opened_by_id)
)


@dataclass(frozen=True)
class WorryPlace:
    """A worry, who raised it and wrote it down, and who has opened it; None: no name is kept."""

    worry: Worry
    raiser: Person | None
    entered_by: str | None
    opened_by: str | None
    readers: frozenset[UUID]


@dataclass(frozen=True)
class WorryWords:
    """What was said: what it is, whom it is about, and whether that is who raised it."""

    what: str
    about: str
    concerns: str


@dataclass(frozen=True)
class LogLine:
    """One line of a worry's log: what happened, when (UTC), by whom, and what was noted."""

    what: str
    at: datetime
    name: str | None
    note: str


def worry_place(
    db: Session, _actor: Person, *, worry_id: UUID, **_more: object
) -> WorryPlace | None:
    """The worry of this address; two statements. Its words are not opened."""
    row = db.execute(_WORRIES.where(Worry.id == worry_id)).one_or_none()
    if row is None:
        return None
    opened = select(WorryChange.actor_id).where(
        WorryChange.worry_id == worry_id, WorryChange.what == OPENED
    )
    readers = frozenset(one for one in db.scalars(opened) if one is not None)
    worry, raiser, entered_by, opened_by = row
    return WorryPlace(worry, raiser, entered_by, opened_by, readers)


def own_worries(db: Session, actor: Person) -> Sequence[Worry]:
    """What somebody raised, the newest first; one statement."""
    return db.scalars(
        select(Worry)
        .where(Worry.raised_by_id == actor.id)
        .order_by(Worry.raised_at.desc(), Worry.id)
    ).all()


def worries_page(db: Session, actor: Person, number: int) -> Page[WorryPlace]:
    """Worries that are the actor's to handle: those that wait first, then the newest.

    Fifty a page; two statements.
    """
    which = _handles(actor)
    total = db.scalar(select(func.count(Worry.id)).where(which)) or 0
    shown = nearest_page(number, total)
    rows = db.execute(
        _WORRIES.where(which)
        .order_by(
            Worry.closed_at.is_not(None),
            Worry.opened_at.is_not(None),
            Worry.raised_at.desc(),
            Worry.id,
        )
        .limit(PAGE_SIZE)
        .offset((shown - 1) * PAGE_SIZE)
    )
    return Page([WorryPlace(*row, frozenset()) for row in rows], shown, total)


def waits_to_be_opened_by(actor: Person) -> Select[UUID]:
    """Worries that nobody has opened, and that are the actor's to open. No statement."""
    return select(Worry.id).where(
        _handles(actor), Worry.opened_at.is_(None), Worry.closed_at.is_(None)
    )


def _handles(actor: Person) -> ColumnElement[bool]:
    """The same as `may_handle_worry`, in the database."""
    as_lead = ~Worry.kept_from_lead if is_safeguarding_lead(actor) else false()
    as_deputy = Worry.escalated_at.is_not(None) if is_deputy(actor) else false()
    return or_(as_lead, as_deputy)


def words_of(db: Session, actor: Person, place: WorryPlace) -> tuple[WorryWords, list[LogLine]]:
    """What a worry says, and its log, the oldest first; two statements.

    Raises: LookupError for whoever may not read it, whatever the page that asks has decided;
    CannotOpen.
    """
    key = _key_to_read(db, actor, place)
    said = json.loads(key.open(place.worry.sealed_words, WORRY, place.worry.id))
    words = WorryWords(said["what"], said.get("about", ""), said.get("concerns", ""))
    rows = db.execute(
        select(WorryChange, Person.name)
        .outerjoin(Person, Person.id == WorryChange.actor_id)
        .where(WorryChange.worry_id == place.worry.id)
        .order_by(WorryChange.at, WorryChange.id)
    )
    log = [
        LogLine(
            change.what,
            change.at,
            name,
            key.open(change.sealed_words, WORRY_NOTE, change.id) if change.sealed_words else "",
        )
        for change, name in rows
    ]
    return words, log


def _key_to_read(db: Session, actor: Person, place: WorryPlace) -> DataKey:
    if not may_read_worry(actor, place):
        message = "a worry is read by those who handle it and have opened it"
        raise LookupError(message)
    return keys_of(db, [WORRY_LOG])[WORRY_LOG]
