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
from app.reflections.queries.export.read_entries import ReadEntry, ReadVersion, renumbered
from app.reflections.queries.export.reading import ReadLog, ReadRecord
from app.reflections.queries.import_files import FilesPlan, plan_files
from app.reflections.queries.import_origins import Places, places_here


@dataclass(frozen=True)
class LaterVersion:
    """A version of an entry that is here already, written after all that is here."""

    reflection_id: UUID
    number: int
    version: ReadVersion
    restored_from: int | None


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
    files: FilesPlan
    places: Places

    @property
    def is_empty(self) -> bool:
        """Whether nothing of it can be added."""
        return not (self.entries or self.versions or self.records or self.files.new)


def plan_for(db: Session, actor: Person, log: ReadLog, names: Collection[str]) -> Plan:
    """Hold a file against the actor's log; `names` are those of pictures and recordings in it.

    Six statements, and two for each thousand things.
    """
    here = _here(db, actor, [one.key for one in log.entries])
    known = {key: found[0] for key, found in here.items()}
    fresh = [one for one in log.entries if one.key not in here]
    entries = [one for one in fresh if one.said]
    later = [
        version
        for entry in log.entries
        if entry.key in here
        for version in _later(entry, *here[entry.key])
    ]
    keys = _records_here(db, actor, [one.key for one in log.cpd])
    records = [one for one in log.cpd if one.key not in keys]
    counted = db.scalars(
        select(CpdRecord.reflection_id).where(
            CpdRecord.person_id == actor.id, CpdRecord.reflection_id.is_not(None)
        )
    )
    return Plan(
        entries=entries,
        versions=later,
        records=records,
        known=known,
        known_records=len(keys),
        wordless=len(fresh) - len(entries),
        counted=[one for one in counted if one],
        files=plan_files(db, actor, log.entries, known, names),
        places=places_here(db, actor, entries),
    )


def _later(entry: ReadEntry, here: UUID, number: int, last: datetime) -> list[LaterVersion]:
    before = [one for one in entry.said if one.written_at <= last]
    after = [one for one in entry.said if one.written_at > last]
    # Where both count alike, ours have the numbers of those in the file.
    known = before if len(before) == number else ()
    numbered = renumbered(after, start=number + 1, known=known)
    return [LaterVersion(here, nth, one, again) for nth, one, again in numbered]


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
