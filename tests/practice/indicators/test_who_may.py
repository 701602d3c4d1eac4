"""Who opens which address of a cohort's indicators."""

from __future__ import annotations

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.rules import LEFT
from app.people.models import Person
from app.practice.models import IndicatorValue
from tests.conftest import As
from tests.make.indicators import make_indicator, make_value
from tests.make.people import make_person
from tests.make.progress import Way, make_seat, make_way

ALL = "/cohorts/<slug>/indicators"
ONE = f"{ALL}/<uuid:indicator_id>"
LEARN = {"proposer", "participant", "facilitator"}
ROUTES = {
    ("GET", ALL): {*LEARN, "lead"},
    ("POST", ALL): LEARN,
    ("GET", f"{ALL}/new"): LEARN,
    ("GET", ONE): {*LEARN, "lead"},
    ("GET", f"{ONE}/file"): {*LEARN, "lead"},
    ("POST", f"{ONE}/agreements"): {"facilitator"},
    ("POST", f"{ONE}/values"): LEARN,
    ("POST", f"{ONE}/retirements"): {"facilitator"},
    ("POST", f"{ONE}/values/<uuid:value_id>/removals"): {"proposer", "facilitator"},
}


def test_each_opens_what_is_theirs_and_nothing_else(
    db: Session, app: Flask, way: Way, helper: Person, as_person: As
) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    people = {"proposer": way.person, "facilitator": helper, "participant": make_person(db)}
    make_seat(db, way.cohort, people["participant"])
    people["left"] = make_person(db)
    make_seat(db, way.cohort, people["left"], state=LEFT)
    people["lead"] = make_person(db, roles=["programme_lead"])
    people["of another cohort"] = make_way(db).person
    at = make_indicator(db, way.person, way.cohort)
    make_value(db, way.person, at, "12")
    value = db.scalars(select(IndicatorValue.id)).one()
    for who, person in people.items():
        client = as_person(person)
        for (method, rule), may in ROUTES.items():
            address = (
                rule.replace("<slug>", way.cohort.slug)
                .replace("<uuid:indicator_id>", str(at.indicator.id))
                .replace("<uuid:value_id>", str(value))
            )
            status = client.open(address, method=method).status_code
            assert (status != 404) == (who in may), (who, method, rule, status)


def test_every_address_of_indicators_is_in_the_matrix(app: Flask) -> None:
    there = {
        (method, rule.rule)
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith(ALL)
        for method in (rule.methods or set()) & {"GET", "POST"}
    }
    assert there == ROUTES.keys()
