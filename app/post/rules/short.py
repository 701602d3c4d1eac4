"""Texts for a phone: two parts of a message at most."""

from __future__ import annotations

from app.post.rules import SIGN_IN_LINK
from app.post.rules.own_links import with_own_links

# Two parts of a text message hold this much.
LONGEST_SHORT = 306
# What the address of a signed link takes, once it is there.
ROOM_FOR_LINK = "x" * 130
CUT = "…"


def in_one_text(words: str, end: str = "") -> str:
    """A text that fits: `words` are cut at a space where they must be, `end` never is.

    So what matters most stands first in `words`, and an address in `end`.
    """
    return cut(words, room_before(end)) + _after(end)


def room_before(end: str) -> int:
    """How many characters fit into a text before this end, with its links written out."""
    after = _after(end).replace(SIGN_IN_LINK, ROOM_FOR_LINK)
    return LONGEST_SHORT - len(with_own_links(after, lambda _: ROOM_FOR_LINK))


def both_in_one_text(first: str, short: str) -> str:
    """A text with a sentence before it, where both fit; else the text, which says what matters."""
    both = f"{first} {short}"
    return both if len(both) <= LONGEST_SHORT else short


def cut(words: str, longest: int) -> str:
    """Words on one line, at most so many characters, with a mark where something is left out."""
    line = " ".join(words.split())
    if len(line) <= longest:
        return line
    kept = line[: longest - len(CUT)]
    at_a_space = kept.rpartition(" ")[0]
    return (at_a_space or kept).rstrip(" ,.;:") + CUT


def _after(end: str) -> str:
    return f" {end}" if end else ""
