"""What changed between two editions of the framework, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from app.library.rules.terms import ADDED, REMOVED, RENAMED, SAME, listed

# An item that an earlier edition had, but not the one before.
AGAIN = "again"
# What a change is called beside an item; what stayed the same needs no word.
TAGS = {ADDED: "New", AGAIN: "Listed again", RENAMED: "New name", REMOVED: "Left out"}
_WORDS = {
    SAME: ("is the same", "are the same"),
    RENAMED: ("has a new name", "have new names"),
    ADDED: ("is new", "are new"),
    AGAIN: ("is listed again", "are listed again"),
    REMOVED: ("is left out", "are left out"),
}


def say_changes(kinds: Iterable[str], before: str) -> str:
    """What became of the items since the edition `before`, counted, in one sentence."""
    counts = Counter(kinds)
    told = [
        f"{counts[kind]} {one if counts[kind] == 1 else many}"
        for kind, (one, many) in _WORDS.items()
        if counts[kind]
    ]
    return f"Since {before}: {listed(told)}." if told else ""
