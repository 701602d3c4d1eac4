"""Finds what is there twice where each must differ."""

from __future__ import annotations

from collections.abc import Sequence

from app.syllabus.rules.faults import Remark


def repeated(values: Sequence[object]) -> list[int]:
    """The places of the values that stood earlier in the list already."""
    return [place for place, value in enumerate(values) if value in values[:place]]


def twice(thing: str, key: str, line: int) -> Remark:
    """The remark on a key that something of the same kind has already."""
    what = f"Another {thing} here has the key '{key}' already."
    return Remark(line, what, f"Give this {thing} a key of its own.")
