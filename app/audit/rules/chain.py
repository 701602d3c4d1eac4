"""The chain of hashes in which rows of the record are sealed.

Each hash is made of the hash before and of all that a row says, so that a row that was changed,
left out, put in or put elsewhere breaks the chain there.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from uuid import UUID

# What the first row is chained to.
BEGINNING = bytes(32)


@dataclass(frozen=True)
class Said:
    """All that a row of the record says."""

    id: UUID
    at: datetime
    by: str
    actor_id: UUID | None
    whom_id: UUID | None
    deed: str
    readers: str
    cohort_id: UUID | None
    things: Mapping[str, object]
    facts: Mapping[str, object]


@dataclass(frozen=True)
class Head:
    """The last sealed row: whoever notes it can tell later whether any row up to it was touched."""

    number: int
    hash: bytes

    def __str__(self) -> str:
        """The head as it is noted down: a number and a hash in letters."""
        return f"{self.number}:{self.hash.hex()}"


def next_hash(before: bytes, number: int, said: Said) -> bytes:
    """The hash of a row, behind another one."""
    return sha256(before + _canonical(number, said)).digest()


def read_head(text: str) -> Head | None:
    """A head that somebody noted down; None when it is none."""
    number, _, letters = text.strip().partition(":")
    try:
        found = Head(int(number), bytes.fromhex(letters))
    except ValueError:
        return None
    return found if len(found.hash) == len(BEGINNING) and found.number >= 0 else None


def _canonical(number: int, said: Said) -> bytes:
    """The row in one way of writing it, whichever program wrote it."""
    facts = {
        "number": number,
        "id": str(said.id),
        "at": said.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "by": said.by,
        "actor": _id(said.actor_id),
        "whom": _id(said.whom_id),
        "deed": said.deed,
        "readers": said.readers,
        "cohort": _id(said.cohort_id),
        "things": dict(said.things),
        "facts": dict(said.facts),
    }
    return json.dumps(facts, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode()


def _id(found: UUID | None) -> str | None:
    return str(found) if found else None
