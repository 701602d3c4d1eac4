"""The pages of cohorts as each person sees them, without scripts."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, Enrolment
from app.people.models import Person
from tests.browser_like import post
from tests.conftest import As, CountStatements
from tests.make.cohorts import make_cohort, make_edition, make_facilitator, make_member
from tests.make.people import make_person

LEADS_ONLY = ("/admin/", "/admin/cohorts/new", "/cohorts/riverside/facilitators")


RUNNERS_ONLY = ("/cohorts/riverside/people", "/cohorts/riverside/people/new")


@pytest.mark.parametrize("address", [*LEADS_ONLY, *RUNNERS_ONLY])
def test_participants_and_strangers_do_not_see_the_work_behind_a_cohort(
    db: Session, cohort: Cohort, as_person: As, address: str
) -> None:
    for person in (make_member(db, cohort), make_member(db, make_cohort(db)), make_person(db)):
        assert as_person(person).get(address).status_code in (403, 404)


def test_a_facilitator_sees_the_people_but_makes_no_facilitators(
    db: Session, cohort: Cohort, as_person: As
) -> None:
    browser = as_person(make_facilitator(db, cohort))
    assert [browser.get(address).status_code for address in RUNNERS_ONLY] == [200, 200]
    assert {browser.get(address).status_code for address in LEADS_ONLY} <= {403, 404}


def test_a_facilitator_who_has_not_said_yes_sees_nobody_yet(
    db: Session, cohort: Cohort, as_person: As
) -> None:
    person = make_member(db, cohort, role="facilitator", state="invited")
    assert as_person(person).get("/cohorts/riverside/people").status_code == 404


@pytest.mark.parametrize(
    ("state", "status", "words"),
    [
        ("joined", 200, "Next session"),
        ("invited", 200, "You are invited"),
        ("declined", 200, "You said no thanks"),
        ("left", 404, "could not find"),
    ],
)
def test_the_page_of_a_cohort_fits_who_comes(
    db: Session, cohort: Cohort, as_person: As, state: str, status: int, words: str
) -> None:
    answer = as_person(make_member(db, cohort, state=state)).get("/cohorts/riverside/")
    assert answer.status_code == status
    assert words in answer.text


def test_a_cohort_is_not_there_for_strangers_and_visitors_sign_in_first(
    db: Session, cohort: Cohort, client: FlaskClient, as_person: As
) -> None:
    assert client.get("/cohorts/riverside/").headers["Location"].startswith("/sign-in")
    browser = as_person(make_person(db))
    assert browser.get("/cohorts/riverside/").status_code == 404
    assert browser.get("/cohorts/nowhere/").status_code == 404
    assert cohort.name not in browser.get("/cohorts/riverside/").text


def test_people_of_another_cohort_are_not_found_here(
    db: Session, cohort: Cohort, as_person: As
) -> None:
    other = make_member(db, make_cohort(db))
    browser = as_person(make_facilitator(db, cohort))
    assert browser.get(f"/cohorts/riverside/people/{other.id}").status_code == 404
    assert post(browser, f"/cohorts/riverside/people/{other.id}/answers").status_code == 404


def test_a_person_answers_their_own_invitation(db: Session, cohort: Cohort, as_person: As) -> None:
    browser = as_person(make_member(db, cohort, state="invited"))
    answers = "/cohorts/riverside/invitation-answers"
    assert post(browser, answers, {"answer": "perhaps"}).status_code == 422
    assert post(browser, answers, {"answer": "no"}).status_code == 302
    assert "You said no thanks" in browser.get("/cohorts/riverside/").text
    for _ in range(2):
        assert post(browser, answers, {"answer": "yes"}).status_code == 302
    page = browser.get("/cohorts/riverside/").text
    assert "Welcome to" in page
    assert "Leave this cohort" in page
    assert post(browser, answers, {"answer": "no"}).status_code == 409


def test_a_participant_leaves_and_a_facilitator_does_not_by_accident(
    db: Session, cohort: Cohort, as_person: As
) -> None:
    facilitator = make_facilitator(db, cohort)
    browser = as_person(make_member(db, cohort))
    assert "It is fine to stop" in browser.get("/cohorts/riverside/departures").text
    for _ in range(2):
        answer = post(browser, "/cohorts/riverside/departures")
        assert answer.headers["Location"] == "/home"
    assert browser.get("/cohorts/riverside/").status_code == 404
    assert as_person(facilitator).get("/cohorts/riverside/departures").status_code == 404
    states = db.scalars(select(Enrolment.state).order_by(Enrolment.state)).all()
    assert states == ["joined", "left"]


def test_the_number_to_ring_is_kept_and_shown(db: Session, cohort: Cohort, as_person: As) -> None:
    browser = as_person(make_facilitator(db, cohort))
    facts = {"name": cohort.name, "phone": "ask"}
    assert post(browser, "/cohorts/riverside/settings", dict(facts)).status_code == 422
    post(browser, "/cohorts/riverside/settings", {**facts, "phone": "020 7946 0000"})
    page = browser.get("/cohorts/riverside/").text
    assert 'Ring <span class="dlp-nowrap">020 7946 0000</span>.' in page


def test_lists_longer_than_fifty_are_paged_and_cost_the_same(
    db: Session, cohort: Cohort, as_person: As, count_statements: CountStatements
) -> None:
    browser = as_person(make_facilitator(db, cohort))
    sent = []
    for more in (9, 50):
        for number in range(more):
            make_member(db, cohort, name=f"Person {number:03}", state="invited")
        db.commit()
        with count_statements() as statements:
            page = browser.get("/cohorts/riverside/people").text
        sent.append(len(statements))
    assert sent[0] == sent[1] <= 8
    assert page.count('scope="row"') == 50
    assert "Showing 1 to 50 of 60" in page
    for asked in ("2", "999999999999999999999", "-5", "two"):
        assert browser.get(f"/cohorts/riverside/people?page={asked}").status_code == 200


def test_the_list_of_cohorts_costs_the_same_however_long(
    db: Session, lead: Person, as_person: As, count_statements: CountStatements
) -> None:
    browser = as_person(lead)
    edition = make_edition(db)
    sent = []
    for more in (5, 55):
        for number in range(more):
            cohort = make_cohort(db, name=f"Cohort {more}-{number}", edition=edition)
            make_member(db, cohort)
        db.commit()
        with count_statements() as statements:
            page = browser.get("/admin/").text
        sent.append(len(statements))
    assert sent[0] == sent[1] <= 4
    assert page.count('scope="row"') == 50


def test_names_are_text_never_markup(db: Session, cohort: Cohort, as_person: As) -> None:
    make_member(db, cohort, name="<script>alert(1)</script>")
    browser = as_person(make_facilitator(db, cohort))
    assert "<script>alert" not in browser.get("/cohorts/riverside/people").text
