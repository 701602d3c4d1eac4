"""Drafts that go: thrown away by whoever wrote them, or used up when their form is saved."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import Integer, Uuid, and_, bindparam, delete, or_
from sqlalchemy.orm import Session

from app.kit.db import changed
from app.people.models import Person
from app.reflections.models import ReflectionDraft
from app.reflections.rules.drafts import SeenDraft

MINE = and_(
    ReflectionDraft.person_id == bindparam("person", type_=Uuid),
    ReflectionDraft.draft_key == bindparam("key", type_=Uuid),
)
USED_UP = delete(ReflectionDraft).where(
    MINE,
    or_(
        ReflectionDraft.revision == bindparam("known", type_=Integer),
        ReflectionDraft.writer.in_(bindparam("writers", expanding=True, type_=Uuid)),
    ),
)
"""Takes a draft away whose form is saved; see `used_up_facts`.

What another device kept since stays: it was never on the page that is saved.
"""


def throw_away(db: Session, actor: Person, draft_key: UUID) -> bool:
    """Do away with a draft of the actor's. One statement."""
    facts = {"person": actor.id, "key": draft_key}
    return changed(db, delete(ReflectionDraft).where(MINE), facts) == 1


def used_up_facts(actor: Person, draft_key: UUID, device: SeenDraft) -> dict[str, Any]:
    """What `USED_UP` asks for."""
    return {
        "person": actor.id,
        "key": draft_key,
        "known": device.revision,
        "writers": list(device.writers),
    }
