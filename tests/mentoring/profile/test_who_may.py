"""Every role at every address of profiles, people and choices."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from app.mentoring.models import MentoringProfile
from tests.conftest import As
from tests.make.mentoring import Mentors

LIST = "/mentoring/coordination/people/"
IN_PROGRAMME = {"member", "partner", "same cohort", "facilitator"}
COORDINATOR = {"coordinator"}
# Addresses about Joan, how they are sent, and who may.
ADDRESSES = {
    ("GET", "/mentoring/profile"): IN_PROGRAMME,
    ("POST", "/mentoring/profile"): IN_PROGRAMME,
    ("POST", "/mentoring/profile/rests"): IN_PROGRAMME,
    ("GET", "/mentoring/profile/removals"): IN_PROGRAMME,
    ("POST", "/mentoring/profile/removals"): IN_PROGRAMME,
    ("POST", "/mentoring/profile/returns"): IN_PROGRAMME,
    ("GET", "/mentoring/people/"): IN_PROGRAMME,
    ("GET", "/mentoring/choices"): IN_PROGRAMME,
    ("POST", "/mentoring/choices"): IN_PROGRAMME,
    ("GET", LIST): COORDINATOR,
    ("GET", f"{LIST}<joan>/profile"): COORDINATOR,
    ("POST", f"{LIST}<joan>/profile"): COORDINATOR,
    ("POST", f"{LIST}<joan>/rests"): COORDINATOR,
    ("GET", f"{LIST}<joan>/profile/removals"): COORDINATOR,
    ("POST", f"{LIST}<joan>/profile/removals"): COORDINATOR,
    ("POST", f"{LIST}<joan>/returns"): COORDINATOR,
    ("GET", f"{LIST}<joan>/choices"): COORDINATOR,
    ("POST", f"{LIST}<joan>/choices"): COORDINATOR,
}
# Said by a form that cannot be kept, or by whoever has no profile yet: they may, but not so.
MAY = {200, 302, 409, 422}


def test_the_addresses_are_all_there_are(app: Flask) -> None:
    ours = ("/mentoring/profile", "/mentoring/people", "/mentoring/choices", LIST)
    rules = {
        (method, rule.rule.replace("<uuid:person_id>", "<joan>"))
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith(ours)
        for method in (rule.methods or set()) & {"GET", "POST"}
    }
    assert rules == ADDRESSES.keys()


@pytest.mark.parametrize(("method", "address"), ADDRESSES)
def test_each_role_opens_what_is_theirs_and_nothing_else(
    app: Flask, mentors: Mentors, as_person: As, method: str, address: str
) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    at = address.replace("<joan>", str(mentors.joan.id))
    may = set()
    for who, person in mentors.everybody.items():
        status = as_person(person).open(at, method=method).status_code
        assert status in MAY | {403, 404}
        may |= {who} if status in MAY else set()
    assert may == ADDRESSES[(method, address)]


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_nobody_is_entered_for_who_is_not_in_the_programme(
    app: Flask, db: Session, mentors: Mentors, as_person: As, method: str
) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    client = as_person(mentors.coordinator)
    for person in (mentors.outsider, mentors.lead, mentors.coordinator):
        at = f"{LIST}{person.id}/profile"
        assert client.open(at, method=method).status_code == 404
    assert db.query(MentoringProfile).count() == 2


def test_whoever_is_signed_out_is_asked_who_they_are(app: Flask, mentors: Mentors) -> None:
    client = app.test_client()
    for method, address in ADDRESSES:
        if method == "GET":
            answer = client.get(address.replace("<joan>", str(mentors.joan.id)))
            assert (answer.status_code, "/sign-in" in answer.location) == (302, True)
