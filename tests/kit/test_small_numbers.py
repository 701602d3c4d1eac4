"""Small numbers are kept back everywhere by one rule."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kit.small_numbers import (
    KEPT_BACK,
    NOT_SHOWN,
    TOO_FEW,
    Shown,
    counted_now,
    live_count,
    live_share,
    shown_count,
    shown_counts,
    shown_parts,
    shown_share,
    steady_count,
)

PEOPLE = st.integers(min_value=0, max_value=5000)


@pytest.mark.parametrize(
    ("people", "words"),
    [(0, "0"), (1, TOO_FEW), (7, TOO_FEW), (8, "10"), (12, "10"), (13, "15"), (1234, "1,235")],
)
def test_counts_are_none_few_or_to_the_nearest_five(people: int, words: str) -> None:
    assert shown_count(people).text == words


@given(PEOPLE)
def test_no_count_from_one_to_seven_is_ever_told_or_drawn(people: int) -> None:
    shown = shown_count(people)
    assert shown.is_suppressed == (1 <= people <= 7)
    if shown.plotted is not None:
        assert shown.plotted % 5 == 0
        assert abs(shown.plotted - people) <= 2


@given(PEOPLE, PEOPLE)
def test_a_share_tells_nothing_that_the_counts_keep_back(part: int, rest: int) -> None:
    shown = shown_share(part, part + rest)
    if 1 <= part <= 7 or 1 <= rest <= 7 or part + rest < 8:
        assert shown.is_suppressed
        assert "%" not in shown.text
    else:
        assert shown.plotted is not None
        assert 0 <= shown.plotted <= 100


def test_a_share_is_worked_out_from_what_is_shown_only() -> None:
    assert shown_share(10, 40).text == shown_share(11, 41).text == "about 25%"
    assert shown_share(40, 40).text == "100%"
    assert shown_share(0, 40).text == "0%"


def test_numbers_that_cannot_be_are_refused() -> None:
    with pytest.raises(ValueError, match="below nought"):
        shown_count(-1)
    with pytest.raises(ValueError, match="between nought and the whole"):
        shown_share(5, 4)


PARTS = st.lists(st.integers(min_value=0, max_value=60), min_size=2, max_size=5)


def texts(parts: Sequence[int]) -> tuple[str, ...]:
    return tuple(shown.text for shown in shown_parts(parts))


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        ((0, 15), (NOT_SHOWN, NOT_SHOWN)),
        ((8, 8), ("about 50%", "about 50%")),
        ((20, 12, 0), ("about 65%", "about 35%", "0%")),
        ((18, 7, 7), ("about 55%", KEPT_BACK, KEPT_BACK)),
        ((10, 9, 5), (KEPT_BACK, KEPT_BACK, KEPT_BACK)),
        ((14, 13, 5), ("between 25% and 50%", "between 25% and 50%", KEPT_BACK)),
        ((15, 9, 5, 3), ("between 25% and 50%", "between 25% and 50%", KEPT_BACK, KEPT_BACK)),
        ((40, 0), ("more than 80%", "less than 20%")),
        ((33, 4, 3), ("more than 80%", "less than 20%", "less than 20%")),
    ],
)
def test_parts_of_one_group_are_told_together(
    parts: tuple[int, ...], told: tuple[str, ...]
) -> None:
    assert texts(parts) == told


@given(PARTS)
def test_no_part_from_one_to_seven_is_told_beside_others(parts: list[int]) -> None:
    for part, shown in zip(parts, shown_parts(parts), strict=True):
        if part < 8:
            assert shown.plotted in (None, 0)
            assert shown.plotted is None or (part == 0 and sum(parts) >= 16)
        if shown.text.startswith(("more", "less")):
            percent = int(shown.text.split()[-1].rstrip("%"))
            share = 100 * part / sum(parts)
            assert share > percent if shown.text.startswith("more") else share < percent


@pytest.mark.parametrize(
    ("kinds", "groups"), [(2, range(16, 49)), (3, range(16, 49)), (4, (16, 24, 32))]
)
def test_what_is_told_of_a_group_never_gives_away_a_small_part_by_subtraction(
    kinds: int, groups: Sequence[int]
) -> None:
    for whole in groups:
        told: dict[tuple[str, ...], list[tuple[int, ...]]] = {}
        for parts in ways_to_part(whole, kinds):
            told.setdefault(texts(parts), []).append(parts)
        for same in told.values():
            for place in range(kinds):
                possible = {parts[place] for parts in same}
                # Whoever knows the rules and sees all that is told has so many numbers left.
                assert len(possible) >= 5 or not possible & set(range(1, 8)), same


def ways_to_part(whole: int, kinds: int) -> Iterator[tuple[int, ...]]:
    """Every way in which so many people can choose among so many options."""
    if kinds == 1:
        yield (whole,)
        return
    for first in range(whole + 1):
        for rest in ways_to_part(whole - first, kinds - 1):
            yield (first, *rest)


@given(st.integers(min_value=0, max_value=5000))
def test_people_are_counted_by_eights(people: int) -> None:
    counted = counted_now(people)
    assert 0 <= people - counted <= 7
    assert counted % 8 == 0


def steadied(numbers: Sequence[int]) -> list[int]:
    """Numbers that are told one after the other, each held against those before it."""
    told = list[int]()
    for number in numbers:
        told.append(steady_count(number, told))
    return told


def test_a_number_that_is_told_again_moves_by_eight_people_or_back() -> None:
    assert steadied([12, 19, 20, 27, 28, 13, 12]) == [12, 12, 20, 20, 28, 12, 12]
    assert steadied([12, 21, 13]) == [12, 21, 12]
    assert steadied([]) == []


@given(st.lists(st.integers(min_value=0, max_value=60), max_size=20))
def test_no_two_numbers_that_were_told_are_less_than_eight_apart(numbers: list[int]) -> None:
    told = steadied(numbers)
    for number, said in zip(numbers, told, strict=True):
        assert abs(number - said) < 8
    for one, other in combinations(set(told), 2):
        assert abs(one - other) >= 8


@pytest.mark.parametrize(
    ("people", "words"), [(0, TOO_FEW), (7, TOO_FEW), (8, "10"), (15, "10"), (16, "15"), (24, "25")]
)
def test_a_number_that_is_looked_at_each_day_is_told_by_eights(people: int, words: str) -> None:
    assert live_count(people).text == words


@given(st.integers(0, 200), st.integers(0, 200))
def test_a_share_that_is_looked_at_each_day_is_told_by_eights_on_both_sides(
    inside: int, outside: int
) -> None:
    told = live_share(inside, inside + outside)
    fewest = (inside - inside % 8, outside - outside % 8)
    assert told == live_share(fewest[0], sum(fewest))
    assert told.is_suppressed == (min(inside, outside) < 8)
    if not told.is_suppressed:
        assert told.text == f"about {told.plotted}%"
        assert abs(100 * fewest[0] / sum(fewest) - (told.plotted or 0)) <= 2.5


@pytest.mark.parametrize(("part", "whole"), [(-1, 4), (5, 4)])
def test_a_share_of_what_is_no_part_is_refused(part: int, whole: int) -> None:
    with pytest.raises(ValueError, match="between nought and the whole"):
        live_share(part, whole)


def test_a_group_below_nought_cannot_be_parted() -> None:
    with pytest.raises(ValueError, match="below nought"):
        shown_parts([20, -1])


def test_numbers_in_parts_keep_back_one_more_where_one_is_small() -> None:
    assert [one.text for one in shown_counts((35, 5))] == [KEPT_BACK, TOO_FEW]
    assert [one.text for one in shown_counts((20, 15, 5))] == ["20", KEPT_BACK, TOO_FEW]
    assert [one.text for one in shown_counts((20, 20, 0))] == ["20", "20", "0"]
    assert [one.text for one in shown_counts((3, 4))] == [TOO_FEW, TOO_FEW]
    assert [one.text for one in shown_counts((9, 3))] == [KEPT_BACK, TOO_FEW]
    assert shown_counts(()) == ()


def _fits(number: int, told: Shown) -> bool:
    """Whether this number could be behind what is told of a part."""
    if told.text == KEPT_BACK:
        return number >= 8
    return shown_count(number) == told


@pytest.mark.parametrize("others", [(35,), (20, 15), (27, 8), (11, 12, 12), (19, 8, 8)])
def test_five_people_in_a_breakdown_of_forty_could_be_any_small_number(
    others: tuple[int, ...],
) -> None:
    parts = (*others, 5)
    told, total = shown_counts(parts), shown_count(sum(parts))
    possible = {
        small
        for small in range(1, 8)
        for rest in product(*[[n for n in range(1, 46) if _fits(n, one)] for one in told[:-1]])
        if shown_count(small + sum(rest)) == total
    }
    assert possible == set(range(1, 8))
