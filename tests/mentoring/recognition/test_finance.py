"""Finance gets sums, names and days, and nothing of mentoring; nothing in the file is run."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient
from python_calamine import CalamineWorkbook
from sqlalchemy.orm import Session

from tests.clock import NOON
from tests.conftest import As, SignIn
from tests.make.mentoring import Mentors, make_offer, make_rate

FILE = "/mentoring/finance/payments"
TODAY = NOON.date()
DUE = date(2027, 2, 3)
ONE = "/mentoring/coordination/recognition/{id}"
COORDINATOR = {"coordinator"}
EVERYBODY = {
    *("member", "partner", "same cohort", "facilitator", "outsider", "coordinator"),
    *("safeguarding lead", "safeguarding deputy", "programme lead"),
}
ROUTES = {
    "GET /mentoring/recognition/": EVERYBODY,
    "POST /mentoring/recognition/{id}/answers": {"member"},
    "GET /mentoring/coordination/recognition/": COORDINATOR,
    "POST /mentoring/coordination/recognition/": COORDINATOR,
    "GET /mentoring/coordination/recognition/new": COORDINATOR,
    "GET /mentoring/coordination/recognition/rates/": COORDINATOR,
    "POST /mentoring/coordination/recognition/rates/": COORDINATOR,
    "POST /mentoring/coordination/recognition/rates/{rate}/endings": COORDINATOR,
    f"GET {ONE}": COORDINATOR,
    f"POST {ONE}/answers": COORDINATOR,
    f"POST {ONE}/completions": COORDINATOR,
    f"POST {ONE}/payments": COORDINATOR,
    f"POST {ONE}/withdrawals": COORDINATOR,
    "GET /mentoring/finance/": {*COORDINATOR, "programme lead"},
    f"GET {FILE}.csv": {*COORDINATOR, "programme lead"},
    f"GET {FILE}.xlsx": {*COORDINATOR, "programme lead"},
}


@pytest.fixture
def mentors(db: Session) -> Mentors:
    """Sums in each state, one of them to somebody with a name that a program might run."""
    made = Mentors(db)
    made.other.name = "=HYPERLINK(1)"
    rate = make_rate(db)
    rate.title = "+An hour"
    state = {"task": "What Joan told about her daughter"}
    make_offer(db, made.joan, rate, state="accepted", due_on=DUE, task_done_on=TODAY, **state)
    make_offer(db, made.other, rate, state="paid", due_on=DUE, paid_on=TODAY, **state)
    make_offer(db, made.petra, rate, state="expenses_only", due_on=TODAY, **state)
    make_offer(db, made.petra, rate, state="declined", **state)
    make_offer(db, made.petra, rate, state="accepted", **state)
    db.commit()
    return made


def rows(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


def test_the_file_holds_what_is_owed_or_paid_and_nothing_of_mentoring(
    mentors: Mentors, as_person: As
) -> None:
    client = as_person(mentors.programme_lead)
    content = client.get(f"{FILE}.csv").data
    assert [row[1:] for row in rows(content)] == [
        ["Name", "Kind", "Rate", "Pounds", "To be paid by", "Paid on"],
        *(
            ["'=HYPERLINK(1)", "A payment for a task", "'+An hour", "25.00", *days]
            for days in [("2027-02-03", "2027-01-20")]
        ),
        ["Petra Nurse", "A payment for a task", "'+An hour", "", "2027-01-20", ""],
        ["Joan Longstreet", "A payment for a task", "'+An hour", "25.00", "2027-02-03", ""],
    ]
    assert b"daughter" not in content
    assert "3 sums" in client.get("/mentoring/finance/").text


def test_the_workbook_holds_the_same_as_numbers_and_days(mentors: Mentors, as_person: As) -> None:
    content = as_person(mentors.coordinator).get(f"{FILE}.xlsx").data
    table = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    assert table[1][1:] == [
        *("'=HYPERLINK(1)", "A payment for a task", "'+An hour", 25.0, DUE, TODAY)
    ]
    assert table[2][4] == ""


def test_only_the_days_that_are_asked_for_are_in_it(mentors: Mentors, as_person: As) -> None:
    client = as_person(mentors.programme_lead)
    later = client.get(f"{FILE}.csv?from=2027-02-01&to=2027-02-28").data
    assert [row[1] for row in rows(later)[1:]] == ["Joan Longstreet"]
    assert len(rows(client.get(f"{FILE}.csv?from=soon").data)) == 4


def test_who_is_gone_leaves_the_sum_without_a_name(mentors: Mentors, as_person: As) -> None:
    mentors.db.delete(mentors.other)
    content = as_person(mentors.programme_lead).get(f"{FILE}.csv").data
    assert "Account removed" in [row[1] for row in rows(content)]


def test_each_role_opens_what_is_theirs_and_nothing_else(
    mentors: Mentors, app: Flask, client: FlaskClient, sign_in: SignIn
) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    offer = make_offer(mentors.db, mentors.joan)
    mentors.db.commit()
    for route, may in ROUTES.items():
        method, address = route.format(id=offer.id, rate=offer.rate_id).split()
        for who, person in mentors.everybody.items():
            status = sign_in(client, person).open(address, method=method).status_code
            assert (status != 404) == (who in may), f"{who}: {route} {status}"


def test_every_address_about_payment_is_in_this_matrix(app: Flask) -> None:
    there = {
        f"{method} {rule.rule}".replace("<uuid:recognition_id>", "{id}").replace(
            "<uuid:rate_id>", "{rate}"
        )
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) & {"GET", "POST"}
        if rule.rule.startswith("/mentoring/finance/") or "recognition" in rule.rule
    }
    assert there == ROUTES.keys()
