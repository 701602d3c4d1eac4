"""Who fits better comes first, and as many of those left over as can be have somebody."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from app.mentoring.rules.matching import STABLE, SUGGESTED, Pool, match
from app.mentoring.rules.matching.deferred import Pairs, stable_pairs
from app.mentoring.rules.matching.suggestions import suggested_pairs
from app.mentoring.rules.matching.wishes import Field
from app.mentoring.rules.topics import ANSWERS
from tests.make.pools import make_pool, person
from tests.mentoring.matching.test_matching import ids, pairs
from tests.mentoring.matching.test_promises import often

NOTHING: dict[str, Any] = {"offers": frozenset(), "wishes": frozenset()}
CARING = frozenset({"caring"})


def test_what_somebody_would_like_counts_more_than_what_they_offer() -> None:
    gives, gets = (
        {"wishes": CARING, "offers": frozenset()},
        {"wishes": frozenset(), "offers": CARING},
    )
    for first, second, best in ((gives, gets, 12), (gets, gives, 11)):
        people = [
            person(1, offers=CARING, wishes=CARING),
            person(11, ANSWERS, **first),
            person(12, ANSWERS, **second),
        ]
        assert pairs(match(Pool(people))) == {(1, best, STABLE)}


@pytest.mark.parametrize("alike", [11, 12])
def test_what_two_have_in_common_decides_where_they_fit_alike(alike: int) -> None:
    carer = frozenset({"carer"})
    people = [person(1, characteristics=carer)]
    people += [
        person(number, ANSWERS, characteristics=carer if number == alike else frozenset())
        for number in (11, 12)
    ]
    assert pairs(match(Pool(people))) == {(1, alike, STABLE)}


@pytest.mark.parametrize("two", list(combinations((1, 2, 3), 2)))
def test_of_those_left_over_those_who_fit_best_are_suggested(two: tuple[int, int]) -> None:
    people = [person(n, **({} if n in two else NOTHING)) for n in (1, 2, 3)]
    assert pairs(match(Pool(people))) == {(*two, SUGGESTED)}


@pytest.mark.parametrize(("who", "named"), [(1, 2), (1, 3), (2, 3)])
def test_of_those_left_over_whom_somebody_named_is_suggested(who: int, named: int) -> None:
    people = [person(n, choices=ids(named) if n == who else (), **NOTHING) for n in (1, 2, 3)]
    assert pairs(match(Pool(people))) == {(who, named, SUGGESTED)}


def test_two_who_would_both_be_left_come_before_one_who_fits_better() -> None:
    # 1 fits 11, who walks with 2 and has room for one more; but then 3 would have nobody.
    evening, morning = frozenset({"mon_evening"}), frozenset({"mon_morning"})
    people = [
        person(1, ANSWERS, times=evening | morning),
        person(2, times=morning, choices=ids(11)),
        person(3, times=evening, **NOTHING),
        person(11, ANSWERS, times=morning, room=2),
    ]
    assert pairs(match(Pool(people))) == {(2, 11, STABLE), (3, 1, SUGGESTED)}


def most_brought(field: Field, taken: Pairs) -> int:
    """For how many of those left somebody can be found at most, by trying every way."""
    held = [number for pair in taken for number in pair]
    room = [one.room - held.count(number) for number, one in enumerate(field.people)]
    left = {number for number in range(len(field.people)) if number not in held}
    fits = [
        (one, two)
        for one, two in combinations(range(len(field.people)), 2)
        if {one, two} & left and field.sieve.why_not(one, two) is None
    ]

    def best(at: int, brought: frozenset[int]) -> int:
        if at == len(fits):
            return len(brought & left)
        one, two = fits[at]
        without = best(at + 1, brought)
        if not (room[one] and room[two]):
            return without
        room[one] -= 1
        room[two] -= 1
        found = best(at + 1, brought | {one, two})
        room[one] += 1
        room[two] += 1
        return max(without, found)

    return best(0, frozenset())


@often
@given(some.integers(0, 10**9))
def test_for_as_many_of_those_left_as_can_be_somebody_is_found(seed: int) -> None:
    field = Field(make_pool(seed, proposing=4, answering=2))
    stable = stable_pairs(field)
    suggested = suggested_pairs(field, stable)
    held = {number for pair in stable for number in pair}
    brought = {number for pair in suggested for number in pair} - held
    assert len(brought) == most_brought(field, stable)


def test_where_all_fit_alike_nobody_is_always_first() -> None:
    alike = [person(number, ANSWERS) for number in range(11, 16)]
    found = [match(Pool([person(number), *alike])).pairs[0] for number in range(1, 10)]
    assert len({pair.other_id for pair in found}) > 2
