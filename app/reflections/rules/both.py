"""Two texts of one draft, written on two devices, put together without losing a word."""

from __future__ import annotations


def in_one(here: str, other: str) -> str:
    """Both texts one below the other; one of them alone when it holds the other."""
    first, second = here.strip(), other.strip()
    if second in first:
        return here
    if first in second:
        return other
    return f"{here.rstrip()}\n\n{other.lstrip()}"
