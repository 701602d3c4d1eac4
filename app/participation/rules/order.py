"""The order in which one person sees the answers of a vote with dots."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from hashlib import sha256
from typing import TypeVar
from uuid import UUID

T = TypeVar("T")


def shuffled(rows: Sequence[T], person: UUID, key: Callable[[T], UUID]) -> list[T]:
    """The rows in an order that is this person's own, and the same each time they look.

    What stands first gets more dots, so it is another answer for everybody.
    """
    return sorted(rows, key=lambda row: sha256(person.bytes + key(row).bytes).digest())
