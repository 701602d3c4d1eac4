"""A log that two people opened: its entries by date, one of them, and what was read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from app.kit.paging import PAGE_SIZE, Page, nearest_page
from app.reflections.models import TEXT, LogOpeningRead, Reflection, ReflectionVersion
from app.reflections.queries.entries import Version
from app.reflections.queries.log_openings import OpeningPlace
from app.vault.queries import opened


@dataclass(frozen=True)
class EntryLine:
    """An entry without a word of it; `read_at` is when the asker last read in it."""

    reflection_id: UUID
    created_at: datetime
    versions: int
    read_at: datetime | None


@dataclass(frozen=True)
class ReadLine:
    """One version that was read; `reflection_id` None: its author has deleted the entry since."""

    reflection_id: UUID | None
    number: int
    created_at: datetime | None
    read_at: datetime


def entries_of_log(db: Session, place: OpeningPlace, number: int) -> Page[EntryLine]:
    """The entries of an opened log, newest first, fifty at a time. Two statements."""
    of_person = and_(
        Reflection.person_id == place.opening.person_id, Reflection.deleted_at.is_(None)
    )
    total = db.scalar(select(func.count(Reflection.id)).where(of_person)) or 0
    shown = nearest_page(number, total)
    latest = (
        select(func.max(ReflectionVersion.number))
        .where(ReflectionVersion.reflection_id == Reflection.id)
        .scalar_subquery()
    )
    read_at = (
        select(func.max(LogOpeningRead.read_at))
        .where(
            LogOpeningRead.reflection_id == Reflection.id,
            LogOpeningRead.opening_id == place.opening.id,
        )
        .scalar_subquery()
    )
    rows: Iterable[Sequence[Any]] = db.execute(
        select(Reflection.id, Reflection.created_at, latest, read_at)
        .where(of_person)
        .order_by(Reflection.created_at.desc(), Reflection.id.desc())
        .limit(PAGE_SIZE)
        .offset((shown - 1) * PAGE_SIZE)
    )
    return Page([EntryLine(*row) for row in rows], shown, total)


def version_in_log(
    db: Session, place: OpeningPlace, *, reflection_id: UUID, number: int
) -> Version | None:
    """One version of an entry of an opened log, for whoever policy let in. One statement.

    Raises: CannotOpen.
    """
    kept = db.scalar(
        select(ReflectionVersion)
        .join(Reflection, Reflection.id == ReflectionVersion.reflection_id)
        .where(
            Reflection.id == reflection_id,
            Reflection.person_id == place.opening.person_id,
            ReflectionVersion.number == number,
            Reflection.deleted_at.is_(None),
        )
    )
    if kept is None:
        return None
    text = opened(db, place.locked, place.opening.person_id).open(kept.sealed, TEXT, kept.id)
    return Version(kept.id, kept.number, text, kept.written_at)


def reads_of(db: Session, place: OpeningPlace, number: int) -> Page[ReadLine]:
    """What was read, newest first, fifty at a time. Two statements."""
    of_opening = LogOpeningRead.opening_id == place.opening.id
    total = db.scalar(select(func.count(LogOpeningRead.id)).where(of_opening)) or 0
    shown = nearest_page(number, total)
    rows: Iterable[Sequence[Any]] = db.execute(
        select(
            *(Reflection.id, LogOpeningRead.number),
            *(Reflection.created_at, LogOpeningRead.read_at),
        )
        .select_from(LogOpeningRead)
        .outerjoin(
            Reflection,
            and_(Reflection.id == LogOpeningRead.reflection_id, Reflection.deleted_at.is_(None)),
        )
        .where(of_opening)
        .order_by(LogOpeningRead.read_at.desc(), LogOpeningRead.id.desc())
        .limit(PAGE_SIZE)
        .offset((shown - 1) * PAGE_SIZE)
    )
    return Page([ReadLine(*row) for row in rows], shown, total)
