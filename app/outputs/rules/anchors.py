"""Short names for the parts of a frozen page, so that anybody can link to one of them.

They count the parts of each kind, so they are the same in every language, and stay as they are for
as long as the edition does.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from app.kit.document import Block, Heading

# For each kind of part: the letter of its name, and what it is called.
KINDS: dict[str, tuple[str, str]] = {
    "heading": ("s", "part"),
    "quote": ("q", "quote"),
    "story": ("t", "story"),
    "chart": ("f", "figure"),
    "table": ("f", "figure"),
    "picture": ("f", "figure"),
}
DEEPEST_LISTED = 2
FEWEST_LISTED = 2


@dataclass(frozen=True)
class Mark:
    """A part that can be linked to: its name in the address, and what it is called."""

    anchor: str
    words: str


@dataclass(frozen=True)
class Listed:
    """A line of the contents."""

    anchor: str
    text: str
    level: int


def marks_of(blocks: Sequence[Block]) -> list[Mark | None]:
    """For each block of a page its mark; None for running text, which has none of its own."""
    counted = Counter[str]()
    marks: list[Mark | None] = []
    for block in blocks:
        letter, words = KINDS.get(block.kind, ("", ""))
        counted[letter] += 1
        number = counted[letter]
        marks.append(Mark(f"{letter}{number}", f"{words} {number}") if letter else None)
    return marks


def contents_of(blocks: Sequence[Block]) -> list[Listed]:
    """The headings of a page that are worth going to; none where one would see them all at once."""
    found = [
        Listed(mark.anchor, block.text, block.level)
        for block, mark in zip(blocks, marks_of(blocks), strict=True)
        if isinstance(block, Heading) and mark and block.level <= DEEPEST_LISTED
    ]
    return found if len(found) >= FEWEST_LISTED else []
