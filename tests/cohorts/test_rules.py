"""The rules of cohorts: moves, invitations and addresses."""

from __future__ import annotations

from app.cohorts.rules import DECLINED, INVITED, JOINED, LEFT, invitation_occurrence, may_become
from app.cohorts.rules.slugs import free_slug, slug_from
from app.cohorts.rules.zones import zones
from app.kit.times import is_zone


def test_only_the_invited_and_those_who_said_no_can_join() -> None:
    assert may_become(JOINED) == [DECLINED, INVITED]


def test_only_an_open_invitation_can_be_declined() -> None:
    assert may_become(DECLINED) == [INVITED]


def test_those_who_left_can_be_invited_again_but_not_join_by_themselves() -> None:
    assert LEFT in may_become(INVITED)
    assert LEFT not in may_become(JOINED)


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
