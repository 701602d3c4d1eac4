"""How pictures and recordings are dealt out to files that are small enough to bring elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from uuid import UUID

from app.kit.cleaning import LARGEST
from app.reflections.rules.export.belongings import TakenFile

MOST_BYTES = LARGEST
MOST_FILES = 40
"""In one part: each is cleaned again where it is brought in, and that takes a moment."""


def parts_of(files: Iterable[TakenFile]) -> Sequence[Sequence[UUID]]:
    """Their ids in parts, in their order; each holds at least one."""
    parts = list[list[UUID]]()
    room = 0
    for one in files:
        if not parts or one.size > room or len(parts[-1]) == MOST_FILES:
            parts.append([])
            room = MOST_BYTES
        parts[-1].append(one.id)
        room -= one.size
    return parts
