"""Every role on every page and form of what two people do together."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from app.mentoring.rules.states import CLOSED, SUSPENDED
from tests.clock import NOON
from tests.conftest import As
from tests.make.mentoring import Mentors, make_goal, make_meeting, make_note

HERE = "/mentoring/pairings/<uuid:pairing_id>"
PHONE = "/mentoring/coordination/pairings/<uuid:pairing_id>/happenings"
TWO = frozenset({"member", "partner"})
COORDINATOR = frozenset({"coordinator"})
# Who gets an answer that is not “there is no such page”.
MAY: dict[tuple[str, str], frozenset[str]] = {
    ("GET", f"{HERE}/meetings/"): TWO,
    ("POST", f"{HERE}/meetings/"): TWO,
    ("GET", f"{HERE}/meetings/<uuid:meeting_id>/changes"): TWO,
    ("POST", f"{HERE}/meetings/<uuid:meeting_id>/changes"): TWO,
    ("POST", f"{HERE}/meetings/<uuid:meeting_id>/cancellations"): TWO,
    ("POST", f"{HERE}/meetings/<uuid:meeting_id>/happenings"): TWO,
    ("GET", f"{HERE}/meetings/<uuid:meeting_id>/hours"): TWO,
    ("POST", f"{HERE}/meetings/<uuid:meeting_id>/hours"): TWO,
    ("POST", f"{HERE}/happenings"): TWO,
    ("GET", f"{HERE}/goals/"): TWO,
    ("POST", f"{HERE}/goals/"): TWO,
    ("GET", f"{HERE}/goals/<uuid:goal_id>/changes"): TWO,
    ("POST", f"{HERE}/goals/<uuid:goal_id>/changes"): TWO,
    ("GET", f"{HERE}/notebook"): TWO,
    ("POST", f"{HERE}/notebook"): TWO,
    # Whoever wrote it.
    ("POST", f"{HERE}/notebook/<uuid:note_id>/removals"): frozenset({"member"}),
    ("GET", PHONE): COORDINATOR,
    ("POST", PHONE): COORDINATOR,
}
MINE = ("meetings", "happenings", "goals", "notebook")


def test_the_matrix_knows_every_route_of_them(app: Flask) -> None:
    found = {
        (method, rule.rule)
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) & {"GET", "POST"}
        if "pairing_id" in rule.arguments and any(f"/{word}" in rule.rule for word in MINE)
    }
    assert found == set(MAY)


@pytest.mark.parametrize(("method", "rule"), MAY)
def test_who_may(db: Session, mentors: Mentors, as_person: As, method: str, rule: str) -> None:
    address = _address(db, mentors, rule)
    opened = set()
    for who, person in mentors.everybody.items():
        client = as_person(person)
        ask = client.get if method == "GET" else client.post
        if ask(address).status_code != 404:
            opened.add(who)
    # A form of a coordinator that names nobody is answered with what is wrong in it.
    assert opened == MAY[method, rule]


@pytest.mark.parametrize("state", [SUSPENDED, CLOSED])
def test_on_hold_and_afterwards_the_two_read_and_do_not_write(
    db: Session, mentors: Mentors, as_person: As, state: str
) -> None:
    place = mentors.pairing(state)
    place.pairing.last_met_on = NOON.date()
    meeting = make_meeting(db, place.pairing)
    client = as_person(mentors.joan)
    here = f"/mentoring/pairings/{place.pairing.id}"
    assert client.get(here).status_code == 200
    assert client.get(f"{here}/meetings/").status_code == 200
    for form in ("meetings/", "happenings", f"meetings/{meeting.id}/cancellations"):
        assert client.post(f"{here}/{form}").status_code == 404


def test_a_meeting_of_another_pair_is_not_found_here(
    db: Session, mentors: Mentors, as_person: As
) -> None:
    ended = mentors.pairing(CLOSED)
    meeting = make_meeting(db, ended.pairing)
    now = mentors.pairing()
    address = f"/mentoring/pairings/{now.pairing.id}/meetings/{meeting.id}/cancellations"
    assert as_person(mentors.joan).post(address).status_code == 404


def _address(db: Session, mentors: Mentors, rule: str) -> str:
    place = mentors.pairing()
    meeting = make_meeting(db, place.pairing)
    ids = {
        "pairing_id": place.pairing.id,
        "meeting_id": meeting.id,
        "goal_id": make_goal(db, place, mentors.joan).id,
        "note_id": make_note(db, place, mentors.joan).id,
    }
    for name, value in ids.items():
        rule = rule.replace(f"<uuid:{name}>", str(value))
    return rule
