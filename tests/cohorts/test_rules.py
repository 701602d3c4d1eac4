"""The rules of cohorts: moves, invitations and addresses."""

from __future__ import annotations

from app.cohorts.rules import (
    ASKED,
    DECLINED,
    INVITED,
    JOINED,
    LEFT,
    MOVES,
    OFFERED,
    OUT,
    STATES,
    WAITING,
    invitation_occurrence,
    is_earlier,
    may_become,
)
from app.cohorts.rules.slugs import free_slug, slug_from
from app.cohorts.rules.zones import zones
from app.kit.times import is_zone


def test_only_an_open_invitation_or_a_place_in_line_can_be_declined() -> None:
    assert may_become(DECLINED) == [ASKED, INVITED, OFFERED, WAITING]


def test_only_those_who_joined_can_leave() -> None:
    assert may_become(LEFT) == [JOINED]


def test_a_seat_is_offered_only_to_somebody_in_line() -> None:
    assert may_become(OFFERED) == [WAITING]


def test_whoever_is_out_can_come_in_again() -> None:
    assert set(OUT) <= set(may_become(INVITED)) & set(may_become(ASKED))


def test_every_state_has_words_and_moves() -> None:
    assert STATES.keys() == MOVES.keys()
    assert {end for ends in MOVES.values() for end in ends} == STATES.keys()


def test_each_invitation_of_a_person_is_a_letter_of_its_own() -> None:
    assert [invitation_occurrence(number) for number in (1, 2, 3)] == ["", "again-1", "again-2"]


def test_an_address_is_made_from_the_name() -> None:
    assert slug_from("Riverside neighbours, spring 2027!") == "riverside-neighbours-spring-2027"
    assert slug_from("Ynys Môn – cymdogion") == "ynys-mon-cymdogion"
    assert slug_from("乐") == "cohort"
    assert len(slug_from("word " * 60)) <= 60


def test_a_taken_address_gets_a_number() -> None:
    assert free_slug("north", set()) == "north"
    assert free_slug("north", {"north", "north-2", "north-4"}) == "north-3"


def test_the_zones_to_choose_from_exist_and_ours_comes_first() -> None:
    assert zones()[0] == "Europe/London"
    assert all(is_zone(zone) for zone in zones())
    assert "Europe/Paris" in zones()


def test_of_several_invitations_only_the_newest_is_not_an_earlier_one() -> None:
    names = [invitation_occurrence(n) for n in (1, 2, 3)]
    assert [is_earlier(name, 3) for name in names] == [True, True, False]
    # Of enrolments that were made before anybody counted, none is.
    assert not is_earlier("", 0)
    assert not is_earlier("", 1)
