"""How people are reached and what they get: chosen by them, or entered for them at their wish."""

from __future__ import annotations

from datetime import time, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.kit.db import new_id
from app.people.models import Person
from app.people.rules import PROGRAMME_LEAD
from app.post.actions.channels import OTHER_WAY, move_waiting_letters
from app.post.actions.plan import NewLetter, plan_letters
from app.post.models import Letter, LetterChoice
from app.wiring import Platform
from tests.browser_like import post
from tests.clock import NOON
from tests.conftest import As
from tests.make.cohorts import make_cohort, make_facilitator, make_member
from tests.make.people import make_person
from tests.people.by_text.phone import take_phone

OWN = "/account/letters"
AS_IT_WAS = {
    "channel": "email",
    "phone": "",
    "post_address": "",
    "time_zone": "Europe/London",
    "quiet_from": "21:00",
    "quiet_until": "08:00",
    "reminders": "now",
    "catch_up": "now",
    "release": "now",
    "pledges": "now",
    "outcomes": "now",
    "assets": "now",
}


@pytest.fixture
def cohort(db: Session) -> Cohort:
    """A cohort with the address `riverside`."""
    return make_cohort(db, slug="riverside")


def contact_of(person: Person) -> str:
    """Where a facilitator enters how somebody is reached."""
    return f"/cohorts/riverside/people/{person.id}/contact"


def plan(db: Session, person: Person, kind: str = "note", **facts: object) -> Letter:
    """One letter that waits for somebody."""
    letter = NewLetter(person.id, kind, new_id(), NOON + timedelta(days=1), **facts)  # type: ignore[arg-type]
    plan_letters(db, [letter], now=NOON)
    db.commit()
    return db.scalars(select(Letter).where(Letter.about_id == letter.about_id)).one()


def test_somebody_chooses_texts_quiet_hours_and_a_weekly_letter(
    db: Session, as_person: As, platform: Platform
) -> None:
    person = make_person(db)
    browser = as_person(person)
    fields = {
        **AS_IT_WAS,
        "channel": "text",
        "phone": "07700 900123",
        "post_address": "1 High Street\r\nRiverside",
        "time_zone": "Europe/Paris",
        "quiet_from": "20:30",
        "quiet_until": "09:00",
        "reminders": "weekly",
        "release": "none",
    }
    take_phone(browser, platform, dict(fields))
    db.refresh(person)
    assert (person.channel, person.phone) == ("text", "+447700900123")
    assert (person.quiet_from, person.quiet_until) == (time(20, 30), time(9))
    assert (person.time_zone, person.post_address) == ("Europe/Paris", "1 High Street\nRiverside")
    chosen = {row.topic: row.choice for row in db.scalars(select(LetterChoice))}
    assert chosen == {"reminders": "weekly", "release": "none"}
    page = browser.get(OWN).text
    assert 'value="07700 900123"' in page
    assert 'value="weekly" checked' in page
    assert post(browser, OWN, {**fields, "reminders": "now"}).status_code == 302
    db.commit()
    assert [row.topic for row in db.scalars(select(LetterChoice))] == ["release"]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"channel": "text"}, "Write the phone number"),
        ({"channel": "call"}, "Write the phone number"),
        ({"channel": "pigeon"}, "Choose how to be reached"),
        ({"phone": "ring me"}, "Write one whole phone number"),
        ({"quiet_from": "late"}, "write it like 21:30"),
        ({"time_zone": "Mars/Olympus"}, "Choose a time zone from the list"),
        ({"post_address": "x" * 301}, "Use at most 300 characters"),
        ({"reminders": "daily"}, "Not a valid choice"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence_and_nothing_is_lost(
    db: Session, as_person: As, changes: dict[str, str], words: str
) -> None:
    person = make_person(db)
    fields = {**AS_IT_WAS, "post_address": "At the front desk", **changes}
    page = post(as_person(person), OWN, dict(fields))
    assert page.status_code == 422
    assert words in page.text
    assert fields["post_address"] in page.text
    db.refresh(person)
    assert (person.channel, person.phone, person.post_address) == ("email", None, "")


def test_without_an_e_mail_address_nobody_is_reached_by_e_mail(db: Session, as_person: As) -> None:
    person = make_person(db, email=None)
    page = post(as_person(person), OWN, dict(AS_IT_WAS))
    assert page.status_code == 422
    assert "There is no e-mail address. Choose another way." in page.text


def test_what_waits_goes_the_new_way_and_nothing_by_two(db: Session, as_person: As) -> None:
    person = make_person(db)
    waiting, listed, gone = (plan(db, person) for _ in range(3))
    listed.state, gone.state = "listed", "sent"
    browser = as_person(person)
    post(browser, OWN, {**AS_IT_WAS, "channel": "call", "phone": "07700 900123"})
    db.expire_all()
    assert (waiting.channel, waiting.state) == ("call", "due")
    assert (listed.channel, listed.state) == ("call", "due")
    assert (gone.channel, gone.state) == ("email", "sent")
    assert len(list(db.scalars(select(Letter)))) == 3


def test_who_goes_back_and_forth_has_each_letter_once(db: Session) -> None:
    person = make_person(db, phone="+447700900123")
    letter = plan(db, person)
    for channel in ("text", "email", "text", "call", "email"):
        move_waiting_letters(db, person.id, channel=channel, now=NOON)
    db.refresh(letter)
    assert (letter.channel, letter.state) == ("email", "due")
    assert len(list(db.scalars(select(Letter)))) == 1


def test_a_letter_that_had_lapsed_on_the_new_way_takes_the_old_ones_place(db: Session) -> None:
    person = make_person(db, phone="+447700900123")
    old = plan(db, person)
    twin = Letter(
        person_id=person.id,
        kind=old.kind,
        about_id=old.about_id,
        channel="text",
        state="lapsed",
        due_at=NOON,
        created_at=NOON,
    )
    db.add(twin)
    db.flush()
    move_waiting_letters(db, person.id, channel="text", now=NOON)
    db.commit()
    db.expire_all()
    assert (twin.state, twin.due_at) == ("due", NOON + timedelta(days=1))
    assert (old.state, old.reason) == ("lapsed", OTHER_WAY)


@pytest.mark.parametrize("kind", ["sign_in", "doubtful", "sending"])
def test_a_link_to_sign_in_and_what_may_have_arrived_stay_where_they_are(
    db: Session, kind: str
) -> None:
    person = make_person(db, phone="+447700900123")
    letter = plan(db, person, "sign_in" if kind == "sign_in" else "note")
    if kind == "doubtful":
        letter.doubts = 1
    if kind == "sending":
        letter.state = "sending"
    db.flush()
    assert move_waiting_letters(db, person.id, channel="text", now=NOON) == 0


def test_a_facilitator_enters_it_and_the_record_says_who(
    db: Session, cohort: Cohort, as_person: As
) -> None:
    farah = make_facilitator(db, cohort)
    person = make_member(db, cohort, name="Pat Paper", email=None)
    browser = as_person(farah)
    assert contact_of(person) in browser.get(f"/cohorts/riverside/people/{person.id}").text
    fields = {**AS_IT_WAS, "channel": "call", "phone": "07700 900123", "reminders": "none"}
    assert post(browser, contact_of(person), dict(fields)).status_code == 302
    db.refresh(person)
    assert (person.channel, person.contact_changed_by_id) == ("call", farah.id)
    assert db.scalars(select(LetterChoice.chosen_by_id)).all() == [farah.id]
    page = browser.get(contact_of(person)).text
    assert "Last changed on Wednesday 20 January 2027 by Farah Facilitator." in page


def test_a_facilitator_gives_a_first_e_mail_address_and_never_another(
    db: Session, cohort: Cohort, as_person: As
) -> None:
    farah = make_facilitator(db, cohort)
    person = make_member(db, cohort, email=None)
    browser = as_person(farah)
    first = {**AS_IT_WAS, "email": "pat@learning.example"}
    assert post(browser, contact_of(person), dict(first)).status_code == 302
    page = post(browser, contact_of(person), {**AS_IT_WAS, "email": "other@learning.example"})
    assert page.status_code == 409
    db.refresh(person)
    assert person.email == "pat@learning.example"


def test_an_address_of_somebody_else_is_refused_without_saying_whose(
    db: Session, cohort: Cohort, as_person: As
) -> None:
    farah = make_facilitator(db, cohort)
    make_person(db, name="Somebody Else", email="taken@learning.example")
    person = make_member(db, cohort, name="Pat Paper", email=None)
    browser = as_person(farah)
    page = post(browser, contact_of(person), {**AS_IT_WAS, "email": "Taken@learning.example"})
    assert page.status_code == 409
    assert "cannot be used here" in page.text
    assert "Somebody Else" not in page.text
    db.refresh(person)
    assert person.email is None


@pytest.mark.parametrize("who", ["facilitator", "lead", "elsewhere", "participant"])
def test_nobody_enters_it_for_people_who_are_not_theirs_to_reach(
    db: Session, cohort: Cohort, as_person: As, who: str
) -> None:
    farah = make_facilitator(db, cohort)
    whose = make_member(db, cohort, email=None)
    actor = farah
    if who == "facilitator":
        whose = make_facilitator(db, cohort, name="Fred Facilitator")
    elif who == "lead":
        whose.roles = [PROGRAMME_LEAD]
    elif who == "elsewhere":
        actor = make_facilitator(db, make_cohort(db))
    else:
        actor = make_member(db, cohort)
    browser = as_person(actor)
    assert browser.get(contact_of(whose)).status_code == 404
    assert post(browser, contact_of(whose), dict(AS_IT_WAS)).status_code == 404
