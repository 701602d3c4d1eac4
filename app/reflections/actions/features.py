"""Saying which features of health creation an entry is about."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import delete, literal, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.people.models import Person
from app.reflections.models import Reflection, ReflectionFeature
from app.syllabus.models import FrameworkItem


def say_feature(db: Session, actor: Person, *, reflection_id: UUID, key: str) -> None:
    """The actor's own entry is about this feature; saying it twice changes nothing.

    What is no feature of any framework is left out. One statement.
    """
    of_framework = select(FrameworkItem.id).where(
        FrameworkItem.part == "features", FrameworkItem.key == key
    )
    own = select(Reflection.id, literal(key)).where(
        Reflection.id == reflection_id,
        Reflection.person_id == actor.id,
        Reflection.deleted_at.is_(None),
        of_framework.exists(),
    )
    db.execute(
        insert(ReflectionFeature)
        .from_select(["reflection_id", "item_key"], own)
        .on_conflict_do_nothing()
    )


def unsay_feature(db: Session, actor: Person, *, reflection_id: UUID, key: str) -> None:
    """The actor's own entry is not about this feature after all. One statement."""
    own = select(Reflection.id).where(
        Reflection.id == reflection_id, Reflection.person_id == actor.id
    )
    db.execute(
        delete(ReflectionFeature)
        .where(ReflectionFeature.reflection_id.in_(own), ReflectionFeature.item_key == key)
        .execution_options(synchronize_session=False)
    )
