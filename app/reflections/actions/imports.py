"""Bringing in a log that somebody took along: first a look, then the yes, and nothing twice."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import delete, insert, select
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import Session, undefer

from app.kit.db import changed, new_id
from app.kit.sealing import DataKey
from app.people.models import Person
from app.reflections.errors.imports import NothingToBring
from app.reflections.models import (
    BEGINNING,
    CPD_WORDS,
    IMPORTED,
    TEXT,
    CpdRecord,
    LogImport,
    Reflection,
    ReflectionVersion,
)
from app.reflections.queries.export.reading import ReadLog, ReadVersion, read_log, unpack
from app.reflections.queries.imports import Plan, plan_for
from app.reflections.rules import first_words
from app.reflections.rules.cpd import Words
from app.vault.actions import key_for_writing

KEPT_FOR = timedelta(days=1)


@dataclass(frozen=True)
class _Bringing:
    """One person's bringing in."""

    person_id: UUID
    key: DataKey


def keep_import(db: Session, actor: Person, content: bytes, *, now: datetime) -> None:
    """Keep a file for a look, in place of one that waited before. At most four statements.

    Raises: NotOurFile, FileTooLarge, NewerFile, SomethingWrong.
    """
    data = unpack(content)
    read_log(data, now=now)
    key = key_for_writing(db, actor.id, now=now)
    sealed = key.seal_bytes(zlib.compress(data), IMPORTED, actor.id)
    facts = {"sealed": sealed, "kept_at": now}
    db.execute(
        upsert(LogImport)
        .values(person_id=actor.id, **facts)
        .on_conflict_do_update(index_elements=["person_id"], set_=facts)
    )


def plan_import(db: Session, actor: Person, *, now: datetime) -> Plan:
    """What a yes to the waiting file would do; nothing is written.

    Four statements, and one more for each thousand things in the file.
    Raises: NothingToBring.
    """
    return plan_for(db, actor, _waiting(db, actor, now=now, hold=False))


def bring_in(db: Session, actor: Person, *, now: datetime) -> Plan:
    """Write what is new in the waiting file, and forget the file.

    A number of statements that grows by two for each thousand things in the file.
    Raises: NothingToBring.
    """
    # Whoever comes second waits here, and finds no file.
    plan = plan_for(db, actor, _waiting(db, actor, now=now, hold=True))
    bringing = _Bringing(actor.id, key_for_writing(db, actor.id, now=now))
    ids = _write_entries(db, bringing, plan)
    _write_records(db, bringing, plan, {**plan.known, **ids}, now)
    db.execute(delete(LogImport).where(LogImport.person_id == actor.id))
    return plan


def forget_imports(db: Session, *, now: datetime) -> int:
    """Forget files that nobody said yes to within a day. One statement."""
    return changed(db, delete(LogImport).where(LogImport.kept_at <= now - KEPT_FOR))


def _waiting(db: Session, actor: Person, *, now: datetime, hold: bool) -> ReadLog:
    query = (
        select(LogImport).where(LogImport.person_id == actor.id).options(undefer(LogImport.sealed))
    )
    waiting = db.scalar(query.with_for_update() if hold else query)
    if waiting is None or waiting.kept_at <= now - KEPT_FOR:
        raise NothingToBring
    key = key_for_writing(db, actor.id, now=now)
    data = zlib.decompress(key.open_bytes(waiting.sealed, IMPORTED, actor.id))
    return read_log(data, now=now)


def _write_entries(db: Session, bringing: _Bringing, plan: Plan) -> Mapping[UUID, UUID]:
    ids = {entry.key: new_id() for entry in plan.entries}
    entries = [
        {
            "id": ids[entry.key],
            "person_id": bringing.person_id,
            "request_key": entry.key,
            "created_at": entry.written_at,
        }
        for entry in plan.entries
    ]
    versions = [
        _version(bringing, ids[entry.key], number, one)
        for entry in plan.entries
        for number, one in enumerate(entry.said, start=1)
    ]
    versions += [
        _version(bringing, later.reflection_id, later.number, later.version)
        for later in plan.versions
    ]
    _insert(db, Reflection, entries)
    _insert(db, ReflectionVersion, versions)
    return ids


def _version(
    bringing: _Bringing, reflection_id: UUID, number: int, one: ReadVersion
) -> dict[str, Any]:
    row = new_id()
    return {
        "id": row,
        "reflection_id": reflection_id,
        "number": number,
        "sealed": bringing.key.seal(one.text, TEXT, row),
        "sealed_beginning": bringing.key.seal(first_words(one.text), BEGINNING, row),
        "written_at": one.written_at,
    }


def _write_records(
    db: Session, bringing: _Bringing, plan: Plan, ids: Mapping[UUID, UUID], now: datetime
) -> None:
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
                "created_at": now,
            }
        )
    _insert(db, CpdRecord, rows)


def _insert(db: Session, table: type[Any], rows: Sequence[dict[str, Any]]) -> None:
    if rows:
        db.execute(insert(table), rows)
