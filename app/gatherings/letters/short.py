"""Letters about sessions as texts for a phone."""

from __future__ import annotations

from app.post.rules.short import LONGEST_SHORT, both_in_one_text, cut, in_one_text

__all__ = ["LONGEST_SHORT", "both_in_one_text", "cut", "in_one_text", "short_title"]

LONGEST_TITLE_HERE = 70


def short_title(title: str) -> str:
    """A title that leaves room for the rest of a text."""
    return cut(title, LONGEST_TITLE_HERE)
