"""Every role on every address of check-ins and of coordination."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from app.mentoring.rules.states import ACTIVE
from tests.conftest import As
from tests.make.mentoring import Mentors, make_call, make_check_in

COORDINATOR = frozenset({"coordinator"})
MEMBER = frozenset({"member"})
# Who may: everybody else is told that there is nothing.
ROUTES = {
    ("GET", "/mentoring/check-ins/{check_in}"): MEMBER,
    ("POST", "/mentoring/check-ins/{check_in}"): MEMBER,
    ("GET", "/mentoring/coordination/"): COORDINATOR,
    ("GET", "/mentoring/coordination/calls/"): COORDINATOR,
    ("POST", "/mentoring/coordination/calls/"): COORDINATOR,
    ("POST", "/mentoring/coordination/calls/{call}/settlements"): COORDINATOR,
    ("GET", "/mentoring/coordination/check-ins/{check_in}/answers"): COORDINATOR,
    ("POST", "/mentoring/coordination/check-ins/{check_in}/answers"): COORDINATOR,
}
ROLES = (
    *("member", "partner", "same cohort", "facilitator", "outsider", "coordinator"),
    *("safeguarding lead", "safeguarding deputy", "programme lead"),
)


@pytest.mark.parametrize("role", ROLES)
def test_who_may_open_what(mentors: Mentors, db: Session, as_person: As, role: str) -> None:
    place = mentors.pairing(ACTIVE)
    asked = make_check_in(db, place.pairing, mentors.joan)
    call = make_call(db, mentors.petra, place.pairing)
    assert set(ROLES) == set(mentors.everybody)
    client = as_person(mentors.everybody[role])
    for (method, address), who in ROUTES.items():
        here = address.format(check_in=asked.id, call=call.id)
        status = client.open(
            here, method=method, data={"answer": "well", "via": "call"}
        ).status_code
        allowed = (200, 302, 422) if role in who else (404,)
        assert status in allowed, f"{method} {address}: {status}"


def test_the_list_above_names_every_address_of_these_pages(app: Flask) -> None:
    names = ("check-ins", "coordination/calls", "coordination/")
    roots = [f"/mentoring/{name}" for name in names]
    found = {
        (method, rule.rule)
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
        if rule.rule == roots[2] or rule.rule.startswith((*roots[:2], f"{roots[2]}check-ins"))
    }
    named = {
        (
            method,
            address.replace("{check_in}", "<uuid:check_in_id>").replace("{call}", "<uuid:call_id>"),
        )
        for method, address in ROUTES
    }
    assert found == named
