"""Counting something as learning, changing that, and taking it out again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, delete, or_, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.kit.db import changed, new_id
from app.kit.errors import NotFound
from app.kit.sealing import DataKey
from app.people.models import Person
from app.reflections.errors.cpd import (
    ChangedElsewhere,
    CountedAlready,
    DayWrong,
    LearningTooLong,
    MinutesWrong,
    NameOfLearningNeeded,
)
from app.reflections.models import CPD_WORDS, CpdRecord
from app.reflections.queries.cpd.prefill import from_reflection, from_session
from app.reflections.rules import clean_text
from app.reflections.rules.cpd import (
    FIRST_DAY,
    LONGEST_TITLE,
    LONGEST_WORDS,
    MOST_MINUTES,
    Words,
)
from app.vault.actions import key_for_writing

# Wherever somebody is, their day may have begun already.
AHEAD = timedelta(hours=14)


@dataclass(frozen=True)
class Learning:
    """What a form says of an activity."""

    words: Words
    day: date
    minutes: int
    participatory: bool


@dataclass(frozen=True)
class Belongs:
    """What a record belongs to; with neither it stands alone."""

    reflection_id: UUID | None = None
    gathering_id: UUID | None = None


def count_learning(
    db: Session,
    actor: Person,
    learning: Learning,
    *,
    request_key: UUID,
    belongs: Belongs,
    now: datetime,
) -> UUID:
    """Keep a record and give its id; the same form sent again gives the same record.

    With other words it writes nothing over and adds nothing. A reflection or a session that is not
    the actor's is left out. At most six statements.
    Raises: NameOfLearningNeeded, LearningTooLong, MinutesWrong, DayWrong, CountedAlready.
    """
    fit = _checked(learning, now)
    reflection = belongs.reflection_id and from_reflection(db, actor, belongs.reflection_id)
    session = belongs.gathering_id and from_session(db, actor, belongs.gathering_id)
    key, record_id = key_for_writing(db, actor.id, now=now), new_id()
    made: UUID | None = db.scalar(
        insert(CpdRecord)
        .values(
            id=record_id,
            person_id=actor.id,
            reflection_id=reflection.reflection_id if reflection else None,
            gathering_id=session.gathering_id if session else None,
            day=fit.day,
            minutes=fit.minutes,
            participatory=fit.participatory,
            sealed=key.seal(fit.words.to_text(), CPD_WORDS, record_id),
            thought_over=fit.words.is_thought_over,
            request_key=request_key,
            created_at=now,
        )
        .on_conflict_do_nothing()
        .returning(CpdRecord.id)
    )
    if made:
        return made
    own = [CpdRecord.request_key == request_key]
    own += [CpdRecord.reflection_id == reflection.reflection_id] if reflection else []
    own += [CpdRecord.gathering_id == session.gathering_id] if session else []
    return _counted_before(db, actor, own, fit, key)


def change_learning(
    db: Session,
    actor: Person,
    record: CpdRecord,
    learning: Learning,
    *,
    seen: datetime | None,
    now: datetime,
) -> None:
    """Change a record of the actor's own; what it belongs to stays. Three statements.

    `seen` is when the record that was on the form had been changed last; another window's change
    is not written over, and the same form sent again changes nothing.
    Raises: NameOfLearningNeeded, LearningTooLong, MinutesWrong, DayWrong, NotFound,
        ChangedElsewhere.
    """
    fit = _checked(learning, now)
    key = key_for_writing(db, actor.id, now=now)
    own = select(CpdRecord.changed_at).where(CpdRecord.id == record.id)
    held = db.execute(own.with_for_update()).one_or_none()
    if held is None:
        raise NotFound
    if held.changed_at != seen:
        db.refresh(record)
        if _says(record, fit, key):
            return
        raise ChangedElsewhere
    record.day, record.minutes, record.participatory = fit.day, fit.minutes, fit.participatory
    record.sealed = key.seal(fit.words.to_text(), CPD_WORDS, record.id)
    record.thought_over, record.changed_at = fit.words.is_thought_over, now
    db.flush()


def take_out(db: Session, actor: Person, record_id: UUID) -> bool:
    """Take a record of the actor's out for good; False when it was gone already. One statement.

    A reflection or a session stays as it is.
    """
    gone = delete(CpdRecord).where(CpdRecord.id == record_id, CpdRecord.person_id == actor.id)
    return changed(db, gone) == 1


def _counted_before(
    db: Session,
    actor: Person,
    own: Sequence[ColumnElement[bool]],
    fit: Learning,
    key: DataKey,
) -> UUID:
    """The record that a form made before, or that its reflection or session has.

    Raises: CountedAlready; NotFound when it was taken out at this moment.
    """
    by_form, *_ = own
    found = db.scalars(
        select(CpdRecord)
        .where(CpdRecord.person_id == actor.id, or_(*own))
        .order_by(by_form.desc())
        .limit(1)
    ).one_or_none()
    if found is None:
        raise NotFound
    if not _says(found, fit, key):
        raise CountedAlready(found.id)
    return found.id


def _says(record: CpdRecord, fit: Learning, key: DataKey) -> bool:
    """Whether a record says this already."""
    words = Words.from_text(key.open(record.sealed, CPD_WORDS, record.id))
    return Learning(words, record.day, record.minutes, record.participatory) == fit


def _checked(learning: Learning, now: datetime) -> Learning:
    texts = (learning.words.title, learning.words.learned, learning.words.changed)
    title, learned, changed = (clean_text(text).strip() for text in texts)
    if not title:
        raise NameOfLearningNeeded
    if len(title) > LONGEST_TITLE:
        raise LearningTooLong(title=True)
    if max(len(learned), len(changed)) > LONGEST_WORDS:
        raise LearningTooLong(title=False)
    if not 1 <= learning.minutes <= MOST_MINUTES:
        raise MinutesWrong
    if not date(FIRST_DAY, 1, 1) <= learning.day <= (now + AHEAD).date():
        raise DayWrong
    title = " ".join(title.split())
    words = Words(title, learned, changed)
    return Learning(words, learning.day, learning.minutes, learning.participatory)
