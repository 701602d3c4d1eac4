"""Two versions of one of a person's own entries, side by side."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from app.people.models import Person
from app.reflections.models import TEXT, Reflection, ReflectionVersion
from app.reflections.queries.entries import Version
from app.reflections.rules.comparing import Stretch, compare
from app.vault.models import VaultKey
from app.vault.queries import opened

_PAIR = (
    select(ReflectionVersion, VaultKey.locked)
    .join(Reflection, Reflection.id == ReflectionVersion.reflection_id)
    .join(VaultKey, VaultKey.owner_id == Reflection.person_id)
    .where(
        Reflection.id == bindparam("reflection"),
        Reflection.person_id == bindparam("person"),
        Reflection.deleted_at.is_(None),
        ReflectionVersion.number.in_([bindparam("one"), bindparam("other")]),
    )
    .order_by(ReflectionVersion.number)
)


@dataclass(frozen=True)
class Comparison:
    """An older and a newer version, and what changed from one to the other."""

    older: Version
    newer: Version
    stretches: list[Stretch]

    @property
    def has_changes(self) -> bool:
        """Whether they say different things."""
        return self.older.text != self.newer.text


def comparison(
    db: Session, actor: Person, *, reflection_id: UUID, one: int, other: int
) -> Comparison | None:
    """Two versions of the actor's own entry, the older first, whichever is named first.

    None when they are not both there. One statement.
    Raises: CannotOpen.
    """
    facts = {"reflection": reflection_id, "person": actor.id, "one": one, "other": other}
    found = [
        Version(
            kept.id,
            kept.number,
            opened(db, locked, actor.id).open(kept.sealed, TEXT, kept.id),
            kept.written_at,
            kept.restored_from,
        )
        for kept, locked in db.execute(_PAIR, facts)
    ]
    if not found or {version.number for version in found} != {one, other}:
        return None
    older, newer = found[0], found[-1]
    return Comparison(older, newer, compare(older.text, newer.text))
