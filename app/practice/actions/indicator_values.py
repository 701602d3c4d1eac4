"""Adding what was found to an indicator, and striking out what was wrong."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.kit.db import new_id
from app.kit.sendings import sending_key
from app.kit.times import in_zone
from app.people.models import Person
from app.practice.actions.indicators import kept_words
from app.practice.actions.tellers import somebody_in
from app.practice.errors import indicators as errors
from app.practice.models import IndicatorValue
from app.practice.queries.indicators import IndicatorPlace, ValuePlace
from app.practice.rules.indicators import AGREED, MOST_VALUES, SHARE, Measured, fits, read_number


@dataclass(frozen=True)
class FoundValue:
    """What somebody found on a day, as it was typed; `told_by`: who told whoever enters it."""

    day: date | None
    value: str
    n: str
    source: str
    caution: str
    told_by: UUID | None
    form_key: UUID


def record_value(
    db: Session, actor: Person, at: IndicatorPlace, found: FoundValue, *, now: datetime
) -> None:
    """Add a value with its n, its source and a caution. At most three statements.

    The same form with the same value is kept once, however often it is sent.
    Raises: NotInUse, DayNeeded, ValueNeeded, NumberNeeded, SourceNeeded, PartTooLong,
    TooManyValues, PersonNeeded.
    """
    indicator, cohort = at.indicator, at.seat.cohort
    if indicator.state != AGREED:
        raise errors.NotInUse
    today = in_zone(now, cohort.time_zone).date()
    if found.day is None or found.day > today:
        raise errors.DayNeeded
    measured = _measured(indicator.kind, found)
    source, caution = kept_words(found.source), kept_words(found.caution)
    if not source:
        raise errors.SourceNeeded
    of_it = select(func.count(IndicatorValue.id)).where(IndicatorValue.indicator_id == indicator.id)
    if (db.scalar(of_it) or 0) >= MOST_VALUES:
        raise errors.TooManyValues
    by = somebody_in(db, actor, cohort, found.told_by) if found.told_by else actor.id
    said = (indicator.id, by, found.day, measured.value, measured.n, source, caution)
    made = insert(IndicatorValue).values(
        id=new_id(),
        indicator_id=indicator.id,
        day=found.day,
        value=measured.value,
        n=measured.n,
        source=source,
        caution=caution,
        found_by_id=by,
        entered_by_id=actor.id if by != actor.id else None,
        recorded_at=now,
        request_key=sending_key(found.form_key, *said),
    )
    db.execute(made.on_conflict_do_nothing(index_elements=["request_key"]))


def strike_value(db: Session, actor: Person, at: ValuePlace, *, now: datetime) -> None:
    """Strike out a value that was wrong; it stays in the table as struck out. One statement."""
    db.execute(
        update(IndicatorValue)
        .where(IndicatorValue.id == at.value.id, IndicatorValue.struck_at.is_(None))
        .values(struck_at=now, struck_by_id=actor.id)
    )


def _measured(kind: str, found: FoundValue) -> Measured:
    """The numbers of a form.

    Raises: ValueNeeded, NumberNeeded.
    """
    value = read_number(found.value)
    if value is None:
        raise errors.ValueNeeded
    n = read_number(found.n) if found.n.strip() else None
    is_whole = n is not None and n == n.to_integral_value()
    if (found.n.strip() and not is_whole) or (kind == SHARE and not n):
        raise errors.NumberNeeded
    measured = Measured(value, None if n is None else int(n))
    if not fits(kind, measured):
        raise errors.ValueNeeded
    return measured
