"""What has changed from one run of the matching to the next, in words."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

Two = frozenset[UUID]

NEW, GONE, JOINED, LEFT = "new", "gone", "joined", "left"


@dataclass(frozen=True)
class Outcome:
    """What a run came to: its pairs, who was left without anybody, and whom it asked."""

    pairs: frozenset[Two]
    left: frozenset[UUID]
    asked: frozenset[Two] = frozenset()

    @property
    def people(self) -> frozenset[UUID]:
        """Everybody who took part."""
        return self.left | {one for two in self.pairs for one in two}

    def with_whom(self, person: UUID) -> frozenset[UUID]:
        """Everybody whom somebody was paired with."""
        return frozenset(one for two in self.pairs if person in two for one in two - {person})


@dataclass(frozen=True)
class Change:
    """One thing that is different: two people who are a pair now or are no more, or one person."""

    kind: str
    people: tuple[UUID, ...]


@dataclass(frozen=True)
class Compared:
    """How many pairs are the same, and all that is different, always in the same order."""

    same: int
    changes: Sequence[Change]

    def number(self, kind: str) -> int:
        """How many changes of a kind."""
        return sum(change.kind == kind for change in self.changes)


def compare(before: Outcome, after: Outcome) -> Compared:
    """What is different, whichever of a pair is named first."""
    new, gone = after.pairs - before.pairs, before.pairs - after.pairs
    # Whoever is in a new pair, or in one that is no more, is told of there.
    told = {one for two in new | gone for one in two}
    changes = [
        *_pairs(GONE, gone),
        *_pairs(NEW, new),
        *_people(JOINED, after.people - before.people - told),
        *_people(LEFT, before.people - after.people - told),
    ]
    return Compared(len(before.pairs & after.pairs), changes)


def say_change(
    change: Change, before: Outcome, after: Outcome, names: Mapping[UUID, str]
) -> list[str]:
    """Why it is different, as sentences; a no is nobody's to read, so none is told here."""
    if change.kind == JOINED:
        return ["They take part for the first time since."]
    if change.kind == LEFT:
        return ["They do not take part any more, or have no room."]
    if change.kind == GONE and frozenset(change.people) in before.asked:
        return ["They have been asked since."]
    tell, then = (_before, before) if change.kind == NEW else (_after, after)
    others = set(change.people)
    return [
        tell(names[one], [names[other] for other in then.with_whom(one) - others], one, then)
        for one in change.people
    ]


def _after(name: str, others: Sequence[str], person: UUID, after: Outcome) -> str:
    if others:
        return f"{name} would now walk with {_and(others)}."
    if person in after.left:
        return f"{name} is left without anybody this time."
    return f"{name} does not take part any more."


def _before(name: str, others: Sequence[str], person: UUID, before: Outcome) -> str:
    if others:
        return f"Before, it was {name} and {_and(others)}."
    if person in before.left:
        return f"Before, {name} was left without anybody."
    return f"{name} takes part for the first time since."


def _and(names: Sequence[str]) -> str:
    return " and ".join(sorted(names))


def _pairs(kind: str, pairs: Collection[Two]) -> list[Change]:
    return [Change(kind, two) for two in sorted(_ordered(two) for two in pairs)]


def _ordered(two: Two) -> tuple[UUID, ...]:
    return tuple(sorted(two))


def _people(kind: str, people: Collection[UUID]) -> list[Change]:
    return [Change(kind, (one,)) for one in sorted(people)]
