"""Writing in one's reflective log: new entries, and new versions of an entry."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, bindparam, func, or_, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session, aliased

from app.kit.db import new_id
from app.kit.errors import NotFound
from app.kit.sealing import DataKey
from app.people.models import Person
from app.progress.actions.complete import note_writing
from app.progress.queries import WritingStep, held_writing_step
from app.reflections.actions.drafts import used_up, used_up_facts
from app.reflections.errors import NothingWritten, ThrownAway, TooLong
from app.reflections.models import BEGINNING, TEXT, Reflection, ReflectionVersion
from app.reflections.queries.entries import Version
from app.reflections.queries.sessions import WritingSession, writing_session
from app.reflections.rules import LONGEST, clean_text, first_words
from app.reflections.rules.drafts import SeenDraft
from app.vault.actions import key_for_writing

NO_DRAFT = SeenDraft()
_USED_UP = used_up()
# Built once. The same form sent again makes nothing; its draft goes in any case.
_ENTRY = (
    insert(Reflection)
    .values(
        # Given with the other facts: with another statement in it, nobody fills in defaults.
        id=bindparam("entry"),
        person_id=bindparam("person"),
        enrolment_id=bindparam("enrolment"),
        step_id=bindparam("step"),
        gathering_id=bindparam("gathering"),
        request_key=bindparam("key"),
        created_at=bindparam("now"),
    )
    .add_cte(_USED_UP.cte("used_up"))
    .on_conflict_do_nothing(index_elements=["person_id", "request_key"])
    .returning(Reflection.id)
)
_VERSION = insert(ReflectionVersion).values(
    id=bindparam("version"),
    reflection_id=bindparam("reflection"),
    number=bindparam("nth"),
    sealed=bindparam("text"),
    sealed_beginning=bindparam("beginning"),
    request_key=bindparam("form"),
    restored_from=bindparam("restored_from"),
    written_at=bindparam("now"),
)


@dataclass(frozen=True)
class FromStep:
    """The module step where the writing began, and the cohort the person came from."""

    step_id: UUID
    slug: str | None = None


@dataclass(frozen=True)
class FromSession:
    """The session that the writing is about."""

    gathering_id: UUID


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
    begun_at: FromStep | FromSession | None = None,
    draft: SeenDraft = NO_DRAFT,
) -> UUID:
    """Keep a new entry and give its id; the same form sent again gives the same entry.

    At most six statements; two more for somebody's first words. A step or session that is not the
    actor's is left out, and the text is kept. When the same form comes back with other words, they
    become a new version: nothing is lost. The form's draft is used up, unless another device has
    kept something else in it.
    Raises: NothingWritten, ThrownAway, TooLong.
    """
    words = _checked(text)
    step, session = begun_from(db, actor, begun_at, now)
    begun = step or session
    key = key_for_writing(db, actor.id, now=now, alone=True)
    reflection_id: UUID | None = db.connection().scalar(
        _ENTRY,
        {
            **used_up_facts(actor, request_key, draft),
            "entry": new_id(),
            "enrolment": begun.enrolment_id if begun else None,
            "step": step.step_id if step else None,
            "gathering": session.gathering_id if session else None,
            "now": now,
        },
    )
    if reflection_id is None:
        return _sent_again(db, actor, request_key, _Words(words, key, now, request_key))
    _add(db, reflection_id, 1, _Words(words, key, now, request_key))
    if step is not None:
        note_writing(db, step, now=now)
    return reflection_id


def add_version(
    db: Session,
    actor: Person,
    *,
    reflection_id: UUID,
    text: str | Version,
    seen: int | None,
    now: datetime,
    request_key: UUID | None = None,
    draft: SeenDraft = NO_DRAFT,
) -> SavedVersion:
    """Keep a new version of the actor's own entry; what it said before stays as it was.

    `text` may be an older version, whose words these are again. `seen` is the version that the
    writer began from. The same text as the newest version makes no new one, and neither does the
    same form sent again.
    At most five statements.
    Raises: NotFound, ThrownAway, NothingWritten, TooLong.
    """
    words = _checked(text.text if isinstance(text, Version) else text)
    key = key_for_writing(db, actor.id, now=now, alone=True)
    # Savers of one entry come one by one, so that no version is lost or numbered twice.
    _hold(db, Reflection.id == reflection_id, Reflection.person_id == actor.id)
    if request_key is not None:
        db.connection().execute(_USED_UP, used_up_facts(actor, request_key, draft))
    writing = _Words(words, key, now, request_key)
    latest, *sent_before = _latest_and_from_form(db, reflection_id, request_key)
    if any(writing.are_in(version) for version in (latest, *sent_before)):
        return SavedVersion(latest.number, is_new=False, others_between=False)
    number = latest.number + 1
    restored_from = text.number if isinstance(text, Version) else None
    _add(db, reflection_id, number, writing, restored_from)
    overtaken = seen is not None and seen != latest.number
    return SavedVersion(number, is_new=True, others_between=overtaken)


def begun_from(
    db: Session, actor: Person, begun_at: FromStep | FromSession | None, now: datetime
) -> tuple[WritingStep | None, WritingSession | None]:
    """What the writing began from, if it is the actor's. At most one statement."""
    if isinstance(begun_at, FromSession):
        return None, writing_session(db, actor, begun_at.gathering_id)
    if begun_at is None:
        return None, None
    return held_writing_step(db, actor.id, begun_at.step_id, begun_at.slug, now=now), None


def _latest_and_from_form(
    db: Session, reflection_id: UUID, request_key: UUID | None
) -> Sequence[ReflectionVersion]:
    """The newest version, and then those that came with this form. One statement."""
    of = aliased(ReflectionVersion)
    newest = select(func.max(of.number)).where(of.reflection_id == reflection_id).scalar_subquery()
    wanted = ReflectionVersion.number == newest
    if request_key is not None:
        wanted = or_(wanted, ReflectionVersion.request_key == request_key)
    return db.scalars(
        select(ReflectionVersion)
        .where(ReflectionVersion.reflection_id == reflection_id, wanted)
        .order_by(ReflectionVersion.number.desc())
    ).all()


@dataclass(frozen=True)
class _Words:
    """A text that is to be kept, with the key of its author."""

    text: str
    key: DataKey
    now: datetime
    form: UUID | None

    def are_in(self, version: ReflectionVersion) -> bool:
        return self.key.open(version.sealed, TEXT, version.id) == self.text


def _sent_again(db: Session, actor: Person, request_key: UUID, words: _Words) -> UUID:
    reflection_id = _hold(
        db, Reflection.person_id == actor.id, Reflection.request_key == request_key
    )
    # Read only once the row is held: another sending may just have kept these words.
    kept = db.scalars(
        select(ReflectionVersion)
        .where(ReflectionVersion.reflection_id == reflection_id)
        .order_by(ReflectionVersion.number.desc())
    ).all()
    if not any(words.are_in(version) for version in kept):
        _add(db, reflection_id, kept[0].number + 1, words)
    return reflection_id


def _hold(db: Session, *which: ColumnElement[bool]) -> UUID:
    """Hold an entry until the commit, and give its id."""
    held = db.execute(
        select(Reflection.id, Reflection.deleted_at).where(*which).with_for_update()
    ).one_or_none()
    if held is None:
        raise NotFound
    if held.deleted_at is not None:
        raise ThrownAway
    own: UUID = held.id
    return own


def _checked(text: str) -> str:
    words = clean_text(text)
    if not words.strip():
        raise NothingWritten
    if len(words) > LONGEST:
        raise TooLong(len(words))
    return words


def _add(
    db: Session, reflection_id: UUID, number: int, words: _Words, restored_from: int | None = None
) -> None:
    version = new_id()
    facts = {
        "version": version,
        "reflection": reflection_id,
        "nth": number,
        "text": words.key.seal(words.text, TEXT, version),
        "beginning": words.key.seal(first_words(words.text), BEGINNING, version),
        "form": words.form,
        "restored_from": restored_from,
        "now": words.now,
    }
    db.connection().execute(_VERSION, facts)
