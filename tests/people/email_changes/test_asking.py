"""Asking for another address: who may, and what it tells of others."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.people.models import EmailChange, Person
from app.post.models import Letter
from app.wiring import Platform
from tests.browser_like import post
from tests.clock import StoppedClock
from tests.conftest import As, CountStatements
from tests.make.cohorts import make_cohort, make_facilitator, make_member
from tests.make.people import make_person
from tests.people.email_changes.both_ends import ASK, NEW, OLD, ask, link_in, mails, text_of
from tests.people.test_preferences import AS_IT_WAS, contact_of

TAKEN = "taken@learning.example"


def test_an_address_of_somebody_else_is_answered_alike_and_its_owner_is_told(
    here: FlaskClient, db: Session, platform: Platform, count_statements: CountStatements
) -> None:
    make_person(db, name="Olga Owner", email=TAKEN)
    db.commit()
    # The first page of a sign-in does a little more.
    ask(here, "first@learning.example")
    here.get("/account/")
    answers = []
    for address in (NEW, TAKEN):
        with count_statements() as sent:
            answer = ask(here, address)
        page = here.get("/account/").text.replace(address, "")
        # A form's token holds the second in which it was made.
        page = re.sub(r'nonce="[^"]*"|(?<=name="csrf_token" )value="[^"]*"', "", page)
        answers.append((answer.status_code, answer.location, answer.data, page, len(sent)))
    assert answers[0] == answers[1]
    sent_to = mails(platform)
    told = text_of(sent_to[f"Olga Owner <{TAKEN}>: Somebody asked to use your e-mail address"])
    assert "Amina" not in told
    assert OLD not in told
    assert "/account/email/" not in told
    assert not any(name.startswith(f"{TAKEN}:") for name in sent_to)


@pytest.mark.parametrize(
    ("typed", "words"),
    [("", "Write your new"), ("nonsense", "like name@"), (OLD.upper(), "already"), ("x" * 400, "")],
)
def test_what_cannot_be_is_refused_in_words(
    here: FlaskClient, db: Session, typed: str, words: str
) -> None:
    page = ask(here, typed)
    assert page.status_code == 422
    assert words in page.text
    assert db.scalars(select(EmailChange)).all() == []


def test_it_asks_once_more_who_is_here(here: FlaskClient, db: Session, clock: StoppedClock) -> None:
    here.get(ASK)
    clock.move(minutes=15)
    assert here.get(ASK).location == "/account/step?next=/account/email"
    assert post(here, ASK, {"email": NEW}, page="/account/").status_code in {302, 403}
    assert db.scalars(select(EmailChange)).all() == []


def test_who_asks_again_thinks_of_the_new_one_only(
    here: FlaskClient, db: Session, platform: Platform
) -> None:
    ask(here)
    ask(here, "third@learning.example")
    assert db.scalars(select(EmailChange.new_email)).all() == ["third@learning.example"]
    assert not any(name.startswith(NEW) for name in mails(platform))


def test_somebody_without_e_mail_is_told_by_text_and_answers_there(
    db: Session, as_person: As, platform: Platform
) -> None:
    tess = make_person(db, name="Tess Text", email=None, phone="+447700900321", channel="text")
    browser = as_person(tess)
    ask(browser)
    mails(platform)
    folder = Path(platform.settings.text_url.removeprefix("folder:"))
    (text,) = [json.loads(file.read_text())["text"] for file in folder.glob("*.json")]
    old = link_in(text)
    assert post(browser, old, {"says": "yes"}, page=old).status_code == 200
    assert tess.email is None


def test_a_first_address_does_not_come_by_another_form(db: Session, as_person: As) -> None:
    tess = make_person(db, email=None, phone="+447700900321", channel="text")
    fields = {**AS_IT_WAS, "channel": "text", "phone": "07700 900321", "email": NEW}
    assert post(as_person(tess), "/account/letters", dict(fields)).status_code == 302
    db.refresh(tess)
    assert tess.email is None


def test_another_number_for_texts_asks_once_more_who_is_here(
    db: Session, as_person: As, clock: StoppedClock
) -> None:
    tess = make_person(db, email=None, phone="+447700900321", channel="text")
    browser = as_person(tess)
    clock.move(minutes=15)
    fields = {**AS_IT_WAS, "channel": "text", "phone": "07700 900999", "post_address": "The desk"}
    asked = post(browser, "/account/letters", dict(fields))
    assert asked.status_code == 403
    assert "The desk" in asked.text
    same = {**fields, "phone": "07700 900321"}
    assert post(browser, "/account/letters", dict(same)).status_code == 302
    db.refresh(tess)
    assert tess.phone == "+447700900321"


@pytest.mark.parametrize("reached", ["email", "text"])
def test_where_somebody_was_reached_is_told_when_a_facilitator_changes_it(
    db: Session, as_person: As, platform: Platform, reached: str
) -> None:
    cohort = make_cohort(db, slug="riverside")
    farah = make_facilitator(db, cohort)
    email = OLD if reached == "email" else None
    pat = make_member(db, cohort, name="Pat Paper", email=email)
    if reached == "text":
        pat.phone, pat.channel = "+447700900321", "text"
    fields = {**AS_IT_WAS, "channel": "call", "phone": "07700 900999"}
    assert post(as_person(farah), contact_of(pat), dict(fields)).status_code == 302
    told = db.scalars(select(Letter).where(Letter.kind == "contact_changed")).one()
    mails(platform)
    db.refresh(told)
    assert (told.channel, told.state) == (reached, "sent")
    assert told.to_address == (OLD if reached == "email" else "+447700900321")
    assert farah.name in (told.body or "")


def test_who_changes_it_themselves_is_told_nothing(db: Session, as_person: As) -> None:
    pat: Person = make_person(db)
    post(as_person(pat), "/account/letters", {**AS_IT_WAS, "post_address": "The desk"})
    assert db.scalars(select(Letter)).all() == []
