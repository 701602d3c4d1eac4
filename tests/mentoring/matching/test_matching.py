"""Small matchings whose answer one can see: wishes, filters, suggestions, and reasons in words."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from app.mentoring.rules.matching import (
    STABLE,
    SUGGESTED,
    Candidate,
    Matching,
    Pool,
    Spot,
    match,
    say_reasons,
)
from app.mentoring.rules.matching.deferred import blocking_pairs
from app.mentoring.rules.matching.filters import distance_km
from app.mentoring.rules.matching.wishes import Field
from app.mentoring.rules.topics import ANSWERS, PROPOSES
from tests.make.pools import SPOTS, person

NAMES = {str(UUID(int=1)): "Joan", str(UUID(int=2)): "Petra", str(UUID(int=11)): "Nia"}


def pairs(found: Matching) -> set[tuple[int, int, str]]:
    return {(pair.person_id.int, pair.other_id.int, pair.origin) for pair in found.pairs}


def words(found: Matching) -> str:
    told = found.pairs[0].reasons if found.pairs else found.left[0].reasons
    return " ".join(say_reasons(told, names=NAMES, languages={"en": "English", "cy": "Welsh"}))


def ids(*numbers: int) -> tuple[UUID, ...]:
    return tuple(UUID(int=number) for number in numbers)


def two(**more: Any) -> Pool:
    """Joan with these facts, and Nia who fits everybody."""
    return Pool([person(1, **more), person(11, ANSWERS)])


def test_two_who_would_both_rather_have_each_other_are_seen() -> None:
    people = [
        person(1, choices=ids(11, 12)),
        person(2, choices=ids(11, 12)),
        person(11, ANSWERS, choices=ids(2)),
        person(12, ANSWERS),
    ]
    field = Field(Pool(people))
    of = {number: field.numbers[UUID(int=number)] for number in (1, 2, 11, 12)}
    wrong = {(of[1], of[11]), (of[2], of[12])}
    assert blocking_pairs(field, wrong) == {(of[2], of[11])}
    # Whoever has nobody would rather have anybody on their list who has room.
    assert blocking_pairs(field, {(of[2], of[11])}) == {(of[1], of[12])}


def test_each_has_the_first_of_their_choices_who_would_rather_have_them() -> None:
    people = [
        person(1, choices=ids(11, 12)),
        person(2, choices=ids(11, 12)),
        person(11, ANSWERS, choices=ids(2)),
        person(12, ANSWERS),
    ]
    assert pairs(match(Pool(people))) == {(2, 11, STABLE), (1, 12, STABLE)}


def test_whoever_asks_has_the_best_of_all_stable_ways() -> None:
    people = [
        person(1, choices=ids(11, 12)),
        person(2, choices=ids(12, 11)),
        person(11, ANSWERS, choices=ids(2, 1)),
        person(12, ANSWERS, choices=ids(1, 2)),
    ]
    assert pairs(match(Pool(people))) == {(1, 11, STABLE), (2, 12, STABLE)}


def test_without_choices_what_somebody_would_like_decides() -> None:
    wish = frozenset({"caring"})
    people = [
        person(1, wishes=wish, offers=frozenset()),
        person(11, ANSWERS, wishes=frozenset()),
        person(12, ANSWERS, wishes=frozenset(), offers=wish),
    ]
    assert pairs(match(Pool(people))) == {(1, 12, STABLE)}


def test_somebody_with_room_for_two_walks_with_two() -> None:
    people = [person(1), person(2), person(11, ANSWERS, room=2)]
    assert pairs(match(Pool(people))) == {(1, 11, STABLE), (2, 11, STABLE)}


def test_who_is_left_over_is_suggested_also_to_somebody_of_the_same_side() -> None:
    nothing: dict[str, Any] = {"offers": frozenset(), "wishes": frozenset()}
    people = [person(1, choices=ids(11)), person(2, **nothing), person(3, **nothing)]
    people.append(person(11, ANSWERS))
    assert pairs(match(Pool(people))) == {(1, 11, STABLE), (2, 3, SUGGESTED)}


def test_as_many_as_can_be_are_suggested_to_somebody() -> None:
    nothing: dict[str, Any] = {"offers": frozenset(), "wishes": frozenset()}
    evening, morning = frozenset({"mon_evening"}), frozenset({"mon_morning"})
    people = [
        person(1, times=evening, **nothing),
        person(2, times=evening | morning, **nothing),
        person(3, times=evening | morning, **nothing),
        person(4, times=morning, **nothing),
    ]
    found = match(Pool(people))
    assert len(found.pairs) == 2
    assert found.left == []


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"languages": frozenset({"cy"})}, "language in common"),
        ({"modes": frozenset({"text"})}, "no way to be in touch"),
        ({"times": frozenset({"sun_evening"})}, "no time that suits both"),
        ({"languages": frozenset()}, "names no language yet"),
        ({"modes": frozenset()}, "names no way"),
        ({"times": frozenset()}, "names no times"),
        ({"room": 0}, "no room"),
    ],
)
def test_whoever_is_left_is_told_why(more: dict[str, Any], says: str) -> None:
    found = match(two(**more))
    assert found.pairs == []
    reasons = next(one.reasons for one in found.left if one.person_id.int == 1)
    assert says in " ".join(say_reasons(reasons, names={}, languages={}))


@pytest.mark.parametrize(
    ("managed", "manages"),
    [
        ("boss@work.example", "boss@work.example"),
        ("nia@work.example", ""),
        ("", "joan@work.example"),
    ],
)
def test_who_is_in_one_line_of_management_is_not_paired(managed: str, manages: str) -> None:
    people = [
        person(1, email="joan@work.example", manager_email=managed),
        person(11, ANSWERS, email="nia@work.example", manager_email=manages),
    ]
    found = match(Pool(people))
    assert found.pairs == []
    assert "same line of management" in words(found)


def test_nobody_can_tell_from_the_reasons_that_somebody_keeps_apart() -> None:
    people = [person(1), person(11, ANSWERS)]
    for apart in (ids(1, 11), ids(11, 1)):
        found = match(Pool(people, frozenset({apart})))  # type: ignore[arg-type]
        assert found.pairs == []
        assert words(found) == "Nobody who fits takes part at the moment."


def in_person(number: int, side: str, spot: Spot | None, far: int | None) -> Candidate:
    modes = frozenset({"in_person"})
    return person(number, side, modes=modes, spot=spot, furthest_km=far)


@pytest.mark.parametrize(
    ("one", "other", "meets"),
    [
        ((SPOTS[0], 0), (SPOTS[0], 0), True),
        ((SPOTS[0], 15), (SPOTS[1], 15), True),
        ((SPOTS[0], None), (SPOTS[5], None), True),
        ((SPOTS[0], 15), (SPOTS[1], 5), False),
        ((SPOTS[0], 15), (SPOTS[2], None), False),
        ((SPOTS[0], 15), (Spot(UUID(int=1)), 15), False),
        ((SPOTS[0], 15), (None, 15), False),
    ],
)
def test_face_to_face_counts_how_far_each_would_go(
    one: tuple[Spot, int | None], other: tuple[Spot | None, int | None], *, meets: bool
) -> None:
    people = [in_person(1, PROPOSES, *one), in_person(11, ANSWERS, *other)]
    found = match(Pool(people))
    assert bool(found.pairs) == meets
    assert meets or "too far away" in words(found)


def test_distance_does_not_matter_to_those_who_can_also_ring() -> None:
    both = frozenset({"in_person", "phone"})
    people = [
        person(1, modes=both, spot=SPOTS[0], furthest_km=0),
        person(11, ANSWERS, modes=both, spot=SPOTS[5], furthest_km=0),
    ]
    assert len(match(Pool(people)).pairs) == 1


def test_a_distance_is_as_the_crow_flies() -> None:
    cardiff = Spot(UUID(int=1), 51.4816, -3.1791)
    bristol = Spot(UUID(int=2), 51.4545, -2.5879)
    far = distance_km(cardiff, bristol)
    assert far is not None
    assert 40 < far < 42


def test_reasons_are_sentences_and_name_whose_wish_it_is() -> None:
    assert words(match(two(spot=None))) == (
        "Joan would like: A good listener. The other offers it. "
        "Nia would like: A good listener. The other offers it. "
        "Both speak English. It suits both: by phone. Both have time on Monday morning."
    )


def test_only_a_choice_of_both_is_told() -> None:
    one_way = [person(1, choices=ids(11)), person(11, ANSWERS)]
    both = [person(1, choices=ids(11)), person(11, ANSWERS, choices=ids(1))]
    assert "named" not in words(match(Pool(one_way)))
    assert "Each named the other." in words(match(Pool(both)))


@pytest.mark.parametrize(("one", "other", "told"), [(True, True, True), (True, False, False)])
def test_what_two_have_in_common_is_told_only_with_a_yes_of_both(
    *, one: bool, other: bool, told: bool
) -> None:
    common = frozenset({"carer"})
    people = [
        person(1, characteristics=common, names_them=one),
        person(11, ANSWERS, characteristics=common, names_them=other),
    ]
    assert ("I look after somebody" in words(match(Pool(people)))) == told
