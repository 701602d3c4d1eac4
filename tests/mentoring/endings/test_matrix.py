"""Every role on every page and form of an end."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask

from app.mentoring.rules.states import CLOSED, CLOSING
from tests.conftest import As
from tests.make.mentoring import Mentors, make_apart

PAIR = "/mentoring/pairings/<uuid:pairing_id>"
BESIDE = "/mentoring/coordination/pairings/<uuid:pairing_id>"
SAFE = "/mentoring/safeguarding/pairings/<uuid:pairing_id>"
APART = "/mentoring/apart/"
TWO = frozenset({"member", "partner"})
COORDINATOR = frozenset({"coordinator"})
SAFEGUARDING = frozenset({"safeguarding lead", "safeguarding deputy"})
EVERYBODY = frozenset(
    {
        *("member", "partner", "same cohort", "facilitator", "outsider", "coordinator"),
        *("safeguarding lead", "safeguarding deputy", "programme lead"),
    }
)
# Who gets an answer that is not “there is no such page”.
MAY: dict[tuple[str, str], frozenset[str]] = {
    ("GET", f"{PAIR}/closings"): TWO,
    ("POST", f"{PAIR}/closings"): TWO,
    ("GET", f"{PAIR}/endings"): TWO,
    ("POST", f"{PAIR}/endings"): TWO,
    ("POST", f"{PAIR}/absences"): TWO,
    ("POST", f"{PAIR}/presences"): TWO,
    ("POST", f"{BESIDE}/closings"): COORDINATOR,
    ("GET", f"{BESIDE}/endings"): COORDINATOR,
    ("POST", f"{BESIDE}/endings"): COORDINATOR,
    ("POST", f"{BESIDE}/absences"): COORDINATOR,
    ("POST", f"{BESIDE}/presences"): COORDINATOR,
    ("POST", f"{BESIDE}/proposals"): COORDINATOR,
    ("POST", f"{SAFE}/endings"): SAFEGUARDING,
    # Everybody has a list of their own.
    ("GET", APART): EVERYBODY,
    ("POST", APART): EVERYBODY,
    ("POST", f"{APART}<uuid:apart_id>/removals"): frozenset({"member"}),
}
WORDS = ("closings", "endings", "absences", "presences", "apart", "proposals")


def _rules(app: Flask) -> Iterator[tuple[str, str]]:
    for rule in app.url_map.iter_rules():
        parts = rule.rule.strip("/").split("/")
        is_of_pair = "pairings" in parts or "apart" in parts
        if parts[0] == "mentoring" and is_of_pair and set(parts) & set(WORDS):
            for method in (rule.methods or set()) & {"GET", "POST"}:
                yield method, rule.rule


def test_the_matrix_knows_every_route_of_them(app: Flask) -> None:
    assert set(_rules(app)) == set(MAY)


@pytest.mark.parametrize(("method", "rule"), MAY)
def test_who_may(mentors: Mentors, as_person: As, method: str, rule: str) -> None:
    # After the end there is nothing more to end, so that one visit spoils nothing for the next.
    place = mentors.pairing(CLOSED if rule.startswith(SAFE) else CLOSING)
    apart = make_apart(mentors.db, mentors.joan, mentors.other)
    address = rule.replace("<uuid:pairing_id>", str(place.pairing.id))
    address = address.replace("<uuid:apart_id>", str(apart.id))
    opened = set()
    # Whoever it is for comes last.
    for who, person in reversed(mentors.everybody.items()):
        client = as_person(person)
        ask = client.get if method == "GET" else client.post
        if ask(address).status_code != 404:
            opened.add(who)
    assert opened == MAY[method, rule]
