"""Every role on every page and form of proposals, agreements, breaks and holds."""

from __future__ import annotations

import pytest
from flask import Flask

from app.mentoring.actions.reading_out import open_to_read_out
from app.mentoring.rules.states import ACTIVE, PROPOSED
from tests.clock import NOON
from tests.conftest import As, SignIn
from tests.make.mentoring import Mentors, make_agreement

HERE = "/mentoring/pairings/<uuid:pairing_id>"
LOOKED_AFTER = "/mentoring/coordination/pairings/<uuid:pairing_id>"
HELD = "/mentoring/safeguarding/pairings/"
NUMBER = "<int(max=1000000):number>"
TWO = frozenset({"member", "partner"})
COORDINATOR = frozenset({"coordinator"})
SAFEGUARDING = frozenset({"safeguarding lead", "safeguarding deputy"})
# Who gets an answer that is not “there is no such page”.
MAY: dict[tuple[str, str], frozenset[str]] = {
    ("GET", HERE): TWO,
    ("POST", f"{HERE}/answers"): TWO,
    ("POST", f"{HERE}/pauses"): TWO,
    ("POST", f"{HERE}/returns"): TWO,
    ("GET", f"{HERE}/agreements"): TWO,
    ("POST", f"{HERE}/agreements"): TWO,
    ("GET", f"{HERE}/agreements/{NUMBER}"): TWO,
    ("POST", f"{HERE}/agreements/{NUMBER}/signatures"): TWO,
    ("GET", LOOKED_AFTER): COORDINATOR,
    ("POST", f"{LOOKED_AFTER}/answers"): COORDINATOR,
    ("POST", f"{LOOKED_AFTER}/withdrawals"): COORDINATOR,
    ("POST", f"{LOOKED_AFTER}/pauses"): COORDINATOR,
    ("POST", f"{LOOKED_AFTER}/returns"): COORDINATOR,
    ("GET", f"{LOOKED_AFTER}/agreements"): COORDINATOR,
    ("POST", f"{LOOKED_AFTER}/agreements"): COORDINATOR,
    ("POST", f"{LOOKED_AFTER}/readings"): COORDINATOR,
    ("GET", f"{LOOKED_AFTER}/agreements/{NUMBER}"): COORDINATOR,
    ("POST", f"{LOOKED_AFTER}/signatures"): COORDINATOR,
    ("GET", HELD): SAFEGUARDING,
    ("POST", f"{HELD}<uuid:pairing_id>/holds"): SAFEGUARDING,
    ("POST", f"{HELD}<uuid:pairing_id>/hold-endings"): SAFEGUARDING,
}
MINE = (
    *("answers", "pauses", "returns", "agreements", "signatures", "withdrawals", "readings"),
    *("holds", "hold-endings", "pairings"),
)


def test_the_matrix_knows_every_route_of_them(app: Flask) -> None:
    found = {
        (method, rule.rule)
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) & {"GET", "POST"}
        if "/mentoring/" in rule.rule
        and "/pairings/" in rule.rule
        and (_last_word(rule.rule) in MINE or rule.rule in (HERE, LOOKED_AFTER))
    }
    assert found == set(MAY)


@pytest.mark.parametrize(("method", "rule"), MAY)
def test_who_may(app: Flask, mentors: Mentors, sign_in: SignIn, method: str, rule: str) -> None:
    address = _address(mentors, rule)
    opened = set()
    for who, person in mentors.everybody.items():
        client = sign_in(app.test_client(), person)
        ask = client.get if method == "GET" else client.post
        if ask(address, data={"person": mentors.petra.id, "number": 2}).status_code != 404:
            opened.add(who)
    assert opened == MAY[method, rule]
    assert app.test_client().get("/mentoring/pairings/").status_code == 404


def test_a_coordinator_or_lead_has_no_such_part_in_their_own_pair(
    mentors: Mentors, as_person: As
) -> None:
    mentors.petra.roles = ["mentoring_coordinator", "safeguarding_lead"]
    place = mentors.pairing(PROPOSED)
    petra = as_person(mentors.petra)
    holds = f"{HELD}<uuid:pairing_id>/holds"
    for rule in (f"{LOOKED_AFTER}/answers", f"{LOOKED_AFTER}/withdrawals", holds):
        address = rule.replace("<uuid:pairing_id>", str(place.pairing.id))
        assert petra.post(address, data={"person": mentors.joan.id}).status_code == 404
    assert "Joan Longstreet" not in petra.get(f"{HELD}?name=Joan").text


def _last_word(rule: str) -> str:
    words = [word for word in rule.split("/") if word and not word.startswith("<")]
    return words[-1]


def _address(mentors: Mentors, rule: str) -> str:
    """The address for a pair under way; where it is read out, of one that Mina has opened."""
    place = mentors.pairing(ACTIVE)
    if "agreements" in rule or "readings" in rule:
        make_agreement(mentors.db, place, number=2, signed=False)
        petra, mina = mentors.petra.id, mentors.coordinator
        open_to_read_out(mentors.db, place, mina, number=2, for_id=petra, now=NOON)
    mentors.db.commit()
    filled = rule.replace("<uuid:pairing_id>", str(place.pairing.id))
    return filled.replace(NUMBER, "2")
