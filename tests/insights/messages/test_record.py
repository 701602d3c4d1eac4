"""What became of a message: what went, came back or was held back, and who may read it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, Enrolment
from app.cohorts.rules import LEFT
from app.people.models import Person
from app.post.models import Letter
from tests.browser_like import hidden_fields
from tests.clock import NOON
from tests.conftest import As, CountStatements
from tests.make.cohorts import make_cohort, make_facilitator
from tests.make.people import make_person

if TYPE_CHECKING:
    from app.wiring import Platform

from tests.insights.messages.writing import letters, look, post_works, send


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
    assert "2 sent, 2 still to go" in record
    assert record.count("On the call and post list") == 2
    assert "2 sent, 2 still to go" in browser.get("/cohorts/river/messages").text


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
    assert "<strong>1 did not arrive</strong>" in record
    assert "1 did not arrive" in browser.get("/cohorts/river/messages").text


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


def test_whoever_does_not_run_it_does_not_learn_that_somebody_was_missed(
    db: Session, browser: FlaskClient, everybody: Sequence[Person], as_person: As
) -> None:
    here = send(browser, look(browser, "?call=yes"), "?call=yes")
    pages = (here, "/cohorts/river/messages")
    for page in pages:
        assert "Participants who need a call" in browser.get(page).text
    lead = as_person(make_person(db, roles=["programme_lead"]))
    for page in pages:
        said = lead.get(page).text
        assert "Participants" in said
        assert "need a call" not in said
