"""Every role on every address about worries, with each method."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.mentoring.actions.escalation import escalate_worries
from app.mentoring.actions.worry_handling import open_worry
from tests.clock import NOON
from tests.conftest import SignIn
from tests.make.mentoring import Mentors
from tests.make.worries import make_worry, place_again

ONE = "/mentoring/safeguarding/worries/{id}"
LEAD, DEPUTY, COORDINATOR = "safeguarding lead", "safeguarding deputy", "coordinator"
EVERYBODY = {
    *("member", "partner", "same cohort", "facilitator", "outsider", "programme lead"),
    *(LEAD, DEPUTY, COORDINATOR),
}
ROUTES = {
    "GET /mentoring/worries/new": EVERYBODY,
    "GET /mentoring/worries/": EVERYBODY,
    "POST /mentoring/worries/": EVERYBODY,
    "GET /mentoring/worries/{id}": {"member"},
    "GET /mentoring/coordination/worries": {COORDINATOR},
    "POST /mentoring/coordination/worries": {COORDINATOR},
    "GET /mentoring/safeguarding/": {LEAD, DEPUTY},
    f"GET {ONE}": {LEAD},
    f"POST {ONE}/openings": {LEAD},
    f"POST {ONE}/notes": {LEAD},
    f"POST {ONE}/tellings": {LEAD},
    f"POST {ONE}/closings": {LEAD},
}
READING = ("/notes", "/tellings", "/closings")


@pytest.mark.parametrize("state", ["waits", "opened by the lead", "gone to the deputy"])
def test_each_role_opens_what_is_theirs_and_nothing_else(
    db: Session, app: Flask, client: FlaskClient, sign_in: SignIn, state: str
) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    mentors = Mentors(db)
    worry_id = make_worry(db, mentors.joan).worry.id
    if state == "opened by the lead":
        open_worry(db, mentors.lead, place_again(db, mentors.lead, worry_id), now=NOON)
    if state == "gone to the deputy":
        escalate_worries(db, now=NOON.replace(day=22))
    db.commit()
    for route, may in ROUTES.items():
        method, address = route.format(id=worry_id).split()
        reads = address.endswith(READING)
        allowed = may | {DEPUTY} if LEAD in may and state == "gone to the deputy" else may
        # What is written into the log is for whoever has opened it.
        allowed = {LEAD} & may if reads and state == "opened by the lead" else allowed
        allowed = set() if reads and state != "opened by the lead" else allowed
        # Opening it is for the end: it lets them read.
        if address.endswith("/openings"):
            continue
        for who, person in mentors.everybody.items():
            status = sign_in(client, person).open(address, method=method).status_code
            assert (status != 404) == (who in allowed), f"{who}: {route} {status}"
    for who, person in mentors.everybody.items():
        status = sign_in(client, person).post(f"{ONE.format(id=worry_id)}/openings").status_code
        may_open = who == LEAD or (who == DEPUTY and state == "gone to the deputy")
        assert status == (302 if may_open else 404), who


def test_every_address_about_worries_is_in_this_matrix(app: Flask) -> None:
    there = {
        f"{method} {rule.rule}".replace("<uuid:worry_id>", "{id}")
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) & {"GET", "POST"}
        if "worries" in rule.rule or rule.rule == "/mentoring/safeguarding/"
    }
    assert there == ROUTES.keys()
