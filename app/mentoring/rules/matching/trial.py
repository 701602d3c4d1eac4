"""What a change by hand brings with it, looked at before it is made."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from app.mentoring.rules.matching.deferred import Pairs, blocking_pairs, gladness
from app.mentoring.rules.matching.wishes import Field


@dataclass(frozen=True)
class Trial:
    """What would be different: people by their numbers in the field."""

    # Pairs that would be let go, to make room.
    lost: Pairs
    # People who have somebody now, and would have nobody.
    alone: frozenset[int]
    # Two who would then both rather have each other, and two who do now and would not any more.
    arise: Pairs
    settle: Pairs


def try_pair(field: Field, pairs: Iterable[tuple[int, int]], one: int, two: int) -> Trial:
    """What it means to pair these two, who fit.

    Whoever has no room left for it lets go of the one whom they would miss least.
    """
    before = set(pairs)
    lost = {
        pair
        for person, other in ((one, two), (two, one))
        if (pair := _let_go(field, before, person, other)) is not None
    }
    return _compare(field, before, (before - lost) | {(one, two)}, lost)


def try_without(field: Field, pairs: Iterable[tuple[int, int]], pair: tuple[int, int]) -> Trial:
    """What it means to take a pair out."""
    before = set(pairs)
    return _compare(field, before, before - {pair}, {pair} & before)


def _let_go(field: Field, pairs: Pairs, person: int, other: int) -> tuple[int, int] | None:
    """The pair that somebody gives up so that there is room for one more; None: there is room."""
    held = sorted(pair for pair in pairs if person in pair and other not in pair)
    if len(held) < field.people[person].room:
        return None
    return max(held, key=lambda pair: gladness(field, person, sum(pair) - person))


def _compare(field: Field, before: Pairs, after: Pairs, lost: Pairs) -> Trial:
    blocked, blocks = blocking_pairs(field, before), blocking_pairs(field, after)
    had = {number for pair in before for number in pair}
    have = {number for pair in after for number in pair}
    return Trial(lost, frozenset(had - have), blocks - blocked, blocked - blocks)
