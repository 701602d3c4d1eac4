"""How an item of the framework was called over the years, in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Protocol
from uuid import UUID

SAME, RENAMED, ADDED, REMOVED = "same", "renamed", "added", "removed"


class Moment(Protocol):
    """What an item was called in one edition of the framework; the key of the edition is a year."""

    @property
    def framework_id(self) -> UUID: ...  # noqa: D102 - told by the class
    @property
    def framework_key(self) -> str: ...  # noqa: D102
    @property
    def label(self) -> str | None: ...  # noqa: D102
    @property
    def change(self) -> str | None: ...  # noqa: D102
    @property
    def note(self) -> str: ...  # noqa: D102


@dataclass
class TermLine:
    """One name and the years that had it; `said` is the sentence about the first of them."""

    said: str
    note: str
    label: str | None
    stayed: list[str] = field(default_factory=list)
    is_ours: bool = False

    @property
    def words(self) -> str:
        """The whole line."""
        stayed = f"That stayed in {listed(self.stayed)}." if self.stayed else ""
        return " ".join(part for part in (self.said, stayed, self.note) if part)


@dataclass(frozen=True)
class TermHistory:
    """The names of an item, oldest first; one line is `ours` when our framework has the item."""

    lines: list[TermLine]

    @property
    def has_ours(self) -> bool:
        """Whether the framework that we use has the item."""
        return any(line.is_ours for line in self.lines)


def history_of(moments: Iterable[Moment], ours: UUID | None) -> TermHistory:
    """The history of one item from its moments, oldest first; `ours` is the framework we use."""
    lines: list[TermLine] = []
    for moment in moments:
        if moment.change == SAME and lines:
            lines[-1].stayed.append(moment.framework_key)
        else:
            came_before = any(line.label for line in lines)
            lines.append(TermLine(_said(moment, came_before), moment.note, moment.label))
        if moment.label and moment.framework_id == ours:
            lines[-1].is_ours = True
    return TermHistory(lines)


def listed(words: list[str]) -> str:
    """Words as people list them: `2017, 2020 and 2021`."""
    return " and ".join(part for part in (", ".join(words[:-1]), words[-1]) if part)


def _said(moment: Moment, came_before: bool) -> str:  # noqa: FBT001 - two facts of one sentence
    year, name = moment.framework_key, f"“{moment.label}”"
    if moment.label is None:
        return f"In {year} it was left out."
    match moment.change:
        case "renamed":
            return f"In {year} it got a new name, {name}."
        case "added" if came_before:
            return f"In {year} it came back, as {name}."
        case "added":
            return f"In {year} it came in, as {name}."
    return f"In {year} it was called {name}."
