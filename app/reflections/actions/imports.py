"""Bringing in a log that somebody took along: first a look, then the yes, and nothing twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import Session, undefer

from app.kit.cleaning import Cleaned, Unclean, cleaned
from app.kit.db import changed
from app.people.models import Person
from app.reflections.actions.import_rows import (
    Bringing,
    write_entries,
    write_files,
    write_records,
)
from app.reflections.errors.imports import NothingToBring
from app.reflections.models import IMPORTED, LogImport
from app.reflections.queries.export.read_entries import ReadFile
from app.reflections.queries.export.reading import read_log
from app.reflections.queries.export.sent import file_in, names_in, unpack
from app.reflections.queries.imports import Plan, plan_for
from app.vault.actions import key_for_writing

KEPT_FOR = timedelta(days=1)
LARGEST_SENT = 24 * 1024 * 1024
"""Bytes of a file that is brought in: a part with its pictures and recordings, and words."""


@dataclass(frozen=True)
class Brought:
    """What was planned, and how many files could not be cleaned and were left out."""

    plan: Plan
    left_out: int


def keep_import(db: Session, actor: Person, content: bytes, *, now: datetime) -> None:
    """Keep a file for a look, in place of one that waited before. At most four statements.

    Raises: NotOurFile, FileTooLarge, NewerFile, SomethingWrong.
    """
    read_log(unpack(content), now=now)
    key = key_for_writing(db, actor.id, now=now)
    facts = {"sealed": key.seal_bytes(content, IMPORTED, actor.id), "kept_at": now}
    db.execute(
        upsert(LogImport)
        .values(person_id=actor.id, **facts)
        .on_conflict_do_update(index_elements=["person_id"], set_=facts)
    )


def plan_import(db: Session, actor: Person, *, now: datetime) -> Plan:
    """What a yes to the waiting file would do; nothing is written.

    Eight statements, and two more for each thousand things in the file.
    Raises: NothingToBring.
    """
    content = _waiting(db, actor, now=now, hold=False)
    return plan_for(db, actor, read_log(unpack(content), now=now), names_in(content))


def bring_in(db: Session, actor: Person, *, now: datetime) -> Brought:
    """Write what is new in the waiting file, and forget the file.

    A number of statements that grows by four for each thousand things in the file, and by one for
    each picture or recording. Those are cleaned before anything but the file is held: some seconds.
    Raises: NothingToBring.
    """
    # Whoever comes second waits here, and finds no file.
    content = _waiting(db, actor, now=now, hold=True)
    log, names = read_log(unpack(content), now=now), names_in(content)
    wanted = plan_for(db, actor, log, names).files.new if names else ()
    files = _cleaned(content, wanted)
    # From here on the files of one person come one by one, so that the limits hold.
    key = key_for_writing(db, actor.id, now=now, alone=True)
    plan = plan_for(db, actor, log, names)
    bringing = Bringing(actor.id, key, now)
    ids = {**plan.known, **write_entries(db, bringing, plan)}
    still = {(entry, file.key) for entry, file in plan.files.new}
    fit = [one for one in files if (one[0], one[1].key) in still]
    write_files(db, bringing, fit, ids)
    write_records(db, bringing, plan, ids)
    db.execute(delete(LogImport).where(LogImport.person_id == actor.id))
    return Brought(plan, len(wanted) - len(files))


def forget_imports(db: Session, *, now: datetime) -> int:
    """Forget files that nobody said yes to within a day. One statement."""
    return changed(db, delete(LogImport).where(LogImport.kept_at <= now - KEPT_FOR))


def _waiting(db: Session, actor: Person, *, now: datetime, hold: bool) -> bytes:
    query = (
        select(LogImport).where(LogImport.person_id == actor.id).options(undefer(LogImport.sealed))
    )
    waiting = db.scalar(query.with_for_update() if hold else query)
    if waiting is None or waiting.kept_at <= now - KEPT_FOR:
        raise NothingToBring
    key = key_for_writing(db, actor.id, now=now)
    return key.open_bytes(waiting.sealed, IMPORTED, actor.id)


def _cleaned(
    content: bytes, wanted: Sequence[tuple[UUID, ReadFile]]
) -> list[tuple[UUID, ReadFile, Cleaned]]:
    """Pictures and recordings as they may be kept; a file that is neither is left out."""
    found = list[tuple[UUID, ReadFile, Cleaned]]()
    for entry, file in wanted:
        sent = file_in(content, file.file or "")
        try:
            found += [(entry, file, cleaned(sent))] if sent else []
        except Unclean:
            continue
    return found
