"""One record of learning, those of a year, and what they add up to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import and_, bindparam, func, select
from sqlalchemy.orm import Session

from app.gatherings.models import Gathering
from app.kit.sealing import DataKey
from app.people.models import Person
from app.reflections.models import CPD_WORDS, Attachment, CpdRecord, CpdYear, Reflection
from app.reflections.rules.cpd import Words
from app.reflections.rules.cpd.counting import Stretch, Totals
from app.reflections.rules.cpd.years import APRIL, AppraisalYear
from app.vault.models import VaultKey
from app.vault.queries import opened


@dataclass(frozen=True)
class CpdLine:
    """A record of learning, opened; `written_at` is when its reflection was begun, if any.

    `files` counts the pictures and voice notes of that reflection.
    """

    record: CpdRecord
    words: Words
    written_at: datetime | None = None
    session: str | None = None
    files: int = 0


# One that was thrown away, and is erased in some days, counts no more.
_ITS_OWN = and_(Reflection.id == CpdRecord.reflection_id, Reflection.deleted_at.is_(None))
_files = (
    select(func.count(Attachment.id))
    .where(Attachment.reflection_id == Reflection.id)
    .scalar_subquery()
)
_RECORDS = (
    select(CpdRecord, VaultKey.locked, Reflection.created_at, Gathering.title, _files)
    .join(VaultKey, VaultKey.owner_id == CpdRecord.person_id)
    .outerjoin(Reflection, _ITS_OWN)
    .outerjoin(Gathering, Gathering.id == CpdRecord.gathering_id)
    .where(CpdRecord.person_id == bindparam("person"))
)
# Built once.
_ONE = _RECORDS.where(CpdRecord.id == bindparam("record"))
_OF_YEAR = _RECORDS.where(
    CpdRecord.day.between(bindparam("first_day"), bindparam("last_day"))
).order_by(CpdRecord.day, CpdRecord.id)


def own_record(db: Session, actor: Person, *, record_id: UUID) -> CpdLine | None:
    """The actor's own record; None when it is not there or somebody else's. One statement.

    Raises: CannotOpen.
    """
    row = db.execute(_ONE, {"person": actor.id, "record": record_id}).one_or_none()
    return _line(opened(db, row[1], actor.id), row) if row else None


def records_of(
    db: Session, actor: Person, year: AppraisalYear, *, ticked_only: bool = False
) -> Sequence[CpdLine]:
    """The actor's records of a year by day; one statement.

    Raises: CannotOpen.
    """
    query = _OF_YEAR.where(CpdRecord.ticked) if ticked_only else _OF_YEAR
    facts = {"person": actor.id, "first_day": year.first_day, "last_day": year.last_day}
    rows = db.execute(query, facts).all()
    if not rows:
        return []
    key = opened(db, rows[0][1], actor.id)
    return [_line(key, row) for row in rows]


def stretch_of(db: Session, actor: Person, since: date, until: date) -> Stretch:
    """What the actor's records add up to between two days, both included.

    One statement; no writing is opened.
    """
    minutes = CpdRecord.minutes
    sums: Sequence[Any] = db.execute(
        select(
            func.coalesce(func.sum(minutes), 0),
            func.coalesce(func.sum(minutes).filter(CpdRecord.participatory), 0),
            func.coalesce(
                func.sum(minutes).filter(CpdRecord.thought_over | Reflection.id.is_not(None)),
                0,
            ),
            func.count(Reflection.id),
        )
        .outerjoin(Reflection, _ITS_OWN)
        .where(CpdRecord.person_id == actor.id, CpdRecord.day.between(since, until))
    ).one()
    return Stretch(since, until, Totals(*sums))


def first_month_of(db: Session, actor: Person) -> int:
    """The month with which the actor's year of appraisal begins: April until they choose.

    One statement.
    """
    chosen = db.scalar(select(CpdYear.first_month).where(CpdYear.person_id == actor.id))
    return chosen or APRIL


def year_and_renewal_of(db: Session, actor: Person) -> tuple[int, date | None]:
    """The month as `first_month_of`, and the last day of the actor's registration, if they said it.

    One statement.
    """
    chosen = db.execute(
        select(CpdYear.first_month, CpdYear.registered_until).where(CpdYear.person_id == actor.id)
    ).one_or_none()
    return (chosen[0], chosen[1]) if chosen else (APRIL, None)


def years_with_records(db: Session, actor: Person) -> tuple[date, date] | None:
    """The days of the actor's oldest and newest record; None without any. One statement."""
    first, last = db.execute(
        select(func.min(CpdRecord.day), func.max(CpdRecord.day)).where(
            CpdRecord.person_id == actor.id
        )
    ).one()
    return (first, last) if first else None


def _line(key: DataKey, row: Sequence[Any]) -> CpdLine:
    record, _, written_at, session, files = row
    words = Words.from_text(key.open(record.sealed, CPD_WORDS, record.id))
    return CpdLine(record, words, written_at, session, files)
