"""Looking for somebody by a part of their name."""

from __future__ import annotations

LONGEST_SOUGHT = 60


def clean_sought(typed: str) -> str:
    """A part of a name as it is looked for: one space between words, nothing the store refuses."""
    return " ".join(typed.replace("\0", "").split())[:LONGEST_SOUGHT]
