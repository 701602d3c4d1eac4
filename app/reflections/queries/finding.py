"""Searching one's own log: entries are opened one by one, since the database cannot read them."""

from __future__ import annotations

import binascii
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, ColumnElement, bindparam, cast, exists, extract, func, select
from sqlalchemy.orm import Session

from app.kit.db import AS_BYTES
from app.kit.paging import Page, nearest_page
from app.kit.sealing import CannotOpen
from app.people.models import Person
from app.reflections.models import TEXT, Reflection, ReflectionFeature
from app.reflections.queries.frame import OWN, Frame, frame_of
from app.reflections.queries.log import LATEST, LINES, LogLine, lines_from
from app.reflections.rules import LOG_PAGE
from app.reflections.rules.searches import Search, read_search
from app.reflections.rules.searching import Finder, Piece, in_its_sentence
from app.syllabus.models import CourseModule, Step
from app.vault.models import VaultKey
from app.vault.queries import opened

SEARCH = "reflections.search"

# What was sealed, the id of its version, when its entry was begun in microseconds, and its id.
Hit = tuple[bytes, bytes, int, bytes]


@dataclass(frozen=True)
class FoundLine:
    """An entry that was found, and the sentence with what was looked for."""

    entry: LogLine
    pieces: list[Piece]


@dataclass(frozen=True)
class Found:
    """A page of what a search found."""

    search: Search
    page: Page[FoundLine]
    frame: Frame
    modules: list[tuple[UUID, str]]


_MODULES = (
    select(CourseModule.id, CourseModule.title)
    .where(
        exists()
        .where(OWN, Step.id == Reflection.step_id, Step.module_id == CourseModule.id)
        .correlate(CourseModule)
    )
    .order_by(CourseModule.number, CourseModule.title)
)
_EPOCH = extract("epoch", Reflection.created_at)
_SCAN = (
    select(
        *(LATEST.c.sealed, func.uuid_send(LATEST.c.id)),
        # A number, since thousands of moments with a zone take a while to make.
        *(cast(_EPOCH * 1_000_000, BigInteger), func.uuid_send(Reflection.id)),
    )
    .select_from(Reflection)
    .join(LATEST, LATEST.c.number.is_not(None))
    .where(OWN)
    # In no order: the database would sort all that is sealed, on its disk.
    .execution_options(**{AS_BYTES: True})
)
_SHOWN = LINES.where(Reflection.id.in_(bindparam("shown", expanding=True)))


def sealed_search(db: Session, actor: Person, search: Search) -> str | None:
    """The search as it stands in an address: sealed, so that nobody reads words out of it.

    None for somebody who never wrote. One statement.
    Raises: CannotOpen.
    """
    locked = db.scalar(select(VaultKey.locked).where(VaultKey.owner_id == actor.id))
    if locked is None:
        return None
    sealed = opened(db, locked, actor.id).seal(search.as_json(), SEARCH, actor.id)
    return urlsafe_b64encode(sealed).decode().rstrip("=")


def found_page(
    db: Session, actor: Person, sought: str, number: int, *, now: datetime
) -> Found | None:
    """A page of what the actor finds in their own log; None when `sought` is no search of theirs.

    Four statements. Every entry that the search allows is opened, in its newest version.
    Raises: CannotOpen when an entry cannot be opened.
    """
    frame = frame_of(db, actor, now=now)
    search = _opened_search(frame, actor, sought)
    if search is None:
        return None
    hits = _hits(db, actor, frame, search)
    shown = nearest_page(number, len(hits), LOG_PAGE)
    here = hits[(shown - 1) * LOG_PAGE : shown * LOG_PAGE]
    facts = {"person": actor.id, "shown": [UUID(bytes=own) for *_, own in here]}
    lines = lines_from(frame, db.execute(_SHOWN, facts))
    sentences = {UUID(bytes=hit[3]): _sentence(frame, search, hit) for hit in here}
    rows = [FoundLine(line, sentences[line.id]) for line in lines]
    return Found(search, Page(rows, shown, len(hits), LOG_PAGE), frame, modules_of_log(db, actor))


def modules_of_log(db: Session, actor: Person) -> list[tuple[UUID, str]]:
    """The modules in which the actor began to write. One statement."""
    return [(one, title) for one, title in db.execute(_MODULES, {"person": actor.id})]


def _opened_search(frame: Frame, actor: Person, sought: str) -> Search | None:
    if frame.key is None:
        return None
    try:
        sealed = urlsafe_b64decode(sought + "=" * (-len(sought) % 4))
        return read_search(frame.key.open(sealed, SEARCH, actor.id))
    except (CannotOpen, binascii.Error, ValueError):
        return None


def _hits(db: Session, actor: Person, frame: Frame, search: Search) -> Sequence[Hit]:
    """What the search finds, newest first, still sealed. One statement."""
    wanted = _SCAN.where(*_narrowed(search, frame.zone))
    found = db.connection().execute(wanted, {"person": actor.id})
    rows: Sequence[Any] = found.all()
    if search.terms and frame.key is not None:
        finder = Finder(search.terms)
        texts = frame.key.open_all(((sealed, version) for sealed, version, *_ in rows), TEXT)
        rows = [row for row, text in zip(rows, texts, strict=True) if finder.is_in(text)]
    return sorted(rows, key=_begun, reverse=True)


def _begun(hit: Hit) -> tuple[int, bytes]:
    return (hit[2], hit[3])


def _narrowed(search: Search, zone: str) -> list[ColumnElement[bool]]:
    where = list[ColumnElement[bool]]()
    if search.feature:
        where.append(
            exists().where(
                ReflectionFeature.reflection_id == Reflection.id,
                ReflectionFeature.item_key == search.feature,
            )
        )
    if search.module:
        steps = select(Step.id).where(Step.module_id == UUID(search.module))
        where.append(Reflection.step_id.in_(steps))
    if search.since:
        where.append(Reflection.created_at >= search.since.begins(zone))
    if search.until:
        where.append(Reflection.created_at < search.until.after().begins(zone))
    return where


def _sentence(frame: Frame, search: Search, hit: Hit) -> list[Piece]:
    sealed, version, *_ = hit
    if frame.key is None or not search.terms:
        return []
    (text,) = frame.key.open_all([(sealed, version)], TEXT)
    return in_its_sentence(text.decode(), search.terms)
