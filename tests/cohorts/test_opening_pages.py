"""Opening a cohort, on its page."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.people.models import Person
from tests.browser_like import hidden_fields, post
from tests.conftest import As
from tests.make.cohorts import make_edition


def test_a_lead_opens_a_cohort_and_asks_somebody_to_run_it(
    db: Session, lead: Person, as_person: As
) -> None:
    make_edition(db, key="course")
    browser = as_person(lead)
    assert "There is no cohort yet" in browser.get("/admin/").text
    fields: dict[str, object] = {
        "name": "Riverside neighbours",
        "edition": "course",
        "starts_on": "2027-02-01",
        "time_zone": "Europe/London",
        "request_key": hidden_fields(browser.get("/admin/cohorts/new").text)["request_key"],
    }
    for _ in range(2):
        opened = post(browser, "/admin/cohorts", fields)
        assert opened.headers["Location"] == "/cohorts/riverside-neighbours/facilitators"
    person: dict[str, object] = {
        "name": "Farah Bell",
        "email": "farah@example.org",
        "standing": "local_partner",
    }
    post(browser, "/cohorts/riverside-neighbours/facilitators", person)
    page = browser.get("/cohorts/riverside-neighbours/facilitators").text
    assert "Farah Bell" in page
    assert "Invited on Wednesday 20 January 2027" in page
    assert browser.get("/admin/").text.count("Riverside neighbours</a>") == 1


def test_a_form_with_faults_comes_back_with_what_was_written(
    db: Session, lead: Person, as_person: As
) -> None:
    make_edition(db, key="course")
    browser = as_person(lead)
    answer = post(
        browser, "/admin/cohorts", {"name": "", "starts_on": "soon", "phone": "012 & 345"}
    )
    assert answer.status_code == 422
    for words in ("Write a name for the cohort", "or write it like 2027-02-28", "012 &amp; 345"):
        assert words in answer.text


def test_a_lead_without_a_course_is_told_what_to_do(
    db: Session, lead: Person, as_person: As
) -> None:
    page = as_person(lead).get("/admin/cohorts/new").text
    assert "Ask the person who runs this platform to load the course" in page
