"""What every matching keeps, whoever takes part: made-up people by the hundred."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as some

from app.mentoring.rules.matching import STABLE, Candidate, Matching, Pool, match, say_reasons
from app.mentoring.rules.matching.deferred import blocking_pairs, stable_pairs
from app.mentoring.rules.matching.wishes import Field
from app.mentoring.rules.topics import IN_PERSON
from tests.make.pools import SPOTS, make_pool

pools = some.builds(
    make_pool,
    some.integers(0, 10**9),
    proposing=some.integers(0, 12),
    answering=some.integers(0, 12),
    choosing=some.sampled_from([0.0, 0.5, 1.0]),
    apart=some.integers(0, 12),
)
often = settings(max_examples=60, deadline=None)


def numbers(field: Field, matching: Matching, origin: str | None = None) -> list[tuple[int, int]]:
    return [
        (field.numbers[pair.person_id], field.numbers[pair.other_id])
        for pair in matching.pairs
        if origin in (None, pair.origin)
    ]


@often
@given(pools)
def test_no_two_would_both_rather_have_each_other(pool: Pool) -> None:
    field = Field(pool)
    assert blocking_pairs(field, stable_pairs(field)) == set()
    # What is suggested afterwards takes nobody's place.
    assert blocking_pairs(field, numbers(field, match(pool), STABLE)) == set()


@often
@given(pools)
def test_nobody_has_more_than_they_have_room_for_and_no_pair_comes_twice(pool: Pool) -> None:
    found = match(pool)
    held = Counter(one for pair in found.pairs for one in (pair.person_id, pair.other_id))
    room = {one.id: one.room for one in pool.people}
    assert all(number <= room[one] for one, number in held.items())
    pairs = [frozenset((pair.person_id, pair.other_id)) for pair in found.pairs]
    assert len(set(pairs)) == len(pairs)
    assert all(len(pair) == 2 for pair in pairs)


def as_near_as_both_would_go(one: Candidate, two: Candidate) -> bool:
    """By the places of these pools, which lie some 10 km apart along a line."""
    assert one.spot is not None
    assert two.spot is not None
    apart = 10 * abs(SPOTS.index(one.spot) - SPOTS.index(two.spot))
    return all(far is None or apart <= far + 1 for far in (one.furthest_km, two.furthest_km))


@often
@given(pools)
def test_no_filter_is_ever_broken(pool: Pool) -> None:
    field = Field(pool)
    kept_apart = {frozenset(pair) for pair in pool.apart}
    by_id = {one.id: one for one in pool.people}
    for pair in match(pool).pairs:
        one, two = by_id[pair.person_id], by_id[pair.other_id]
        assert frozenset((one.id, two.id)) not in kept_apart
        assert one.languages & two.languages
        assert one.modes & two.modes
        assert one.times & two.times
        assert not one.manager_email or one.manager_email != two.manager_email
        assert one.email != two.manager_email
        assert two.email != one.manager_email
        if one.modes & two.modes == {IN_PERSON}:
            assert as_near_as_both_would_go(one, two)
        assert field.sieve.why_not(field.numbers[one.id], field.numbers[two.id]) is None


@often
@given(pools)
def test_everybody_is_in_a_pair_or_is_told_why_not(pool: Pool) -> None:
    found = match(pool)
    paired = {one for pair in found.pairs for one in (pair.person_id, pair.other_id)}
    left = {one.person_id for one in found.left}
    assert paired | left == {one.id for one in pool.people}
    assert not paired & left
    for reasons in (*(one.reasons for one in found.left), *(pair.reasons for pair in found.pairs)):
        said = say_reasons(reasons, names={}, languages={"en": "English"})
        assert said
        assert all(sentence.endswith(".") and "%" not in sentence for sentence in said)


@often
@given(pools)
def test_who_is_left_fits_nobody_else_who_is_left(pool: Pool) -> None:
    field, found = Field(pool), match(pool)
    left = [field.numbers[one.person_id] for one in found.left if one.person_id in field.numbers]
    for one in left:
        for two in left:
            assert one == two or field.sieve.why_not(one, two) is not None


@often
@given(pools, some.randoms(use_true_random=False))
def test_the_same_people_in_any_order_give_the_same(pool: Pool, chance: Random) -> None:
    people = list(pool.people)
    chance.shuffle(people)
    turned = frozenset((two, one) for one, two in pool.apart)
    assert match(Pool(people, turned)) == match(pool)


def test_anything_that_is_different_has_another_digest() -> None:
    pool = make_pool(1)
    first = pool.people[0]
    for changed in (
        replace(first, room=0),
        replace(first, times=frozenset()),
        replace(first, names_them=not first.names_them),
    ):
        people = [changed, *pool.people[1:]]
        assert match(replace(pool, people=people)).digest != match(pool).digest
    assert match(replace(pool, apart=frozenset())).digest != match(pool).digest
