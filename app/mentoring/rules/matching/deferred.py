"""Stable matching by deferred acceptance: one side asks, the other holds the best who asked.

Source: Gale and Shapley, College Admissions and the Stability of Marriage (1962); with room for
several on both sides: Roth, Stability and Polarization of Interests in Job Matching (1984).
"""

from __future__ import annotations

from bisect import insort
from collections import deque
from collections.abc import Iterable

from app.mentoring.rules.matching.wishes import Field, Rank

Pairs = set[tuple[int, int]]


def stable_pairs(field: Field) -> Pairs:
    """Pairs (who asked, who answered) such that no two would both rather have each other.

    Among all such it is the best for everybody who asks.
    """
    held: dict[int, list[tuple[Rank, int]]] = {number: [] for number in field.answering}
    asked = dict.fromkeys(field.proposing, 0)
    room = {number: field.people[number].room for number in field.proposing}
    waiting = deque(field.proposing)
    while waiting:
        person = waiting.popleft()
        wishes = field.lists[person]
        while room[person] and asked[person] < len(wishes):
            other = wishes[asked[person]]
            asked[person] += 1
            holds = held[other]
            insort(holds, (field.rank(other, person), person))
            room[person] -= 1
            if len(holds) > field.people[other].room:
                _, sent_away = holds.pop()
                room[sent_away] += 1
                if sent_away != person:
                    waiting.append(sent_away)
    return {(person, other) for other, holds in held.items() for _, person in holds}


def blocking_pairs(field: Field, pairs: Iterable[tuple[int, int]]) -> Pairs:
    """Pairs (who would ask, who would answer) that would both rather have each other than this.

    Each has room left for the other, or would give up somebody for them.
    """
    of: dict[int, list[int]] = {number: [] for number in range(len(field.people))}
    for one, two in pairs:
        of[one].append(two)
        of[two].append(one)
    found = set()
    for person, wishes in field.lists.items():
        for other in wishes:
            if other not in of[person] and all(
                _would(field, one, two, of[one]) for one, two in ((person, other), (other, person))
            ):
                found.add((person, other))
    return found


def _would(field: Field, one: int, two: int, held: list[int]) -> bool:
    """Whether one has room for two, or holds somebody whom they would give up."""
    if len(held) < field.people[one].room:
        return True
    rank = gladness(field, one, two)
    return any(gladness(field, one, other) > rank for other in held)


def gladness(field: Field, one: int, other: int) -> tuple[int, Rank]:
    """How gladly somebody would have the other; less is gladder.

    For whoever asks, everybody on their list comes before everybody else.
    """
    wishes = field.lists.get(one)
    if wishes is None:
        return (0, field.rank(one, other))
    return (0, (0, wishes.index(other), 0)) if other in wishes else (1, field.rank(one, other))
