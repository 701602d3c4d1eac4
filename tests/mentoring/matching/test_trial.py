"""What a change by hand brings with it is known before it is made."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from hypothesis import given
from hypothesis import strategies as some

from app.mentoring.rules.matching import Candidate, Pool, match
from app.mentoring.rules.matching.deferred import Pairs, blocking_pairs
from app.mentoring.rules.matching.trial import Trial, try_pair, try_without
from app.mentoring.rules.matching.wishes import Field
from app.mentoring.rules.topics import ANSWERS
from tests.make.pools import make_pool, person
from tests.mentoring.matching.test_promises import often


def four(**more: object) -> list[Candidate]:
    """1 and 2 ask, 11 and 12 answer: 1 and 11 name each other, and so do 2 and 12."""
    people = [person(1), person(2), person(11, ANSWERS), person(12, ANSWERS, **more)]
    named = {1: 11, 11: 1, 2: 12, 12: 2}
    by_number = {one.id.int: one for one in people}
    return [
        replace(one, choices=(by_number[named[number]].id,)) for number, one in by_number.items()
    ]


def said(people: list[Candidate], found: Pairs) -> set[tuple[int, int]]:
    """Pairs by the numbers that the test gave."""
    field = Field(Pool(people))
    ids = [one.id.int for one in field.people]
    return {(ids[one], ids[other]) for one, other in found}


def tried(people: list[Candidate], pairs: list[tuple[int, int]], one: int, two: int) -> Trial:
    field = Field(Pool(people))
    numbers = {person_id.int: number for person_id, number in field.numbers.items()}
    before = [(numbers[first], numbers[second]) for first, second in pairs]
    return try_pair(field, before, numbers[one], numbers[two])


def test_both_let_go_of_whom_they_have_and_those_are_left_alone() -> None:
    people = four()
    found = tried(people, [(1, 11), (2, 12)], 1, 12)
    assert said(people, found.lost) == {(1, 11), (2, 12)}
    assert said(people, found.arise) == {(1, 11), (2, 12)}
    assert found.settle == set()
    field = Field(Pool(people))
    assert {field.people[number].id.int for number in found.alone} == {2, 11}


def test_whoever_has_room_for_more_lets_go_of_nobody() -> None:
    people = four(room=2)
    found = tried(people, [(1, 11), (2, 12)], 1, 12)
    assert said(people, found.lost) == {(1, 11)}


def test_whoever_is_full_lets_go_of_the_one_they_would_miss_least() -> None:
    people = [*four(room=2), person(3)]
    # 12 named 2, and not 3.
    found = tried(people, [(2, 12), (3, 12)], 1, 12)
    assert said(people, found.lost) == {(3, 12)}


def test_two_who_would_rather_have_each_other_are_settled_by_pairing_them() -> None:
    people = four()
    found = tried(people, [(1, 12)], 1, 11)
    assert said(people, found.settle) == {(1, 11)}
    assert said(people, found.lost) == {(1, 12)}


@often
@given(some.integers(0, 10**9), some.booleans())
def test_what_arises_is_what_a_new_look_finds(seed: int, takes_out: bool) -> None:
    pool = make_pool(seed, proposing=8, answering=8)
    field = Field(pool)
    before = {
        (field.numbers[pair.person_id], field.numbers[pair.other_id]) for pair in match(pool).pairs
    }
    chance = Random(seed)
    fits = [
        (one, two)
        for one in field.proposing
        for two in field.answering
        if field.sieve.why_not(one, two) is None and not {(one, two), (two, one)} & before
    ]
    if takes_out and before:
        pair = chance.choice(sorted(before))
        after, found = before - {pair}, try_without(field, before, pair)
    elif fits:
        pair = chance.choice(fits)
        found = try_pair(field, before, *pair)
        after = (before - found.lost) | {pair}
    else:
        return
    assert found.lost <= before
    assert (
        blocking_pairs(field, after) == blocking_pairs(field, before) - found.settle | found.arise
    )
    held = [number for two in after for number in two]
    assert all(held.count(number) <= field.people[number].room for number in held)
    assert found.alone == {n for two in before for n in two} - set(held)
