"""Whom each person would rather walk with: their own choices, and otherwise what fits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from hashlib import blake2b

from app.mentoring.rules.matching.filters import Sieve, in_bits
from app.mentoring.rules.matching.people import Candidate, Pool
from app.mentoring.rules.topics import PROPOSES

# Whoever named nobody would be matched with one of so many who fit best.
LISTED = 5
_TIES = 1 << 20

# Smaller is better: somebody's own choices come first, then the better fit, then chance.
Rank = tuple[int, int, int]


class Field:
    """All who take part, with their wishes, by number; the order of the pool makes no difference.

    Whoever has no room is not in it.
    """

    def __init__(self, pool: Pool) -> None:
        room = [one for one in pool.people if one.room > 0]
        self.people: Sequence[Candidate] = sorted(room, key=lambda one: one.id.bytes)
        self.numbers = {one.id: number for number, one in enumerate(self.people)}
        self.sieve = Sieve(self.people, pool)
        self.proposing = [n for n, one in enumerate(self.people) if one.side == PROPOSES]
        self.answering = [n for n, one in enumerate(self.people) if one.side != PROPOSES]
        # Offers and wishes share their bits, so that what fits is counted at once.
        offers, wishes = [[*map(of, self.people)] for of in (_offers, _wishes)]
        both = in_bits([*offers, *wishes])
        self._offers, self._wishes = both[: len(offers)], both[len(offers) :]
        self._common = in_bits([one.characteristics for one in self.people])
        self._choices = [
            {
                self.numbers[other]: place
                for place, other in enumerate(one.choices)
                if other in self.numbers and other != one.id
            }
            for one in self.people
        ]
        self._chance = [
            int.from_bytes(blake2b(one.id.bytes, digest_size=8).digest(), "big") | 1
            for one in self.people
        ]

    @cached_property
    def lists(self) -> Mapping[int, Sequence[int]]:
        """Whom each of those who ask would ask, the first before the second."""
        return {number: self._list_of(number) for number in self.proposing}

    def rank(self, person: int, other: int) -> Rank:
        """How gladly a person would walk with another who fits."""
        chosen = self._choices[person].get(other)
        if chosen is not None:
            return (0, chosen, 0)
        return (1, -self.fit(person, other), self.chance(person, other))

    def fit(self, person: int, other: int) -> int:
        """How much the other offers of what a person would like, and the other way round.

        What they would like counts twice; what they have in common counts once for each.
        """
        gets = (self._wishes[person] & self._offers[other]).bit_count()
        gives = (self._offers[person] & self._wishes[other]).bit_count()
        return 2 * gets + gives + (self._common[person] & self._common[other]).bit_count()

    def chose(self, person: int, other: int) -> int | None:
        """The place of the other among a person's own choices, from 0."""
        return self._choices[person].get(other)

    def chance(self, person: int, other: int) -> int:
        """What decides where nothing else does: always the same, and nobody's advantage."""
        return (self._chance[person] * self._chance[other] >> 13) % _TIES

    def _list_of(self, person: int) -> list[int]:
        """Whom somebody asks, the first before the second: their choices, or who fits best."""
        fits, others = self.sieve.why_not, self.answering
        chosen = [
            other
            for other in self._choices[person]
            if self.people[other].side != PROPOSES and fits(person, other) is None
        ]
        if chosen:
            return chosen
        ranked = [
            (-fit, self.chance(person, other), other)
            for other in others
            if (fit := self.fit(person, other)) and fits(person, other) is None
        ]
        return [other for _, _, other in sorted(ranked)[:LISTED]]


def _offers(one: Candidate) -> frozenset[str]:
    return one.offers


def _wishes(one: Candidate) -> frozenset[str]:
    return one.wishes
