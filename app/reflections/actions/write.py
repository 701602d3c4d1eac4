"""Writing new entries into one's reflective log."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.kit.db import new_id
from app.people.models import Person
from app.progress.actions.complete import note_writing
from app.reflections.actions.used_drafts import USED_UP, used_up_facts
from app.reflections.actions.versions import Writing, checked_words, hold_entry, keep_version
from app.reflections.models import Reflection, ReflectionVersion
from app.reflections.queries.origins import begun_from
from app.reflections.rules.drafts import NO_DRAFT, SeenDraft
from app.reflections.rules.origins import FromSession, FromStep
from app.vault.actions import key_for_writing

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
    .add_cte(USED_UP.cte("used_up"))
    .on_conflict_do_nothing(index_elements=["person_id", "request_key"])
    .returning(Reflection.id)
)


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
    words = checked_words(text)
    step, session = begun_from(db, actor, begun_at, now)
    begun = step or session
    key = key_for_writing(db, actor.id, now=now, alone=True)
    writing = Writing(words, key, now, request_key)
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
        return _sent_again(db, actor, request_key, writing)
    keep_version(db, reflection_id, 1, writing)
    if step is not None:
        note_writing(db, step, now=now)
    return reflection_id


def _sent_again(db: Session, actor: Person, request_key: UUID, writing: Writing) -> UUID:
    reflection_id = hold_entry(
        db, Reflection.person_id == actor.id, Reflection.request_key == request_key
    )
    # Read only once the row is held: another sending may just have kept these words.
    kept = db.scalars(
        select(ReflectionVersion)
        .where(ReflectionVersion.reflection_id == reflection_id)
        .order_by(ReflectionVersion.number.desc())
    ).all()
    if not any(writing.is_in(version) for version in kept):
        keep_version(db, reflection_id, kept[0].number + 1, writing)
    return reflection_id
