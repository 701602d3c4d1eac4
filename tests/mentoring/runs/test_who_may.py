"""Every role on every page and form of matchings."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from app.kit.db import new_id
from app.mentoring.models import MatchingLine, MatchingRun
from tests.clock import NOON
from tests.conftest import As
from tests.make.mentoring import Mentors

HERE = "/mentoring/coordination/runs/"
RUN = f"{HERE}<uuid:run_id>"
LINE = f"{RUN}/lines/<uuid:line_id>/removals"
ROUTES = {
    ("GET", HERE),
    ("POST", HERE),
    ("GET", RUN),
    ("POST", f"{RUN}/approvals"),
    ("POST", f"{RUN}/withdrawals"),
    ("GET", f"{RUN}/pairs"),
    ("POST", f"{RUN}/pairs"),
    ("GET", LINE),
    ("POST", LINE),
}


@pytest.fixture
def mentors(db: Session) -> Mentors:
    return Mentors(db)


def test_the_matrix_knows_every_route_of_them(app: Flask) -> None:
    found = {
        (method, rule.rule)
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) & {"GET", "POST"}
        if rule.rule.startswith(HERE)
    }
    assert found == ROUTES


@pytest.mark.usefixtures("no_form_tokens")
@pytest.mark.parametrize(("method", "rule"), sorted(ROUTES))
def test_only_a_coordinator_gets_in(
    db: Session, mentors: Mentors, as_person: As, method: str, rule: str
) -> None:
    run = MatchingRun(
        id=new_id(), state="proposed", asked_at=NOON, request_key=new_id(), revision=0
    )
    db.add(run)
    db.flush()
    two = mentors.joan.id, mentors.petra.id
    line = MatchingLine(
        id=new_id(), run_id=run.id, person_id=two[0], other_id=two[1], origin="stable", reasons=[]
    )
    db.add(line)
    address = rule.replace("<uuid:run_id>", str(run.id)).replace("<uuid:line_id>", str(line.id))
    form = {"person": str(two[0]), "other": str(two[1]), "revision": "0"}
    opened = set()
    for who, person in mentors.everybody.items():
        client = as_person(person)
        answer = client.get(address) if method == "GET" else client.post(address, data=form)
        if answer.status_code not in {403, 404}:
            opened.add(who)
    assert opened == {"coordinator"}


def test_a_line_of_another_run_is_not_found_here(
    db: Session, mentors: Mentors, as_person: As
) -> None:
    runs = [
        MatchingRun(
            id=new_id(), state=state, asked_at=NOON, request_key=new_id(), is_undecided=False
        )
        for state in ("set_aside", "approved")
    ]
    db.add_all(runs)
    db.flush()
    line = MatchingLine(
        id=new_id(),
        run_id=runs[0].id,
        person_id=mentors.joan.id,
        other_id=mentors.petra.id,
        origin="stable",
        reasons=[],
    )
    db.add(line)
    client = as_person(mentors.coordinator)
    assert client.get(f"{HERE}{runs[0].id}/lines/{line.id}/removals").status_code == 200
    assert client.get(f"{HERE}{runs[1].id}/lines/{line.id}/removals").status_code == 404
