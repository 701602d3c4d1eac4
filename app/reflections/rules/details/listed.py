"""Sets of words that are written down as a paragraph, which is easier to read and to add to."""

from __future__ import annotations


def listed(paragraph: str) -> frozenset[str]:
    """The words of a paragraph."""
    return frozenset(paragraph.split())
