"""Versions of an entry: a new one is added, and what it said before stays as it was."""

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
from app.reflections.actions.used_drafts import USED_UP, used_up_facts
from app.reflections.errors import NothingWritten, ThrownAway, TooLong
from app.reflections.models import BEGINNING, TEXT, Reflection, ReflectionVersion
from app.reflections.queries.entries import Version
from app.reflections.rules import LONGEST, clean_text, first_words
from app.reflections.rules.drafts import NO_DRAFT, SeenDraft
from app.vault.actions import key_for_writing

# Built once.
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
class Writing:
    """A text that is to be kept, with the key of its author."""

    text: str
    key: DataKey
    now: datetime
    form: UUID | None

    def is_in(self, version: ReflectionVersion) -> bool:
        """Whether a version says this already."""
        return self.key.open(version.sealed, TEXT, version.id) == self.text


@dataclass(frozen=True)
class SavedVersion:
    """What saving did: the version that now holds the text, and whether another came between."""

    number: int
    is_new: bool
    others_between: bool


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
    words = checked_words(text.text if isinstance(text, Version) else text)
    key = key_for_writing(db, actor.id, now=now, alone=True)
    # Savers of one entry come one by one, so that no version is lost or numbered twice.
    hold_entry(db, Reflection.id == reflection_id, Reflection.person_id == actor.id)
    if request_key is not None:
        db.connection().execute(USED_UP, used_up_facts(actor, request_key, draft))
    writing = Writing(words, key, now, request_key)
    latest, *sent_before = _latest_and_from_form(db, reflection_id, request_key)
    if any(writing.is_in(version) for version in (latest, *sent_before)):
        return SavedVersion(latest.number, is_new=False, others_between=False)
    number = latest.number + 1
    restored_from = text.number if isinstance(text, Version) else None
    keep_version(db, reflection_id, number, writing, restored_from)
    overtaken = seen is not None and seen != latest.number
    return SavedVersion(number, is_new=True, others_between=overtaken)


def hold_entry(db: Session, *which: ColumnElement[bool]) -> UUID:
    """Hold an entry until the commit, and give its id. One statement.

    Raises: NotFound, ThrownAway.
    """
    held = db.execute(
        select(Reflection.id, Reflection.deleted_at).where(*which).with_for_update()
    ).one_or_none()
    if held is None:
        raise NotFound
    if held.deleted_at is not None:
        raise ThrownAway
    own: UUID = held.id
    return own


def checked_words(text: str) -> str:
    """The text as it is kept.

    Raises: NothingWritten, TooLong.
    """
    words = clean_text(text)
    if not words.strip():
        raise NothingWritten
    if len(words) > LONGEST:
        raise TooLong(len(words))
    return words


def keep_version(
    db: Session,
    reflection_id: UUID,
    number: int,
    writing: Writing,
    restored_from: int | None = None,
) -> None:
    """Seal a text and add it as this version of an entry. One statement."""
    version = new_id()
    facts = {
        "version": version,
        "reflection": reflection_id,
        "nth": number,
        "text": writing.key.seal(writing.text, TEXT, version),
        "beginning": writing.key.seal(first_words(writing.text), BEGINNING, version),
        "form": writing.form,
        "restored_from": restored_from,
        "now": writing.now,
    }
    db.connection().execute(_VERSION, facts)


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
