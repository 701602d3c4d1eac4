"""Keeping what somebody has written so far."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    DateTime,
    Integer,
    LargeBinary,
    Uuid,
    and_,
    bindparam,
    func,
    literal,
    or_,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.gatherings.models import Gathering
from app.kit.sealing import DataKey
from app.people.models import Person
from app.reflections.actions.used_drafts import MINE
from app.reflections.errors.drafts import TooLongForADraft
from app.reflections.models import DRAFT, TEXT, Reflection, ReflectionDraft, ReflectionVersion
from app.reflections.rules import LONGEST_DRAFT, clean_text
from app.reflections.rules.drafts import IsAnEntry, Kept, KeptElsewhere, SentDraft
from app.syllabus.models import Step
from app.vault.actions import key_for_writing

# One page counts what it sends: what comes late does not take the place of what it sent since.
_GOES_ON = or_(
    ReflectionDraft.revision == bindparam("known", type_=Integer),
    and_(
        ReflectionDraft.writer == bindparam("page", type_=Uuid),
        ReflectionDraft.nth < bindparam("turn", type_=Integer),
    ),
    ReflectionDraft.writer.in_(bindparam("earlier", expanding=True, type_=Uuid)),
)
_ENTRY_OF_FORM = func.coalesce(
    select(Reflection.id)
    .where(
        Reflection.person_id == bindparam("person", type_=Uuid),
        Reflection.request_key == bindparam("key", type_=Uuid),
    )
    .scalar_subquery(),
    select(ReflectionVersion.reflection_id)
    .join(Reflection, Reflection.id == ReflectionVersion.reflection_id)
    .where(
        ReflectionVersion.reflection_id == bindparam("reflection", type_=Uuid),
        ReflectionVersion.request_key == bindparam("key", type_=Uuid),
        Reflection.person_id == bindparam("person", type_=Uuid),
    )
    .limit(1)
    .scalar_subquery(),
)
_GO_ON = (
    update(ReflectionDraft)
    .where(MINE, _GOES_ON)
    .values(
        sealed=bindparam("content"),
        reflection_id=select(Reflection.id)
        .where(Reflection.id == ReflectionDraft.reflection_id, Reflection.deleted_at.is_(None))
        .scalar_subquery(),
        revision=ReflectionDraft.revision + 1,
        writer=bindparam("page"),
        nth=bindparam("turn"),
        saved_at=bindparam("now"),
    )
    .returning(ReflectionDraft.revision)
)
_FACTS = select(
    bindparam("person", type_=Uuid),
    bindparam("key", type_=Uuid),
    select(Reflection.id)
    .where(
        Reflection.id == bindparam("reflection", type_=Uuid),
        Reflection.person_id == bindparam("person", type_=Uuid),
        Reflection.deleted_at.is_(None),
    )
    .scalar_subquery(),
    bindparam("from_version", type_=Integer),
    select(Step.id).where(Step.id == bindparam("step", type_=Uuid)).scalar_subquery(),
    select(Cohort.id).where(Cohort.slug == bindparam("slug")).scalar_subquery(),
    select(Gathering.id).where(Gathering.id == bindparam("session", type_=Uuid)).scalar_subquery(),
    bindparam("content", type_=LargeBinary),
    literal(1),
    bindparam("page", type_=Uuid),
    bindparam("turn", type_=Integer),
    bindparam("now", type_=DateTime(timezone=True)),
).where(_ENTRY_OF_FORM.is_(None))
_BEGIN = (
    insert(ReflectionDraft)
    .from_select(
        [
            *("person_id", "draft_key", "reflection_id", "seen", "step_id", "cohort_id"),
            *("gathering_id", "sealed", "revision", "writer", "nth", "saved_at"),
        ],
        _FACTS,
    )
    .on_conflict_do_nothing()
    .returning(ReflectionDraft.revision)
)
_one = select(literal(1).label("one")).subquery()
_AS_IT_IS = (
    select(
        *(ReflectionDraft.revision, ReflectionDraft.sealed),
        *(ReflectionVersion.reflection_id, ReflectionVersion.id, ReflectionVersion.sealed),
    )
    .select_from(_one.outerjoin(ReflectionDraft, MINE))
    .outerjoin(ReflectionVersion, ReflectionVersion.reflection_id == _ENTRY_OF_FORM)
    .order_by(ReflectionVersion.number.desc())
    .limit(1)
)


def keep_draft(
    db: Session, actor: Person, sent: SentDraft, *, now: datetime
) -> Kept | KeptElsewhere | IsAnEntry:
    """Keep a text that goes on from what the device has seen; anything else is given back.

    Sent again it is kept once; if its entry was thrown away, for a new one. Up to five statements.
    Raises: TooLongForADraft.
    """
    text = clean_text(sent.text)
    if len(text) > LONGEST_DRAFT:
        raise TooLongForADraft
    # Alone, so that a form that is being saved as an entry leaves no draft behind.
    key = key_for_writing(db, actor.id, now=now, alone=True)
    facts = _facts(actor, sent) | {"content": key.seal(text, DRAFT, sent.key), "now": now}
    is_new = sent.device.revision == 0
    for statement in (_BEGIN, _GO_ON) if is_new else (_GO_ON, _BEGIN):
        revision: int | None = db.connection().scalar(statement, facts)
        if revision is not None:
            return Kept(revision)
    return _as_it_is(db, key, text, facts)


def _facts(actor: Person, sent: SentDraft) -> dict[str, Any]:
    *earlier, writer = sent.device.writers or (None,)
    return {
        "person": actor.id,
        "key": sent.key,
        "known": sent.device.revision,
        "page": writer,
        "earlier": earlier,
        "turn": sent.nth,
        "step": sent.origin.step_id,
        "slug": sent.origin.slug,
        "session": sent.origin.gathering_id,
        "reflection": sent.origin.reflection_id,
        "from_version": sent.origin.seen,
    }


def _as_it_is(
    db: Session, key: DataKey, text: str, facts: dict[str, Any]
) -> Kept | KeptElsewhere | IsAnEntry:
    row: Sequence[Any] = db.connection().execute(_AS_IT_IS, facts).one()
    revision, sealed, entry_id, version_id, entry_sealed = row
    if revision is None:
        entry = key.open(entry_sealed, TEXT, version_id)
        return IsAnEntry(entry_id, holds=text.strip() in entry)
    kept = key.open(sealed, DRAFT, facts["key"])
    return Kept(revision) if kept == text else KeptElsewhere(revision, kept)
