"""Writes what is new in a log that somebody brings along, sealed with their key."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import insert
from sqlalchemy.orm import Session

from app.kit.cleaning import Cleaned
from app.kit.db import new_id
from app.kit.sealing import DataKey
from app.reflections.actions.attach import File, keep_file
from app.reflections.models import (
    BEGINNING,
    CPD_WORDS,
    TEXT,
    CpdRecord,
    Reflection,
    ReflectionFeature,
    ReflectionVersion,
    SpokenReflection,
)
from app.reflections.queries.export.read_entries import ReadFile, ReadVersion, renumbered
from app.reflections.queries.imports import Plan
from app.reflections.rules import first_words
from app.reflections.rules.cpd import Words

Ids = Mapping[UUID, UUID]


@dataclass(frozen=True)
class Bringing:
    """One person's bringing in."""

    person_id: UUID
    key: DataKey
    now: datetime


def write_entries(db: Session, bringing: Bringing, plan: Plan) -> Ids:
    """New entries with what belongs to them, and later versions; gives the new ids by keys.

    At most four statements.
    """
    ids = {entry.key: new_id() for entry in plan.entries}
    entries, features, talks = [], [], []
    for entry in plan.entries:
        own, place = ids[entry.key], plan.places.of(entry)
        entries.append(
            {
                "id": own,
                "person_id": bringing.person_id,
                "enrolment_id": place.enrolment_id,
                "step_id": place.step_id,
                "gathering_id": place.gathering_id,
                "request_key": entry.key,
                "created_at": entry.written_at,
            }
        )
        about = sorted(plan.places.about(entry))
        features += [{"reflection_id": own, "item_key": key} for key in about]
        if talk := entry.spoken:
            said = {"happened_on": talk.day, "company": talk.company, "minutes": talk.minutes}
            talks.append({"reflection_id": own, **said})
    _insert(db, Reflection, entries)
    _insert(db, ReflectionVersion, _versions(bringing, plan, ids))
    _insert(db, ReflectionFeature, features)
    _insert(db, SpokenReflection, talks)
    return ids


def write_files(
    db: Session,
    bringing: Bringing,
    files: Collection[tuple[UUID, ReadFile, Cleaned]],
    ids: Ids,
) -> None:
    """Pictures and recordings on entries that are here by now. One statement for each."""
    for entry, one, found in files:
        about = File(ids[entry], one.key, one.name, one.description.strip(), one.added_at)
        keep_file(db, about, found, bringing.key)


def write_records(db: Session, bringing: Bringing, plan: Plan, ids: Ids) -> None:
    """New records of learning. At most one statement."""
    counted = set(plan.counted)
    rows = []
    for one in plan.records:
        row, words = new_id(), Words(one.title, one.learned, one.changed)
        reflection = ids.get(one.entry) if one.entry else None
        if reflection in counted:
            reflection = None
        elif reflection:
            counted.add(reflection)
        rows.append(
            {
                "id": row,
                "person_id": bringing.person_id,
                "reflection_id": reflection,
                "day": one.day,
                "minutes": one.minutes,
                "participatory": one.with_others,
                "ticked": one.for_appraisal,
                "sealed": bringing.key.seal(words.to_text(), CPD_WORDS, row),
                "thought_over": words.is_thought_over,
                "request_key": one.key,
                "created_at": bringing.now,
            }
        )
    _insert(db, CpdRecord, rows)


def _versions(bringing: Bringing, plan: Plan, ids: Ids) -> list[dict[str, Any]]:
    fresh = [
        _version(bringing, ids[entry.key], *numbered)
        for entry in plan.entries
        for numbered in renumbered(entry.said)
    ]
    return fresh + [
        _version(bringing, one.reflection_id, one.number, one.version, one.restored_from)
        for one in plan.versions
    ]


def _version(
    bringing: Bringing,
    reflection_id: UUID,
    number: int,
    one: ReadVersion,
    restored_from: int | None,
) -> dict[str, Any]:
    row = new_id()
    return {
        "id": row,
        "reflection_id": reflection_id,
        "number": number,
        "sealed": bringing.key.seal(one.text, TEXT, row),
        "sealed_beginning": bringing.key.seal(first_words(one.text), BEGINNING, row),
        "written_at": one.written_at,
        "restored_from": restored_from,
    }


def _insert(db: Session, table: type[Any], rows: Sequence[dict[str, Any]]) -> None:
    if rows:
        db.execute(insert(table), rows)
