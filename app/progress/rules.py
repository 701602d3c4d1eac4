"""When a step is done and by which rule, and where a person carries on."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, TypeVar

MARKED = "marked"
ANSWERED = "answered"
WROTE = "wrote"

REFLECTION = "reflection"
KNOWLEDGE_CHECK = "knowledge_check"


@dataclass(frozen=True)
class Rule:
    """A way for a step to become done; a rule that changes its meaning gets the next version."""

    name: str
    version: int


RULES = {
    MARKED: Rule(MARKED, 1),
    ANSWERED: Rule(ANSWERED, 1),
    WROTE: Rule(WROTE, 1),
}

DONE_BY: dict[str, frozenset[str]] = {
    "read": frozenset({MARKED}),
    "watch": frozenset({MARKED}),
    "case_study": frozenset({MARKED}),
    "activity": frozenset({MARKED}),
    "poll": frozenset({MARKED}),
    KNOWLEDGE_CHECK: frozenset({ANSWERED}),
    REFLECTION: frozenset({WROTE, MARKED}),
}

KINDS = {
    "read": "Read",
    "watch": "Watch or listen",
    "case_study": "A true story",
    "activity": "Something to do",
    "poll": "A question to everyone",
    KNOWLEDGE_CHECK: "Questions",
    REFLECTION: "Reflect",
}

# What a person said when they marked a step; the reflective log itself is never evidence.
SAID_DONE = {"said": "done"}
SAID_DONE_ELSEWHERE = {"said": "done on paper or by talking"}
HAS_WRITTEN = {"happened": "a reflection was saved from this step"}


class Stop(Protocol):
    """A step on a person's way, as far as the rules need to know it."""

    @property
    def minutes(self) -> int:
        """How long the step takes."""
        ...

    @property
    def visited_at(self) -> datetime | None:
        """The last visit in UTC; None: never opened."""
        ...

    @property
    def done_at(self) -> datetime | None:
        """When the step was done, in UTC; None: not yet."""
        ...


class Course(Protocol):
    """A person's way through one cohort's course, as far as the rules need to know it."""

    @property
    def is_finished(self) -> bool:
        """Whether every step is done."""
        ...

    @property
    def visited_at(self) -> datetime | None:
        """The last visit to any step, in UTC; None: never opened."""
        ...


S = TypeVar("S", bound=Stop)
C = TypeVar("C", bound=Course)


def rule_for(kind: str, name: str) -> Rule | None:
    """The rule of this name, if it can make a step of this kind done."""
    return RULES[name] if name in DONE_BY.get(kind, {MARKED}) else None


def evidence_of_mark(kind: str) -> dict[str, str]:
    """What is kept when a person says that a step of this kind is done."""
    return SAID_DONE_ELSEWHERE if kind == REFLECTION else SAID_DONE


def is_answered(questions: Collection[str], tried: Iterable[str]) -> bool:
    """Whether every question has at least one try, right or wrong."""
    return bool(questions) and set(questions) <= set(tried)


def is_new_try(option: str, *, latest: str | None, is_asked_for: bool) -> bool:
    """Whether a chosen option is a try: it was sent to be checked, or it is not the last one."""
    return is_asked_for or option != latest


def resume(stops: Sequence[S]) -> S | None:
    """Where to carry on: the last visited step not done, else the first not done, else None."""
    open_stops = [stop for stop in stops if stop.done_at is None]
    visited = [(stop.visited_at, stop) for stop in open_stops if stop.visited_at is not None]
    if visited:
        # Of two visits at the same moment, max() takes the first: the earlier step.
        return max(visited, key=lambda pair: pair[0])[1]
    return open_stops[0] if open_stops else None


def carry_on(courses: Sequence[C]) -> C | None:
    """Of several courses the one to carry on with: not finished, if any is, and visited last.

    Of those that nobody has begun it is the first.
    """
    left = [course for course in courses if not course.is_finished] or courses
    visited = [(course.visited_at, course) for course in left if course.visited_at is not None]
    if visited:
        return max(visited, key=lambda pair: pair[0])[1]
    return left[0] if left else None


def minutes_left(stops: Iterable[Stop]) -> int:
    """How long the steps that are not done take together."""
    return sum(stop.minutes for stop in stops if stop.done_at is None)
