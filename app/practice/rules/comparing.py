"""Which answers of different looks are about the same thing, and so stand beside each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from app.practice.rules.looks import Scores

SAME = "same"


@dataclass(frozen=True)
class Asked:
    """One question as it was asked: the framework item, its name then, and the words."""

    item: str
    part: str
    label: str
    ask: str


@dataclass(frozen=True)
class FrameworkStep:
    """An edition of the framework, and what became of each item since the edition before."""

    framework_id: UUID
    name: str
    changes: Mapping[str, str]


@dataclass(frozen=True)
class Look:
    """What was asked at one moment, in which edition of the framework, and the answers."""

    moment: str
    framework_id: UUID
    asked: Sequence[Asked]
    scores: Scores


@dataclass
class Line:
    """One question and its answers by moment; `only` says why it has no others beside it."""

    asked: Asked
    looks: dict[str, Look] = field(default_factory=dict)
    only: str = ""

    @property
    def points(self) -> dict[str, int]:
        """The numbers by moment."""
        found = {key: look.scores.get(self.asked.item) for key, look in self.looks.items()}
        return {key: score for key, score in found.items() if score is not None}


def lines_of(looks: Sequence[Look], story: Sequence[FrameworkStep]) -> list[Line]:
    """The questions of all looks, each with the answers that can be compared.

    `looks` come oldest first, `story` from the oldest edition of the framework to the newest. Two
    answers stand on one line only when every edition from one to the other says that the item is
    the same, and when it was asked in the same words. Others have a line of their own.
    Source: the issue, “compared across editions only on items that are the same”.
    """
    lines: list[Line] = []
    for look in reversed(looks):
        for asked in look.asked:
            line = next((one for one in lines if _goes_on(one, look, asked, story)), None)
            if line is None:
                line = Line(asked)
                lines.append(line)
            line.looks[look.moment] = look
    for line in lines:
        line.only = _why_alone(line, looks, story)
    return lines


def _goes_on(line: Line, look: Look, asked: Asked, story: Sequence[FrameworkStep]) -> bool:
    """Whether this answer is about the same as those that stand on the line already."""
    other = next(iter(line.looks.values()))
    is_asked_alike = (line.asked.item, line.asked.ask) == (asked.item, asked.ask)
    return is_asked_alike and is_same(asked.item, look.framework_id, other.framework_id, story)


def is_same(item: str, one: UUID, other: UUID, story: Sequence[FrameworkStep]) -> bool:
    """Whether an item is the same in two editions of the framework, and in all between them."""
    if one == other:
        return True
    order = [step.framework_id for step in story]
    if one not in order or other not in order:
        return False
    first, last = sorted((order.index(one), order.index(other)))
    return all(step.changes.get(item) == SAME for step in story[first + 1 : last + 1])


def _why_alone(line: Line, looks: Sequence[Look], story: Sequence[FrameworkStep]) -> str:
    """Why some looks have no answer on this line, though they had this item; else empty."""
    apart = [
        look
        for look in looks
        if look.moment not in line.looks
        and any(asked.item == line.asked.item for asked in look.asked)
    ]
    if not apart:
        return ""
    own = next(iter(line.looks.values())).framework_id
    names = {step.framework_id: step.name for step in story}
    if any(look.framework_id != own for look in apart):
        return f"As asked in the {names.get(own, 'framework of then').lower()}. Not to be compared."
    return "The question had other words then, so the answers are not compared."
