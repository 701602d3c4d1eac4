"""Writing to some of a cohort: who gets it, how, and what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, Enrolment
from app.cohorts.rules import INVITED, LEFT
from app.insights.models import GroupMessage
from app.people.models import Person
from app.post.actions.send import send_due
from app.post.models import Letter
from tests.browser_like import hidden_fields
from tests.clock import NOON
from tests.conftest import As, CountStatements
from tests.make.cohorts import make_cohort, make_enrolment, make_facilitator, make_member
from tests.make.people import make_person

if TYPE_CHECKING:
    from app.wiring import Platform

SAID = {"subject": "Tea before we start", "words": "There is tea at half past nine.\n\nDo come."}
PHONE = "+447700900123"


@pytest.fixture
def cohort(db: Session) -> Cohort:
    """A cohort with a phone."""
    return make_cohort(db, slug="river", name="Riverside", phone="0161 496 0123")


@pytest.fixture
def farah(db: Session, cohort: Cohort) -> Person:
    """Who runs it."""
    return make_facilitator(db, cohort, name="Farah Facilitator")


@pytest.fixture
def browser(farah: Person, as_person: As) -> FlaskClient:
    """Farah's browser."""
    return as_person(farah)


@pytest.fixture
def everybody(db: Session, cohort: Cohort) -> Sequence[Person]:
    """One who reads e-mail, one texts, one who is rung, and one who reads paper."""
    people = [
        make_person(db, name="Em Mail", email="em@learning.example"),
        make_person(db, name="Tess Text", email=None, phone=PHONE, channel="text"),
        make_person(db, name="Cal Call", email=None, phone=PHONE, channel="call"),
        make_person(db, name="Pia Paper", email=None, channel="post"),
    ]
    for person in people:
        make_enrolment(db, cohort, person)
    db.commit()
    return people


def look(browser: FlaskClient, query: str = "", **fields: object) -> str:
    """The preview of a message, as the form leads to it."""
    page = browser.get(f"/cohorts/river/messages/new{query}")
    sent = {**hidden_fields(page.text), **SAID, **fields}
    return browser.post(f"/cohorts/river/messages/previews{query}", data=sent).text


def send(browser: FlaskClient, preview: str, query: str = "", **fields: object) -> str:
    """Press the button on a preview; gives back where it leads."""
    sent = {**hidden_fields(preview), "words": SAID["words"], **fields}
    answer = browser.post(f"/cohorts/river/messages{query}", data=sent)
    assert answer.status_code == 302, answer.text
    return answer.location


def letters(db: Session) -> dict[str, Letter]:
    """The letters of all messages, by name."""
    db.rollback()
    rows = db.execute(
        select(Person.name, Letter).join(Person).where(Letter.kind == "message"),
        execution_options={"populate_existing": True},
    )
    return {row[0]: row[1] for row in rows}


def post_works(platform: Platform) -> None:
    """The worker sends what is due."""
    send_due(platform.sessions, platform.office, clock=platform.clock)


def test_each_gets_it_by_their_own_way_and_the_record_says_what_became_of_it(
    db: Session, platform: Platform, browser: FlaskClient, everybody: Sequence[Person]
) -> None:
    preview = look(browser)
    assert "It has not gone yet" in preview
    assert "4 people: 1 by e-mail, 1 by text message, 1 by phone call, 1 on paper" in preview
    assert letters(db) == {}
    here = send(browser, preview)
    post_works(platform)
    found = letters(db)
    assert {name: one.channel for name, one in found.items()} == {
        "Em Mail": "email",
        "Tess Text": "text",
        "Cal Call": "call",
        "Pia Paper": "post",
    }
    mail, text = found["Em Mail"].body or "", found["Tess Text"].body or ""
    assert found["Em Mail"].subject == "Riverside: Tea before we start"
    assert "Farah Facilitator, who runs “Riverside” with you, writes:" in mail
    assert "There is tea at half past nine.\n\nDo come." in mail
    assert "0161 496 0123" in mail
    assert text == "Farah Facilitator of Riverside: There is tea at half past nine. Do come."
    record = browser.get(here).text
    assert record.count("Went out") == 2
    assert record.count("On the call and post list") == 2
    assert "2 went" in browser.get("/cohorts/river/messages").text


def test_what_came_back_is_said(
    db: Session, platform: Platform, browser: FlaskClient, everybody: Sequence[Person]
) -> None:
    here = send(browser, look(browser))
    post_works(platform)
    one = letters(db)["Em Mail"]
    one.bounced_at, one.reason = NOON, "Their mailbox is full."
    db.commit()
    record = browser.get(here).text
    assert "Came back" in record
    assert "Their mailbox is full." in record
    assert "1 did not arrive" in browser.get("/cohorts/river/messages").text


def test_only_whom_the_choice_names_and_nobody_who_was_ticked_off(
    db: Session, cohort: Cohort, browser: FlaskClient, everybody: Sequence[Person]
) -> None:
    make_member(db, cohort, name="Liv Elsewhere", standing="lived_experience")
    make_member(db, cohort, name="Gone Away", state=LEFT)
    make_member(db, cohort, name="In Vited", state=INVITED)
    db.commit()
    seats = {
        name: str(seat)
        for name, seat in db.execute(
            select(Person.name, Enrolment.id).join(Person, Person.id == Enrolment.person_id)
        )
    }
    query = "?standing=pcn_staff&state=any"
    preview = look(browser, query, left_out=[seats["Em Mail"]])
    assert "without those you ticked" in preview
    send(browser, preview, query)
    assert set(letters(db)) == {"Tess Text", "Cal Call", "Pia Paper", "In Vited"}
    assert "Liv Elsewhere" not in preview
    assert "Gone Away" not in preview


def test_the_button_pressed_twice_is_one_message(
    db: Session, browser: FlaskClient, everybody: Sequence[Person]
) -> None:
    preview = look(browser)
    assert send(browser, preview) == send(browser, preview)
    assert len(letters(db)) == 4
    assert db.scalar(select(func.count()).select_from(GroupMessage)) == 1


def test_who_joined_since_the_preview_gets_nothing_unseen(
    db: Session, cohort: Cohort, browser: FlaskClient, everybody: Sequence[Person]
) -> None:
    preview = look(browser)
    make_member(db, cohort, name="Just Joined")
    db.commit()
    sent = {**hidden_fields(preview), "words": SAID["words"]}
    answer = browser.post("/cohorts/river/messages", data=sent)
    assert answer.status_code == 409
    assert "Nothing was sent" in answer.text
    assert SAID["subject"] in answer.text
    assert "Do come." in answer.text
    assert letters(db) == {}


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"subject": " "}, "Say in one line what it is about"),
        ({"words": ""}, "Write your message"),
        ({"words": "a" * 501}, "1 person gets this as a text message"),
        ({"words": "a" * 2_001}, "Write your message, in at most 2,000 characters"),
        ({"subject": "a" * 121}, "Say in one line what it is about"),
    ],
)
def test_what_cannot_go_is_refused_in_a_sentence_and_given_back(
    browser: FlaskClient, everybody: Sequence[Person], fields: dict[str, str], sentence: str
) -> None:
    page = look(browser, **fields)
    assert sentence in page
    assert next(iter(fields.values()))[:400] in page


def test_what_has_not_gone_can_be_held_back(
    db: Session, platform: Platform, browser: FlaskClient, everybody: Sequence[Person]
) -> None:
    here = send(browser, look(browser))
    assert "Hold back the rest" in browser.get(here).text
    page = browser.post(f"{here}/stops", data=hidden_fields(browser.get(here).text))
    assert page.status_code == 302
    post_works(platform)
    assert {one.state for one in letters(db).values()} == {"lapsed"}
    record = browser.get(here).text
    assert "Farah Facilitator held back what had not gone" in record
    assert "Hold back the rest" not in record


def test_whoever_leaves_before_it_goes_gets_none(
    db: Session, platform: Platform, browser: FlaskClient, everybody: Sequence[Person]
) -> None:
    send(browser, look(browser))
    seat = db.scalars(select(Enrolment).where(Enrolment.person_id == everybody[0].id)).one()
    seat.state, seat.left_at = LEFT, NOON
    db.commit()
    post_works(platform)
    assert letters(db)["Em Mail"].state == "lapsed"
    assert letters(db)["Tess Text"].state == "sent"


def test_a_record_of_many_costs_as_much_as_one_of_few(
    db: Session,
    cohort: Cohort,
    farah: Person,
    browser: FlaskClient,
    everybody: Sequence[Person],
    count_statements: CountStatements,
) -> None:
    here = send(browser, look(browser))
    browser.get(here)
    costs = []
    for people in (0, 60):
        for number in range(people):
            person = make_person(db, name=f"Person {number}")
            db.add(_letter(person, UUID(here.rsplit("/", 1)[1]), cohort))
        db.commit()
        with count_statements() as said:
            browser.get(here)
        costs.append(len(said))
    assert costs[0] == costs[1]
    assert costs[0] <= 6


def _letter(person: Person, about: UUID, cohort: Cohort) -> Letter:
    return Letter(
        person_id=person.id,
        kind="message",
        about_id=about,
        cohort_id=cohort.id,
        channel="email",
        due_at=NOON,
        created_at=NOON,
    )


def test_nobody_else_writes_or_reads(
    db: Session, cohort: Cohort, browser: FlaskClient, everybody: Sequence[Person], as_person: As
) -> None:
    here = send(browser, look(browser))
    other = make_facilitator(db, make_cohort(db), name="Otto Other")
    lead = make_person(db, roles=["programme_lead"])
    for person, status in ((everybody[0], 404), (other, 404), (lead, 200)):
        page = as_person(person)
        for address in ("/cohorts/river/messages", "/cohorts/river/messages/new", here):
            assert page.get(address).status_code == status, address
    own = as_person(other)
    slug = db.scalars(
        select(Cohort.slug).join(Enrolment).where(Enrolment.person_id == other.id)
    ).one()
    assert own.get(f"/cohorts/{slug}/messages/{here.rsplit('/', 1)[1]}").status_code == 404
