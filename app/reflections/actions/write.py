"""Writing in one's reflective log: new entries, and new versions of an entry."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import bindparam, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.kit.errors import NotFound
from app.people.models import Person
from app.progress.actions.complete import note_writing
from app.progress.queries import held_writing_step
from app.reflections.errors import NothingWritten, TooLong
from app.reflections.models import Reflection, ReflectionVersion
from app.reflections.rules import LONGEST, clean_text

# Built once. The same form sent again makes nothing.
_ENTRY = (
    insert(Reflection)
    .values(
        person_id=bindparam("person"),
        enrolment_id=bindparam("enrolment"),
        step_id=bindparam("step"),
        request_key=bindparam("key"),
        created_at=bindparam("now"),
    )
    .on_conflict_do_nothing(index_elements=["person_id", "request_key"])
    .returning(Reflection.id)
)
_VERSION = insert(ReflectionVersion).values(
    reflection_id=bindparam("reflection"),
    number=bindparam("nth"),
    text=bindparam("words"),
    written_at=bindparam("now"),
)


@dataclass(frozen=True)
class FromStep:
    """The module step where the writing began, and the cohort the person came from."""

    step_id: UUID
    slug: str | None = None


@dataclass(frozen=True)
class SavedVersion:
    """What saving did: the version that now holds the text, and whether another came between."""

    number: int
    is_new: bool
    others_between: bool


def write_reflection(
    db: Session,
    actor: Person,
    *,
    text: str,
    request_key: UUID,
    now: datetime,
    begun_at: FromStep | None = None,
) -> UUID:
    """Keep a new entry and give its id; the same form sent again gives the same entry.

    At most five statements. A step that is not the actor's is left out, and the text is kept.
    When the same form comes back with other words, they become a new version: nothing is lost.
    Raises: NothingWritten, TooLong.
    """
    words = _checked(text)
    step = (
        held_writing_step(db, actor.id, begun_at.step_id, begun_at.slug, now=now)
        if begun_at
        else None
    )
    reflection_id: UUID | None = db.scalar(
        _ENTRY,
        {
            "person": actor.id,
            "enrolment": step.enrolment_id if step else None,
            "step": step.step_id if step else None,
            "key": request_key,
            "now": now,
        },
    )
    if reflection_id is None:
        return _sent_again(db, actor, request_key, words, now)
    _add(db, reflection_id, 1, words, now)
    if step is not None:
        note_writing(db, step, now=now)
    return reflection_id


def add_version(
    db: Session, actor: Person, *, reflection_id: UUID, text: str, seen: int | None, now: datetime
) -> SavedVersion:
    """Keep a new version of the actor's own entry; what it said before stays as it was.

    `seen` is the version that the writer began from. The same text as the newest version makes no
    new one. At most three statements.
    Raises: NotFound, NothingWritten, TooLong.
    """
    words = _checked(text)
    # Savers of one entry come one by one, so that no version is lost or numbered twice.
    mine = db.scalar(
        select(Reflection.id)
        .where(Reflection.id == reflection_id, Reflection.person_id == actor.id)
        .with_for_update()
    )
    if mine is None:
        raise NotFound
    latest = db.scalars(
        select(ReflectionVersion)
        .where(ReflectionVersion.reflection_id == reflection_id)
        .order_by(ReflectionVersion.number.desc())
        .limit(1)
    ).one()
    if latest.text == words:
        return SavedVersion(latest.number, is_new=False, others_between=False)
    number = latest.number + 1
    _add(db, reflection_id, number, words, now)
    overtaken = seen is not None and seen != latest.number
    return SavedVersion(number, is_new=True, others_between=overtaken)


def _sent_again(db: Session, actor: Person, request_key: UUID, words: str, now: datetime) -> UUID:
    reflection_id = db.scalars(
        select(Reflection.id)
        .where(Reflection.person_id == actor.id, Reflection.request_key == request_key)
        .with_for_update()
    ).one()
    # Read only once the row is held: another sending may just have kept these words.
    newest, is_kept = db.execute(
        select(
            func.max(ReflectionVersion.number),
            func.bool_or(ReflectionVersion.text == words),
        ).where(ReflectionVersion.reflection_id == reflection_id)
    ).one()
    if not is_kept:
        _add(db, reflection_id, newest + 1, words, now)
    return reflection_id


def _checked(text: str) -> str:
    words = clean_text(text)
    if not words.strip():
        raise NothingWritten
    if len(words) > LONGEST:
        raise TooLong(len(words))
    return words


def _add(db: Session, reflection_id: UUID, number: int, words: str, now: datetime) -> None:
    values = {"reflection": reflection_id, "nth": number, "words": words, "now": now}
    db.execute(_VERSION, values)
