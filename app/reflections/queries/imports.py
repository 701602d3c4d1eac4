"""What bringing in a file would add to a person's log."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.people.models import Person
from app.reflections.models import CpdRecord, Reflection, ReflectionVersion
from app.reflections.queries.export.reading import ReadEntry, ReadLog, ReadRecord, ReadVersion


@dataclass(frozen=True)
class LaterVersion:
    """A version of an entry that is here already, written after all that is here."""

    reflection_id: UUID
    number: int
    version: ReadVersion


@dataclass(frozen=True)
class Plan:
    """What is new in a file; `known` are the ids of entries that are here, by key."""

    entries: Sequence[ReadEntry]
    versions: Sequence[LaterVersion]
    records: Sequence[ReadRecord]
    known: Mapping[UUID, UUID]
    known_records: int
    # Entries that have no words, such as those that were said out loud.
    wordless: int
    # Reflections here that are counted as learning.
    counted: Collection[UUID]

    @property
    def is_empty(self) -> bool:
        """Whether all of it is here already."""
        return not (self.entries or self.versions or self.records)


def plan_for(db: Session, actor: Person, log: ReadLog) -> Plan:
    """Hold a file against the actor's log. Two statements, and two for each thousand things."""
    here = _here(db, actor, [one.key for one in log.entries])
    fresh = [one for one in log.entries if one.key not in here]
    later = [
        LaterVersion(here[entry.key][0], here[entry.key][1] + place, version)
        for entry in log.entries
        if entry.key in here
        for place, version in enumerate(
            (one for one in entry.said if one.written_at > here[entry.key][2]), start=1
        )
    ]
    keys = _records_here(db, actor, [one.key for one in log.cpd])
    records = [one for one in log.cpd if one.key not in keys]
    counted = db.scalars(
        select(CpdRecord.reflection_id).where(
            CpdRecord.person_id == actor.id, CpdRecord.reflection_id.is_not(None)
        )
    )
    return Plan(
        entries=[one for one in fresh if one.said],
        versions=later,
        records=records,
        known={key: found[0] for key, found in here.items()},
        known_records=len(keys),
        wordless=sum(not one.said for one in fresh),
        counted=[one for one in counted if one],
    )


def _here(
    db: Session, actor: Person, keys: Sequence[UUID]
) -> dict[UUID, tuple[UUID, int, datetime]]:
    found = dict[UUID, tuple[UUID, int, datetime]]()
    for some in _thousands(keys):
        rows: Iterable[Sequence[Any]] = db.execute(
            select(
                *(Reflection.request_key, Reflection.id),
                *(func.max(ReflectionVersion.number), func.max(ReflectionVersion.written_at)),
            )
            .join(ReflectionVersion, ReflectionVersion.reflection_id == Reflection.id)
            .where(Reflection.person_id == actor.id, Reflection.request_key.in_(some))
            .group_by(Reflection.id)
        )
        found.update({key: (id_, number, at) for key, id_, number, at in rows})
    return found


def _records_here(db: Session, actor: Person, keys: Sequence[UUID]) -> set[UUID]:
    found = set[UUID]()
    for some in _thousands(keys):
        query = select(CpdRecord.request_key).where(
            CpdRecord.person_id == actor.id, CpdRecord.request_key.in_(some)
        )
        found.update(db.scalars(query))
    return found


def _thousands(keys: Sequence[UUID]) -> Iterable[Sequence[UUID]]:
    return (keys[start : start + 1000] for start in range(0, len(keys), 1000))
