"""A whole that is told beside its parts tells nothing of a part that the part does not."""

from __future__ import annotations

from collections import defaultdict
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kit.small_numbers import FEWEST, counted_beside, counted_now

PARTS = st.lists(st.integers(0, 60), min_size=1, max_size=9)


@given(PARTS)
def test_a_whole_is_told_by_eights_and_never_as_more_than_it_is(parts: list[int]) -> None:
    told = counted_beside(parts)
    assert told % FEWEST == 0
    assert sum(counted_now(part) for part in parts) <= told <= sum(parts)


@given(PARTS)
def test_the_whole_less_the_most_that_others_can_be_leaves_one_person_at_most(
    parts: list[int],
) -> None:
    there = [part for part in parts if part]
    told = counted_beside(parts)
    for place, part in enumerate(there):
        others = there[:place] + there[place + 1 :]
        at_least = told - sum(counted_now(other) + FEWEST - 1 for other in others)
        assert at_least <= counted_now(part)


def test_whoever_knows_the_rule_finds_each_part_as_unsure_as_by_itself() -> None:
    worlds = defaultdict(set)
    for parts in product(range(24), repeat=3):
        seen = (counted_beside(parts), *map(counted_now, parts))
        worlds[seen].add(parts)
    for seen, possible in worlds.items():
        for place, told in enumerate(seen[1:]):
            found = {parts[place] for parts in possible}
            assert found >= set(range(max(1, told), told + FEWEST)), seen


def test_of_several_divisions_the_most_careful_holds() -> None:
    assert counted_beside([21], [7, 7, 7]) == counted_beside([7, 7, 7]) == 8
    assert counted_beside([24, 16], [40]) == 40


def test_divisions_are_of_the_same_people() -> None:
    with pytest.raises(ValueError, match="same people"):
        counted_beside([8], [9])
    with pytest.raises(ValueError, match="same people"):
        counted_beside()
