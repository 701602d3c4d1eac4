"""Whoever gets a new way into somebody's account cannot do so without its person hearing of it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.people.models import Person
from app.post.actions.send import send_due
from app.post.models import Letter
from app.wiring import Platform
from tests.browser_like import post
from tests.clock import StoppedClock
from tests.conftest import As
from tests.make.passkeys import SoftPasskey
from tests.make.people import make_person
from tests.people.by_text.phone import take_phone
from tests.people.second_step.helping import OWN, app_on_page
from tests.people.second_step.test_passkeys import add
from tests.people.test_preferences import AS_IT_WAS

MAIL, PHONE = "amina@learning.example", "+447700900321"


@pytest.fixture
def amina(db: Session) -> Person:
    """Somebody in whose account somebody else sits."""
    return make_person(db, name="Amina Example", email=MAIL)


def told(db: Session, platform: Platform) -> tuple[Letter, str]:
    """The one letter about a new way in, once it has gone, and what it says."""
    send_due(platform.sessions, platform.office, clock=platform.clock)
    db.expire_all()
    letter = db.scalars(select(Letter).where(Letter.kind == "way_in_new")).one()
    assert letter.state == "sent"
    return letter, " ".join((letter.body or "").split())


def test_a_new_password_is_told(
    amina: Person, db: Session, as_person: As, platform: Platform
) -> None:
    new: dict[str, object] = {"new_password": "lamp river stone"}
    assert post(as_person(amina), "/account/password", new).status_code == 302
    letter, said = told(db, platform)
    assert (letter.channel, letter.to_address) == ("email", MAIL)
    assert "has a new password" in said
    assert "/sign-in" in said


def test_a_passkey_is_told(amina: Person, db: Session, as_person: As, platform: Platform) -> None:
    assert add(as_person(amina), SoftPasskey()) == 200
    assert "A passkey was added" in told(db, platform)[1]


def test_an_app_is_told(
    amina: Person, db: Session, as_person: As, platform: Platform, clock: StoppedClock
) -> None:
    browser = as_person(amina)
    app = app_on_page(browser)
    fields: dict[str, object] = {"code": app.shows(clock.now())}
    assert post(browser, f"{OWN}app/confirmation", fields, page=f"{OWN}app").status_code == 200
    assert "An app that shows codes" in told(db, platform)[1]


def test_new_recovery_codes_are_told(
    amina: Person, db: Session, as_person: As, platform: Platform, clock: StoppedClock
) -> None:
    browser = as_person(amina)
    add(browser, SoftPasskey())
    db.query(Letter).delete()
    db.commit()
    clock.move(minutes=1)
    assert post(browser, f"{OWN}recovery-codes", page=OWN).status_code == 200
    assert "recovery codes" in told(db, platform)[1]


@pytest.mark.parametrize("reached", ["email", "text"])
def test_another_number_for_codes_is_told_where_they_were_reached_until_now(
    amina: Person, db: Session, as_person: As, platform: Platform, reached: str
) -> None:
    if reached == "text":
        amina.email, amina.phone, amina.channel = None, PHONE, "text"
    theirs = {**AS_IT_WAS, "channel": "text", "phone": "07700 900999"}
    take_phone(as_person(amina), platform, dict(theirs))
    letter, said = told(db, platform)
    was = MAIL if reached == "email" else PHONE
    assert (letter.channel, letter.to_address) == (reached, was)
    assert "another phone" in said


def test_it_goes_at_night_and_where_the_way_in_is_taken_back_at_once(
    amina: Person, db: Session, as_person: As, platform: Platform, clock: StoppedClock
) -> None:
    browser = as_person(amina)
    take_phone(browser, platform, {**AS_IT_WAS, "channel": "text", "phone": "07700 900999"})
    assert post(browser, "/account/letters", dict(AS_IT_WAS)).status_code == 302
    clock.moment = clock.moment.replace(hour=2) + timedelta(days=1)
    assert told(db, platform)[0].to_address == MAIL


def test_it_follows_nobody_to_a_phone_that_is_entered_before_it_leaves(
    amina: Person, db: Session, as_person: As, platform: Platform
) -> None:
    browser = as_person(amina)
    post(browser, "/account/password", {"new_password": "lamp river stone"})
    theirs = {**AS_IT_WAS, "channel": "text", "phone": "07700 900999"}
    take_phone(browser, platform, dict(theirs))
    send_due(platform.sessions, platform.office, clock=platform.clock)
    letters = select(Letter).where(Letter.kind == "way_in_new")
    went = [(one.state, one.to_address) for one in db.scalars(letters)]
    assert went == [("sent", MAIL), ("sent", MAIL)]
