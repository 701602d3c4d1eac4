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

    def steady(self, told: Mapping[str, Any] | None) -> Counted:
        """The same, moved from the numbers last published only where eight people differ.

        What was not counted then was told as none. Nobody reads that more people have done a step
        than there are.
        """
        if told is None:
            return self
        before: Mapping[str, int] = told["steps"]
        people = steady_count(self.people, told["people"])
        steps = [
            CountedStep(
                step.key,
                step.module,
                step.title,
                min(people, steady_count(step.done, before.get(step.key, 0))),
            )
            for step in self.steps
        ]
        blocked: Mapping[str, int] = told.get("blocks", {})
        blocks = {
            word: min(people, steady_count(number, blocked.get(word, 0)))
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


def steady_counts(now: Mapping[str, int], told: Mapping[str, int]) -> dict[str, int]:
    """Numbers that are published again, each moved only where eight people make the difference."""
    return {key: steady_count(number, told.get(key)) for key, number in now.items()}
