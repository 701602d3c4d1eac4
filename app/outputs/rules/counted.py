"""The exact numbers of a report, as a build keeps them: never shown, only compared with later."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from app.kit.small_numbers import steady_count


@dataclass(frozen=True)
class CountedStep:
    """How many people have done one step; `key` is its place in the course."""

    key: str
    module: str
    title: str
    done: int


@dataclass(frozen=True)
class Counted:
    """How many people are in a cohort, and have done each step of its course, in order.

    `blocks`: how many say that something is in the way of a pledge of theirs, by its word.
    """

    people: int
    steps: Sequence[CountedStep]
    blocks: Mapping[str, int] = field(default_factory=dict)

    def steady(self, told: Sequence[Mapping[str, Any]]) -> Counted:
        """The same, moved from the numbers told before only where eight people differ.

        `told`: what `kept` gave each time, the newest last. What was not counted then was told as
        none. Nobody reads that more people have done a step than there are.
        """
        if not told:
            return self
        people = steady_count(self.people, [one["people"] for one in told])
        steps = [
            CountedStep(
                step.key,
                step.module,
                step.title,
                min(people, steady_count(step.done, _told_of(step.key, "steps", told))),
            )
            for step in self.steps
        ]
        blocks = {
            word: min(people, steady_count(number, _told_of(word, "blocks", told)))
            for word, number in self.blocks.items()
        }
        return Counted(people, steps, blocks)

    def kept(self) -> dict[str, Any]:
        """The numbers alone, to be compared with when they are published again."""
        return {
            "people": self.people,
            "steps": {step.key: step.done for step in self.steps},
            "blocks": dict(self.blocks),
        }

    def modules(self) -> list[dict[str, Any]]:
        """The steps by module; a module that nobody has begun has nothing to show yet."""
        found: dict[str, list[CountedStep]] = {}
        for step in self.steps:
            found.setdefault(step.module, []).append(step)
        return [
            {"title": module, "steps": [[step.title, step.done] for step in steps]}
            for module, steps in found.items()
            if any(step.done for step in steps)
        ]


def steady_counts(now: Mapping[str, int], told: Sequence[Mapping[str, int]]) -> dict[str, int]:
    """Numbers that are published again, each moved only where eight people make the difference.

    `told`: what they were published from each time, the newest last.
    """
    return {
        key: steady_count(number, [one[key] for one in told if key in one])
        for key, number in now.items()
    }


def _told_of(key: str, part: str, told: Sequence[Mapping[str, Any]]) -> list[int]:
    """What one number was told from each time; none where it was not counted."""
    return [one.get(part, {}).get(key, 0) for one in told]
