"""Programme leads must have a second step: at once, or after some days of grace."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.people.actions.register import set_password
from app.people.models import Person
from app.people.rules import (
    MENTORING_COORDINATOR,
    PROGRAMME_LEAD,
    SAFEGUARDING_DEPUTY,
    SAFEGUARDING_LEAD,
)
from app.settings import read_settings
from app.wiring import Platform
from tests.apps import new_app
from tests.browser_like import post
from tests.clock import NOON, StoppedClock
from tests.make.people import make_person
from tests.people.second_step.helping import app_on_page

PASSWORD = "kettle garden robin"
OWN = "/account/second-step/"


@pytest.fixture
def lead(db: Session) -> Person:
    """A programme lead with a password alone."""
    person = make_person(db, email="lead@learning.example", roles=[PROGRAMME_LEAD])
    set_password(db, person, password=PASSWORD, now=NOON)
    db.commit()
    return person


@pytest.fixture
def strict(platform: Platform) -> FlaskClient:
    """A browser at a platform without days of grace."""
    on = replace(platform, settings=replace(platform.settings, lead_grace_days=0))
    return new_app(on).test_client()


def signed_in(client: FlaskClient, person: Person) -> FlaskClient:
    """Somebody who came with e-mail and password."""
    fields: dict[str, object] = {"email": person.email, "password": PASSWORD}
    assert post(client, "/sign-in", fields, page="/sign-in").location == "/home"
    return client


@pytest.mark.parametrize(
    "address", ["/admin/", "/home", "/admin/places/", "/account/", "/outputs/"]
)
def test_without_grace_nothing_opens_for_a_lead_before_the_second_step(
    strict: FlaskClient, lead: Person, address: str
) -> None:
    signed_in(strict, lead)
    assert strict.get(address).location == OWN
    assert strict.get(OWN).status_code == 200
    assert strict.get("/privacy").status_code == 200


def test_a_lead_sets_it_up_at_once_and_everything_opens(
    strict: FlaskClient, lead: Person, clock: StoppedClock
) -> None:
    signed_in(strict, lead)
    app = app_on_page(strict)
    done = post(
        strict, f"{OWN}app/confirmation", {"code": app.shows(clock.now())}, page=f"{OWN}app"
    )
    assert done.status_code == 200
    assert done.get_data(as_text=True).count("<li>") >= 10
    assert strict.get("/admin/").status_code == 200


def test_a_lead_may_always_sign_out(strict: FlaskClient, lead: Person) -> None:
    signed_in(strict, lead)
    assert post(strict, "/sign-out", page=OWN).location == "/sign-in"


def test_within_the_days_of_grace_a_line_tells_by_when(
    client: FlaskClient, lead: Person, clock: StoppedClock
) -> None:
    signed_in(client, lead)
    assert "Friday 19 February 2027" in client.get("/admin/").get_data(as_text=True)
    clock.move(days=29)
    other = signed_in(client.application.test_client(), lead)
    assert other.get("/admin/").status_code == 200
    clock.move(days=1)
    late = signed_in(client.application.test_client(), lead)
    assert late.get("/admin/").location == OWN


@pytest.mark.parametrize("role", ["", MENTORING_COORDINATOR])
def test_nobody_else_must(strict: FlaskClient, db: Session, role: str) -> None:
    person = make_person(db, email="ben@learning.example", roles=[role] if role else [])
    set_password(db, person, password=PASSWORD, now=NOON)
    db.commit()
    assert signed_in(strict, person).get("/account/").status_code == 200


@pytest.mark.parametrize("role", [SAFEGUARDING_LEAD, SAFEGUARDING_DEPUTY])
def test_whoever_reads_worries_must_too(strict: FlaskClient, db: Session, role: str) -> None:
    person = make_person(db, email="sue@learning.example", roles=[role])
    set_password(db, person, password=PASSWORD, now=NOON)
    db.commit()
    assert signed_in(strict, person).get("/account/").location == OWN
    db.refresh(person)
    assert person.second_step_asked_at is not None


@pytest.mark.parametrize(
    ("mail", "days"),
    [
        ("", 30),
        ("maildir:/tmp/mail", 30),
        ("smtp://mail.example:587", 0),
        ("notify:k?template=t", 0),
    ],
)
def test_there_is_no_grace_where_letters_go_out(tmp_path: object, mail: str, days: int) -> None:
    given = {"DLP_DATA_DIR": str(tmp_path), "DLP_MAIL_URL": mail}
    assert read_settings(given).lead_grace_days == days
    assert read_settings({**given, "DLP_LEAD_GRACE_DAYS": "7"}).lead_grace_days == 7
