"""A person's own drafts: writing that is not saved as an entry yet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import and_, bindparam, exists, func, select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.gatherings.models import Gathering
from app.kit.paging import Page, nearest_page
from app.people.models import Person
from app.reflections.models import DRAFT, Reflection, ReflectionDraft
from app.reflections.rules import DRAFTS_SHOWN, LOG_PAGE, first_words
from app.syllabus.models import CourseModule, Step
from app.vault.models import VaultKey
from app.vault.queries import opened


@dataclass(frozen=True)
class Draft:
    """What a person has written so far, opened, and where it began."""

    key: UUID
    text: str
    revision: int
    saved_at: datetime
    seen: int | None
    step_id: UUID | None
    gathering_id: UUID | None
    reflection_id: UUID | None
    slug: str | None


@dataclass(frozen=True)
class DraftLine:
    """A draft in a list: its first words, and in a few words what it is about."""

    key: UUID
    beginning: str
    saved_at: datetime
    module_title: str | None
    step_title: str | None
    session_title: str | None
    changes_entry_of: datetime | None


# What is being written about an entry that is thrown away goes and comes back with it.
_OWN = and_(
    ReflectionDraft.person_id == bindparam("person"),
    ~exists()
    .where(Reflection.id == ReflectionDraft.reflection_id, Reflection.deleted_at.is_not(None))
    .correlate(ReflectionDraft),
)
_NEWEST_FIRST = (ReflectionDraft.saved_at.desc(), ReflectionDraft.draft_key)
_DRAFT = (
    select(ReflectionDraft, Cohort.slug, VaultKey.locked)
    .join(VaultKey, VaultKey.owner_id == ReflectionDraft.person_id)
    .outerjoin(Cohort, Cohort.id == ReflectionDraft.cohort_id)
    .where(_OWN)
)
_LINES = (
    select(
        *(ReflectionDraft.draft_key, ReflectionDraft.sealed, VaultKey.locked),
        *(ReflectionDraft.saved_at, CourseModule.title, Step.title),
        *(Gathering.title, Reflection.created_at),
    )
    .select_from(ReflectionDraft)
    .join(VaultKey, VaultKey.owner_id == ReflectionDraft.person_id)
    .outerjoin(Step, Step.id == ReflectionDraft.step_id)
    .outerjoin(CourseModule, CourseModule.id == Step.module_id)
    .outerjoin(Gathering, Gathering.id == ReflectionDraft.gathering_id)
    .outerjoin(Reflection, Reflection.id == ReflectionDraft.reflection_id)
    .where(_OWN)
    .order_by(*_NEWEST_FIRST)
    .offset(bindparam("skipped"))
    .limit(bindparam("most"))
)
_COUNT = select(func.count()).select_from(ReflectionDraft).where(_OWN)
_BY_KEY = _DRAFT.where(ReflectionDraft.draft_key == bindparam("key"))
_BEGUN_HERE = (
    _DRAFT.where(
        ReflectionDraft.step_id.is_not_distinct_from(bindparam("step")),
        ReflectionDraft.gathering_id.is_not_distinct_from(bindparam("gathering")),
        ReflectionDraft.reflection_id.is_not_distinct_from(bindparam("reflection")),
    )
    .order_by(*_NEWEST_FIRST)
    .limit(1)
)
_ENTRY = select(Reflection.id).where(
    Reflection.person_id == bindparam("person"), Reflection.request_key == bindparam("key")
)


def own_draft(db: Session, actor: Person, draft_key: UUID) -> Draft | None:
    """The actor's draft with this key. One statement.

    Raises: CannotOpen.
    """
    facts = {"person": actor.id, "key": draft_key}
    row: Sequence[Any] | None = db.execute(_BY_KEY, facts).one_or_none()
    return _draft(db, row)


def draft_begun_here(
    db: Session,
    actor: Person,
    *,
    step_id: UUID | None = None,
    gathering_id: UUID | None = None,
    reflection_id: UUID | None = None,
) -> Draft | None:
    """The actor's newest draft that began at the same place, or from nothing. One statement.

    Raises: CannotOpen.
    """
    facts = {"step": step_id, "gathering": gathering_id, "reflection": reflection_id}
    row: Sequence[Any] | None = db.execute(_BEGUN_HERE, {"person": actor.id, **facts}).one_or_none()
    return _draft(db, row)


def entry_of_form(db: Session, actor: Person, request_key: UUID) -> UUID | None:
    """The entry that this form has become. One statement."""
    return db.scalar(_ENTRY, {"person": actor.id, "key": request_key})


def newest_drafts(db: Session, actor: Person) -> tuple[list[DraftLine], bool]:
    """The drafts that the log begins with, and whether there are more. One statement.

    Raises: CannotOpen.
    """
    found = _lines(db, actor, 0, DRAFTS_SHOWN + 1)
    return found[:DRAFTS_SHOWN], len(found) > DRAFTS_SHOWN


def drafts_page(db: Session, actor: Person, number: int) -> Page[DraftLine]:
    """A page of the actor's drafts, the last one kept first. Two statements.

    Raises: CannotOpen.
    """
    total = db.scalar(_COUNT, {"person": actor.id}) or 0
    shown = nearest_page(number, total, LOG_PAGE)
    return Page(_lines(db, actor, (shown - 1) * LOG_PAGE, LOG_PAGE), shown, total, LOG_PAGE)


def _draft(db: Session, row: Sequence[Any] | None) -> Draft | None:
    if row is None:
        return None
    kept, slug, locked = row
    return Draft(
        key=kept.draft_key,
        text=opened(db, locked, kept.person_id).open(kept.sealed, DRAFT, kept.draft_key),
        revision=kept.revision,
        saved_at=kept.saved_at,
        seen=kept.seen,
        step_id=kept.step_id,
        gathering_id=kept.gathering_id,
        reflection_id=kept.reflection_id,
        slug=slug,
    )


def _lines(db: Session, actor: Person, skipped: int, most: int) -> list[DraftLine]:
    facts = {"person": actor.id, "skipped": skipped, "most": most}
    rows: Iterable[Sequence[Any]] = db.connection().execute(_LINES, facts)
    return [_line(db, actor.id, *row) for row in rows]


def _line(
    db: Session, owner: UUID, key: UUID, sealed: bytes, locked: bytes, *shown_as_is: Any
) -> DraftLine:
    text = opened(db, locked, owner).open(sealed, DRAFT, key)
    return DraftLine(key, first_words(text), *shown_as_is)
