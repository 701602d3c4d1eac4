"""Easy Read: short lines, one thought each, beside a picture; written by a person."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from app.kit.plain import plain_letters

MOST_LINES = 80
LONGEST_LINE = 200
MOST_WORDS = 15
"""More words than this in one sentence are hard to read; it is said, and not refused."""
BORROWED = 5
"""So many words in a row that somebody said are theirs."""

# Drawings of our own: a word for each, and what it shows.
SYMBOLS: dict[str, str] = {
    "people": "People",
    "talk": "People talk",
    "heart": "A heart: being well",
    "house": "A house: home, or a surgery",
    "tree": "A tree: outdoors",
    "cup": "A cup: a break together",
    "clock": "A clock: time",
    "question": "A question mark",
    "pen": "A pen: writing",
    "phone": "A telephone",
    "numbers": "Bars: numbers",
    "hand": "A hand: help",
}


@dataclass(frozen=True)
class Line:
    """One line of an Easy Read edition; `source` is whose words it uses, if anybody's."""

    text: str
    is_heading: bool = False
    symbol: str = ""
    source: UUID | None = None


def longest_sentence(text: str) -> int:
    """How many words the longest sentence of a line has."""
    return max((len(one.split()) for one in re.split(r"[.!?:;]+", text)), default=0)


def borrows(text: str, words: str) -> bool:
    """Whether a line takes five or more words in a row from somebody's words."""
    mine, theirs = _bare(text), f" {' '.join(_bare(words))} "
    runs = (mine[at : at + BORROWED] for at in range(len(mine) - BORROWED + 1))
    return any(f" {' '.join(run)} " in theirs for run in runs)


def borrowed(lines: Iterable[Line], said: Iterable[tuple[UUID, str]]) -> list[int]:
    """The places, counted from 0, of lines that use somebody's words and do not say whose."""
    quotes = list(said)
    return [
        place
        for place, line in enumerate(lines)
        if any(line.source != source and borrows(line.text, words) for source, words in quotes)
    ]


def _bare(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", plain_letters(text).casefold())
