"""Accounts that were made one after a backup are made one again when it is brought back."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from app.kit.errors import Refusal
from app.people.models import Person
from app.rights.actions.ledger import append_line, moment_of
from app.rights.actions.merge import merge_people
from app.rights.actions.merging.ways import Kept

# In the data folder.
MERGES = "merges.jsonl"


@dataclass(frozen=True)
class Made:
    """That an account went into another, and when; ids and a time, nothing else."""

    goes: UUID
    stays: UUID
    at: datetime


def note_merge(data_dir: Path, made: Made) -> None:
    """Write it into the ledger beside the database, once it is done.

    Done first: a line of two who were never made one would make them one at a restore. So a crash
    between the two leaves it to the database alone to know.
    """
    told = {"goes": str(made.goes), "stays": str(made.stays), "at": made.at.isoformat()}
    append_line(data_dir / MERGES, told)


def merge_of(told: Mapping[str, Any]) -> Made:
    """What a line of the ledger says. Raises: ValueError, KeyError, TypeError."""
    return Made(UUID(told["goes"]), UUID(told["stays"]), moment_of(told["at"]))


def into_erased(made: Iterable[Made], erased: Container[UUID]) -> dict[UUID, UUID]:
    """Accounts that went, perhaps by way of others, into one that was erased: each with that."""
    into = {one.goes: one.stays for one in sorted(made, key=lambda one: one.at)}
    found: dict[UUID, UUID] = {}
    for goes, first in into.items():
        # Two may have gone into each other in turn, when a restore brought one back between.
        end, passed = first, {goes}
        while end not in erased and end in into and end not in passed:
            passed.add(end)
            end = into[end]
        if end in erased and end != goes:
            found[goes] = end
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
