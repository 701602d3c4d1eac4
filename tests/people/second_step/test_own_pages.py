"""The pages of one's own second steps, what asks once more who is here, and a reset."""

from __future__ import annotations

import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cli import dlp
from app.people.actions.register import set_password
from app.people.models import Person, SecondStepReset
from app.people.rules import PROGRAMME_LEAD
from app.post.models import Letter
from app.wiring import Platform
from tests.browser_like import csrf_token, post
from tests.clock import NOON, StoppedClock
from tests.conftest import As
from tests.make.people import make_person
from tests.make.second_steps import App, set_up_app
from tests.make.sign_ins import make_sign_in
from tests.people.second_step.helping import OWN, app_on_page

PASSWORD = "kettle garden robin"
RESET = "/admin/second-step"


@pytest.fixture
def person(db: Session) -> Person:
    """Somebody with a password."""
    made = make_person(db, email="amina@learning.example")
    set_password(db, made, password=PASSWORD, now=NOON)
    return made


def test_the_page_draws_the_picture_in_itself_and_keeps_to_the_policy(
    person: Person, as_person: As
) -> None:
    client = as_person(person)
    app_on_page(client)
    answer = client.get(f"{OWN}app")
    page = answer.get_data(as_text=True)
    assert "<svg" in page
    assert "style=" not in page
    assert "img-src 'self';" in answer.headers["Content-Security-Policy"]
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_wrong_first_code_changes_nothing(person: Person, as_person: As) -> None:
    client = as_person(person)
    app_on_page(client)
    for code in ("", "123456", "x" * 500):
        assert post(client, f"{OWN}app/confirmation", {"code": code}).status_code == 422
    assert "Set up an app" in client.get(OWN).get_data(as_text=True)


def test_sending_the_first_code_twice_shows_no_codes_again(
    person: Person, as_person: As, clock: StoppedClock
) -> None:
    client = as_person(person)
    app = app_on_page(client)
    fields: dict[str, object] = {"code": app.shows(clock.now())}
    assert post(client, f"{OWN}app/confirmation", fields).status_code == 200
    again = post(client, f"{OWN}app/confirmation", fields)
    assert again.status_code == 409


@pytest.mark.parametrize("address", [f"{OWN}app", f"{OWN}app/removal", f"{OWN}recovery-codes"])
def test_what_matters_asks_once_more_after_fifteen_minutes(
    db: Session, person: Person, as_person: As, clock: StoppedClock, address: str
) -> None:
    app, _ = set_up_app(db, person)
    client = as_person(person)
    clock.move(minutes=15)
    token = csrf_token(client, OWN)
    sent = client.post(
        address, data={"csrf_token": token}, headers={"Referer": f"http://localhost{OWN}"}
    )
    assert sent.location == "/account/step?next=/account/second-step/"
    assert "Nothing was done yet" in client.get(sent.location).get_data(as_text=True)
    fields: dict[str, object] = {"code": app.shows(clock.now()), "next": OWN}
    assert post(client, "/account/step", fields, page=sent.location).location == OWN
    assert post(client, address, page=OWN).status_code in {200, 302}


def test_a_page_with_faults_that_no_address_opens_is_not_what_one_comes_back_to(
    db: Session, person: Person, as_person: As, clock: StoppedClock
) -> None:
    set_up_app(db, person)
    client = as_person(person)
    clock.move(minutes=15)
    headers = {"Referer": f"http://localhost{OWN}app/confirmation"}
    fields = {"csrf_token": csrf_token(client, OWN)}
    sent = client.post(f"{OWN}recovery-codes", data=fields, headers=headers)
    assert sent.location == "/account/step"


def test_without_a_second_step_the_password_is_asked_for(
    person: Person, as_person: As, clock: StoppedClock
) -> None:
    client = as_person(person)
    clock.move(minutes=15)
    assert client.get(f"{OWN}app").location == "/account/step?next=/account/second-step/app"
    wrong = post(client, "/account/step", {"password": "kettle garden rabbit"})
    assert wrong.status_code == 422
    right: dict[str, object] = {"password": PASSWORD, "next": "//evil.example/"}
    assert post(client, "/account/step", right).location == OWN
    assert app_on_page(client)


def test_a_password_is_no_second_step(
    db: Session, person: Person, as_person: As, clock: StoppedClock
) -> None:
    set_up_app(db, person)
    client = as_person(person)
    clock.move(minutes=15)
    assert post(client, "/account/step", {"password": PASSWORD}).status_code == 422


def test_somebody_without_a_password_is_told_to_come_in_by_a_link_again(
    db: Session, as_person: As, clock: StoppedClock
) -> None:
    client = as_person(make_person(db))
    clock.move(minutes=15)
    page = client.get("/account/step").get_data(as_text=True)
    assert "in again with a link" in page
    assert post(client, "/account/step", {"password": ""}).status_code == 422


def lead_with_app(db: Session) -> tuple[Person, App]:
    """A programme lead with an app of their own."""
    lead = make_person(db, name="Lena Example", roles=[PROGRAMME_LEAD])
    return lead, set_up_app(db, lead)[0]


def test_a_lead_takes_away_a_lost_second_step_and_the_person_is_told(
    db: Session, person: Person, as_person: As, client: FlaskClient
) -> None:
    lead, _ = lead_with_app(db)
    set_up_app(db, person)
    open_before = make_sign_in(db, person, now=NOON)
    as_person(lead)
    assert post(client, RESET, {"called": " AMINA@learning.example"}, page=RESET).location == RESET
    db.refresh(person)
    assert not person.has_second_step
    db.refresh(open_before)
    assert open_before.ended_at == NOON
    record = db.scalars(select(SecondStepReset)).one()
    assert (record.person_id, record.by_id, record.reset_at) == (person.id, lead.id, NOON)
    letter = db.scalars(select(Letter).where(Letter.kind == "second_step_reset")).one()
    assert (letter.person_id, letter.about_id) == (person.id, record.id)


@pytest.mark.parametrize("whose", ["own", "nobody", "without"])
def test_there_is_nothing_to_take_away_from_oneself_nobody_or_somebody_without(
    db: Session, person: Person, as_person: As, whose: str
) -> None:
    lead, _ = lead_with_app(db)
    client = as_person(lead)
    email = {"own": lead.email, "nobody": "nobody@learning.example", "without": person.email}
    assert post(client, RESET, {"called": email[whose]}, page=RESET).status_code == 422
    db.refresh(lead)
    assert lead.has_second_step


def test_only_a_lead_who_has_just_shown_their_own_second_step_may(
    db: Session, person: Person, as_person: As, clock: StoppedClock
) -> None:
    set_up_app(db, person)
    assert as_person(person).get(RESET).status_code == 403
    assert post(as_person(person), RESET, {"called": "x@learning.example"}).status_code == 403
    lead, app = lead_with_app(db)
    client = as_person(lead)
    clock.move(minutes=15)
    assert client.get(RESET).location == f"/account/step?next={RESET}"
    token = csrf_token(client)
    stale = client.post(RESET, data={"csrf_token": token, "called": person.email})
    assert stale.status_code in {302, 403}
    db.refresh(person)
    assert person.has_second_step
    fields: dict[str, object] = {"code": app.shows(clock.now()), "next": RESET}
    assert post(client, "/account/step", fields).location == RESET
    assert client.get(RESET).status_code == 200


def test_a_lead_without_a_second_step_takes_nobody_elses_away(
    db: Session, person: Person, as_person: As
) -> None:
    set_up_app(db, person)
    client = as_person(make_person(db, roles=[PROGRAMME_LEAD]))
    assert client.get(RESET).location == OWN
    assert post(client, RESET, {"called": person.email}).location == OWN
    db.refresh(person)
    assert person.has_second_step


def test_on_the_machine_the_last_lead_gets_back_in(
    db: Session, person: Person, platform: Platform
) -> None:
    set_up_app(db, person)
    words = ["person", "reset-second-step", "amina@learning.example"]
    done = CliRunner().invoke(dlp.commands["person"], words[1:], obj=platform)
    assert done.exit_code == 0, done.output
    db.refresh(person)
    assert not person.has_second_step
    assert db.scalars(select(SecondStepReset.by_id)).all() == [None]
