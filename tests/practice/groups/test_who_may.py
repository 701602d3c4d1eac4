"""Who opens which address of a group; whoever is not in it, or not let, finds nothing."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from app.cohorts.rules import LEFT
from app.people.models import Person
from app.practice.actions.groups import put_in_group
from app.practice.rules.groups import COHORT, GROUP
from tests.clock import NOON
from tests.conftest import As
from tests.make.groups import make_group
from tests.make.people import make_person
from tests.make.progress import Way, make_seat, make_way

ALL = "/cohorts/<slug>/plumbline/groups"
ONE = f"{ALL}/<uuid:group_id>"
IN_COHORT = {"began", "was there", "facilitator", "facilitator there", "participant"}
IN_GROUP = {"began", "was there", "facilitator there"}
ROUTES = {
    ("GET", ALL): IN_COHORT,
    ("POST", ALL): IN_COHORT,
    ("POST", f"{ALL}/joins"): IN_COHORT,
    ("GET", ONE): IN_GROUP,
    ("GET", f"{ONE}/file"): IN_GROUP,
    ("GET", f"{ONE}/looks/<moment>"): IN_GROUP,
    ("POST", f"{ONE}/looks/<moment>"): IN_GROUP,
    ("POST", f"{ONE}/names"): IN_GROUP,
    ("POST", f"{ONE}/readers"): IN_GROUP,
    ("POST", f"{ONE}/people"): {"facilitator there"},
    ("POST", f"{ONE}/leavings"): IN_GROUP | {"left"},
    ("POST", f"{ONE}/removals"): {"began"},
}
READ_BY_COHORT = {("GET", ONE), ("GET", f"{ONE}/file")}


@pytest.fixture
def people(db: Session, way: Way, helper: Person) -> dict[str, Person]:
    """One of each."""
    there = make_person(db)
    facilitator = make_person(db)
    participant = make_person(db)
    left = make_person(db)
    make_seat(db, way.cohort, there)
    make_seat(db, way.cohort, facilitator, role="facilitator")
    make_seat(db, way.cohort, participant)
    make_seat(db, way.cohort, left, state=LEFT)
    return {
        "began": way.person,
        "was there": there,
        "facilitator there": facilitator,
        "facilitator": helper,
        "participant": participant,
        "left": left,
        "lead": make_person(db, roles=["programme_lead"]),
        "of another cohort": make_way(db).person,
    }


def test_every_address_of_groups_is_in_the_matrix(app: Flask) -> None:
    there = {
        (method, rule.rule)
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith(ALL)
        for method in (rule.methods or set()) & {"GET", "POST"}
    }
    assert there == ROUTES.keys()


@pytest.mark.parametrize("seen_by", [GROUP, COHORT])
def test_each_opens_what_is_theirs_and_nothing_else(
    db: Session, app: Flask, way: Way, people: dict[str, Person], as_person: As, seen_by: str
) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    made = make_group(db, way.person, way.cohort, seen_by=seen_by)
    for who in ("was there", "facilitator there", "left"):
        put_in_group(db, made, people[who].id, now=NOON)
    removals = ("POST", f"{ONE}/removals")
    for who, person in people.items():
        client = as_person(person)
        for (method, rule), may in ROUTES.items():
            if (method, rule) == removals and who in may:
                continue
            is_shown = seen_by == COHORT and (method, rule) in READ_BY_COHORT
            allowed = may | IN_COHORT if is_shown else may
            address = (
                rule.replace("<slug>", way.cohort.slug)
                .replace("<uuid:group_id>", str(made))
                .replace("<moment>", "before")
            )
            status = client.open(address, method=method).status_code
            assert (status != 404) == (who in allowed), (who, method, rule, status)
            # What leaving took away is brought back for the next address.
            if rule.endswith("/leavings") and who in may:
                put_in_group(db, made, person.id, now=NOON)
                db.commit()
    assert as_person(way.person).post(f"{address_of(way)}/{made}/removals").status_code == 302


def address_of(way: Way) -> str:
    return ALL.replace("<slug>", way.cohort.slug)
