"""Made-up courses, as far as their opening goes, and what is open in them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from app.progress.rules import AT_ONCE, Opening, Release, Standpoint, release

LONDON = "Europe/London"
FIRST_DAY = date(2026, 11, 30)


@dataclass(frozen=True)
class Step:
    """A step, as far as its opening goes."""

    key: str
    opening: Opening = AT_ONCE
    is_seen: bool = False
    is_done: bool = False

    @property
    def title(self) -> str:
        """What people read."""
        return f"Title of {self.key}"


@dataclass(frozen=True)
class Module:
    """A module, as far as its opening goes."""

    key: str
    number: int = 1
    opening: Opening = AT_ONCE
    session_ends_at: datetime | None = None
    is_unlocked: bool = False
    steps: tuple[Step, ...] = (Step("only"),)

    title = "Listening"

    @property
    def is_seen(self) -> bool:
        """Whether any step was opened."""
        return any(step.is_seen for step in self.steps)

    @property
    def is_done(self) -> bool:
        """Whether every step is done."""
        return all(step.is_done for step in self.steps)


Course = tuple[Module, ...]


def at(now: datetime, zone: str = LONDON, *, always: bool = False) -> Standpoint:
    return Standpoint(now, FIRST_DAY, zone, is_always_open=always)


def states(course: Course, seen_from: Standpoint) -> dict[tuple[str, str], Release]:
    """What is open and what is not, by module and step; the module itself has no step."""
    found: dict[tuple[str, str], Release] = {}
    for module in course:
        door = release.of_module(module, course, seen_from)
        found[module.key, ""] = door
        for step in module.steps:
            found[module.key, step.key] = release.of_step(
                step, module.steps, module=module, module_release=door, at=seen_from
            )
    return found
