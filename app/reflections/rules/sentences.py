"""How a text falls into sentences: those that its author can offer, and rough ones at less cost."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True)
class Slice:
    """A part of a text: `text` is exactly the characters from `start` up to `end`."""

    start: int
    end: int
    text: str


# A sentence may end here when a space follows ...
ENDERS = ".!?…؟۔।॥։።‼⁇⁈⁉"
# ... and here in any case, since these scripts put no space after it.
FULL_ENDERS = "。！？｡．"
CLOSERS = "\"'”’»›)]}）」』】〉》＂＇"
# A full stop after one of these is not an end.
SHORTENED = frozenset(
    ("dr", "mr", "mrs", "ms", "mx", "prof", "rev", "st", "vs", "approx", "e.g", "i.e", "eg", "ie")
)
LONGEST_SHORTENED = 12
STOP = "."


def sentences(text: str) -> list[Slice]:
    """The sentences and lines of a text, in order: exact slices that leave out only white space.

    Works by plain rules for any script; a text without sentence ends is one slice a line.
    """
    found = list[Slice]()
    start = 0
    for end in _cuts(text):
        first, last = start, end
        while first < last and text[first].isspace():
            first += 1
        while last > first and text[last - 1].isspace():
            last -= 1
        if first < last:
            found.append(Slice(first, last, text[first:last]))
        start = end
    return found


# The space after a sentence belongs to it; looks at each sign once.
_ROUGH_ENDS = re.compile(r"(?<=[.!?…؟۔।॥։።\"'”’»)\]])\s+|\n+|(?<=[。！？｡．])")


def rough_sentences(text: str) -> Iterator[tuple[int, int]]:
    """Where sentences and lines begin and end, in any script; together they are the whole text.

    Knows no short forms, so that “Dr” ends one too: for looking at a text, not for quoting it.
    """
    ends = [0, *(end.end() for end in _ROUGH_ENDS.finditer(text)), len(text)]
    return pairwise(ends)


LAST_WORD = re.compile(r"[^\s(\[“\"'‘]*$")
MAY_END = re.compile(f"[\n\v\f\r\x1c-\x1e\x85\u2028\u2029]|[{re.escape(ENDERS + FULL_ENDERS)}]+")


def _cuts(text: str) -> Iterator[int]:
    """Where the text is cut, from left to right; the last cut is its end."""
    at = 0
    while match := MAY_END.search(text, at):
        at = match.end()
        if match[0].isspace():
            yield at
            continue
        at = _past_closers(text, at)
        if _is_end(text, match, at):
            yield at
    yield len(text)


def _past_closers(text: str, at: int) -> int:
    """The place after closing quotes and brackets, and signs that join the one before."""
    while at < len(text) and (text[at] in CLOSERS or unicodedata.category(text[at])[0] == "M"):
        at += 1
    return at


def _is_end(text: str, match: re.Match[str], at: int) -> bool:
    """Whether the sign that was found, with its closers up to `at`, ends a sentence."""
    if at == len(text):
        return True
    if match[0][-1] in FULL_ENDERS:
        return True
    if not text[at].isspace():
        return False
    return match[0] != STOP or not _is_shortened(text, match.start())


def _is_shortened(text: str, stop: int) -> bool:
    """Whether the word before a full stop is a known short form or somebody's initial."""
    word = LAST_WORD.search(text[max(0, stop - LONGEST_SHORTENED) : stop])
    before = word[0] if word else ""
    is_initial = len(before) == 1 and before.isupper() and before != "I"
    return is_initial or before.lower() in SHORTENED
