"""A programme lead helps somebody who cannot get in, or in whose account somebody else may be."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.audit.models import Entry
from app.people.actions.email_changes import ask_for_email
from app.people.actions.sign_in import make_link, use_link
from app.people.errors import LinkSpent
from app.people.models import EmailChange, Person
from app.people.rules import PROGRAMME_LEAD
from app.post.actions.send import send_due
from app.post.models import Letter
from app.wiring import Platform
from tests.browser_like import post
from tests.clock import NOON
from tests.conftest import As
from tests.make.people import make_person
from tests.make.second_steps import set_up_app
from tests.make.sign_ins import make_sign_in

RESET, END = "/admin/second-step", "/admin/sign-ins/end"
PHONE = "+447700900321"


@pytest.fixture
def lead(db: Session, as_person: As) -> FlaskClient:
    """A programme lead with a second step."""
    person = make_person(db, name="Lena Lead", roles=[PROGRAMME_LEAD])
    set_up_app(db, person)
    return as_person(person)


@pytest.fixture
def tess(db: Session) -> Person:
    """Somebody without e-mail, with a second step."""
    person = make_person(db, name="Tess Text", email=None, phone=PHONE, channel="text")
    set_up_app(db, person)
    return person


@pytest.mark.parametrize("called", ["07700 900321", " tess  TEXT "])
def test_somebody_without_e_mail_gets_in_again_and_is_told_by_text(
    lead: FlaskClient, tess: Person, db: Session, platform: Platform, called: str
) -> None:
    assert post(lead, RESET, {"called": called}, page=RESET).location == RESET
    db.refresh(tess)
    assert not tess.has_second_step
    send_due(platform.sessions, platform.office, clock=platform.clock)
    letter = db.scalars(select(Letter).where(Letter.kind == "second_step_reset")).one()
    assert (letter.channel, letter.state, letter.to_address) == ("text", "sent", PHONE)
    entry = db.scalars(select(Entry).where(Entry.deed == "people.reset_lost_second_step")).one()
    assert entry.whom_id == tess.id


@pytest.mark.parametrize("address", [RESET, END])
def test_of_two_who_are_called_alike_nobody_is_guessed(
    lead: FlaskClient, tess: Person, db: Session, address: str
) -> None:
    make_person(db, name="Tess Text", email="other@learning.example", phone=PHONE)
    db.commit()
    for called in ("Tess Text", "07700 900321"):
        page = post(lead, address, {"called": called}, page=RESET)
        assert page.status_code == 422
        assert "Several people" in page.text
    db.refresh(tess)
    assert tess.has_second_step


@pytest.mark.parametrize("called", ["tess@learning.example", "07700 900321"])
def test_nobody_stands_in_the_way_by_a_name_like_somebodys_address_or_number(
    lead: FlaskClient, tess: Person, db: Session, called: str
) -> None:
    tess.email = "tess@learning.example"
    make_person(db, name=called, email="namesake@learning.example")
    db.commit()
    assert post(lead, RESET, {"called": called}, page=RESET).location == RESET
    db.refresh(tess)
    assert not tess.has_second_step


def test_nobody_takes_their_own_away(lead: FlaskClient, db: Session) -> None:
    page = post(lead, RESET, {"called": "Lena Lead"}, page=RESET)
    assert page.status_code == 422
    assert "Another programme lead" in page.text
    assert db.scalars(select(Person.has_second_step).where(Person.name == "Lena Lead")).one()


def test_a_lead_signs_somebody_out_everywhere(
    lead: FlaskClient, db: Session, platform: Platform
) -> None:
    amina = make_person(db, name="Amina Example", email="amina@learning.example")
    here = make_sign_in(db, amina, now=NOON)
    link = make_link(db, amina.id, now=NOON)
    ask_for_email(db, amina, typed="thief@learning.example", here=here.id, now=NOON)
    db.commit()
    done = post(lead, END, {"called": "amina@learning.example"}, page=RESET)
    assert done.location == RESET
    db.refresh(here)
    assert here.ended_at == NOON
    assert db.scalars(select(EmailChange)).all() == []
    with pytest.raises(LinkSpent):
        use_link(db, link.id, now=NOON)
    send_due(platform.sessions, platform.office, clock=platform.clock)
    letter = db.scalars(select(Letter).where(Letter.kind == "shut_out")).one()
    assert (letter.person_id, letter.state) == (amina.id, "sent")
    entry = db.scalars(select(Entry).where(Entry.deed == "people.end_sign_ins_of_somebody")).one()
    assert entry.whom_id == amina.id


def test_only_leads_may(db: Session, as_person: As) -> None:
    browser = as_person(make_person(db))
    assert post(browser, END, {"called": "Tess Text"}).status_code == 403
