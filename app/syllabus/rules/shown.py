"""An edition as its readers meet it: one shape for what is written and for what is loaded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

# The key of the card that says what its shelf is for; no author can write such a key.
INTRO = "*"


@dataclass(frozen=True)
class ShownStep:
    """One step; `facts` are its other values by name, `text` is its HTML."""

    key: str
    title: str
    facts: Mapping[str, Any]
    text: str


@dataclass(frozen=True)
class ShownModule:
    """One module with its steps in order."""

    key: str
    number: int
    title: str
    facts: Mapping[str, Any]
    steps: list[ShownStep]


@dataclass(frozen=True)
class ShownCard:
    """One card of the library."""

    kind: str
    key: str
    title: str
    data: Mapping[str, Any]


@dataclass(frozen=True)
class ShownEdition:
    """One edition with its modules in order and its library."""

    facts: Mapping[str, Any]
    modules: list[ShownModule]
    cards: list[ShownCard]


def opening_in_words(days: int | None, *, after_session: bool) -> str:
    """When something opens, for a list of differences."""
    parts = [f"{days} days after the first day"] if days else []
    if after_session:
        parts.append("after the session")
    return " and ".join(parts) or "from the beginning"
