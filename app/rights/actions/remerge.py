"""Accounts that were made one after a backup are made one again when it is brought back."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from sqlalchemy.orm import Session

from app.kit.errors import Refusal
from app.people.models import Person
from app.rights.actions.merge import merge_people
from app.rights.actions.merging.ways import Kept

LEDGER = "merges.jsonl"


@dataclass(frozen=True)
class Made:
    """That an account went into another, and when; ids and a time, nothing else."""

    goes: UUID
    stays: UUID
    at: datetime


def note_merge(data_dir: Path, made: Made) -> None:
    """Write it into the ledger beside the database, on the disk before this returns."""
    told = {"goes": str(made.goes), "stays": str(made.stays), "at": made.at.isoformat()}
    data_dir.mkdir(parents=True, exist_ok=True)
    handle = os.open(data_dir / LEDGER, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        # A line that a crash broke off before is ended first.
        file.write("\n" + json.dumps(told) + "\n")
        file.flush()
        os.fsync(file.fileno())


def read_merges(data_dir: Path) -> list[Made]:
    """What the ledger tells; a torn line is passed over: that merge was not done."""
    path = data_dir / LEDGER
    found: list[Made] = []
    for line in path.read_text(encoding="utf-8").splitlines() if path.is_file() else ():
        try:
            told = json.loads(line)
            at = datetime.fromisoformat(told["at"])
            found.append(Made(UUID(told["goes"]), UUID(told["stays"]), at))
        except (ValueError, KeyError, TypeError):
            continue
    return found


def merge_again(db: Session, told: Iterable[Made], *, now: datetime) -> tuple[int, int]:
    """Make one again whom a backup brought back as two; how many were, and how many stay two.

    In the order in which it was done. Two stay two where the account that stays came after the
    backup, or where something stands between them that did not when they were made one.
    """
    done, left = 0, 0
    for made in sorted(set(told), key=lambda one: (one.at, one.goes)):
        if db.get(Person, made.goes) is None:
            continue
        try:
            with db.begin_nested():
                merge_people(db, made.stays, made.goes, Kept(), now=now)
        except Refusal:
            _give_way(db, made)
            left += 1
        else:
            done += 1
    return done, left


def _give_way(db: Session, made: Made) -> None:
    """The address went to the account that stays, if that is there; no two have the same."""
    stays, goes = db.get(Person, made.stays), db.get(Person, made.goes)
    if stays is not None and goes is not None and goes.email:
        goes.channel = "post" if goes.channel == "email" else goes.channel
        goes.email = None
        db.flush()
