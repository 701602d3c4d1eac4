"""The pages of sessions as each person sees them, without scripts."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from tests.browser_like import post
from tests.clock import NOON, StoppedClock
from tests.conftest import As, CountStatements
from tests.gatherings.test_planning_pages import GOOD
from tests.make.cohorts import make_facilitator, make_member
from tests.make.gatherings import make_gathering
from tests.make.people import make_person


def test_members_see_a_session_and_only_facilitators_plan_or_call_off(
    db: Session, cohort: Cohort, as_person: As
) -> None:
    gathering = make_gathering(db, cohort)
    here = f"/sessions/{gathering.id}"
    browser = as_person(make_member(db, cohort))
    page = browser.get(here).text
    assert "Go to the online room" in page
    assert "Letters about this session" not in page
    assert "Call this session off" not in page
    for address in ("/cohorts/riverside/sessions/new", f"{here}/cancellations"):
        assert browser.get(address).status_code == 404
    assert post(browser, f"{here}/cancellations").status_code == 404
    assert post(browser, "/cohorts/riverside/sessions", dict(GOOD)).status_code == 404


def test_a_lead_sees_sessions_and_letters_but_does_not_plan(
    db: Session, cohort: Cohort, as_person: As
) -> None:
    gathering = make_gathering(db, cohort)
    browser = as_person(make_person(db, roles=["programme_lead"]))
    assert "Letters about this session" in browser.get(f"/sessions/{gathering.id}").text
    assert browser.get("/cohorts/riverside/sessions/new").status_code == 404


@pytest.mark.parametrize("state", ["invited", "declined", "left", None])
def test_a_session_is_not_there_for_those_who_are_not_in_the_cohort(
    db: Session, cohort: Cohort, as_person: As, state: str | None
) -> None:
    gathering = make_gathering(db, cohort)
    person = make_member(db, cohort, state=state) if state else make_person(db)
    browser = as_person(person)
    for address in (f"/sessions/{gathering.id}", "/cohorts/riverside/sessions"):
        assert browser.get(address).status_code == 404


def test_calling_off_asks_first_tells_once_and_says_so(
    db: Session, cohort: Cohort, as_person: As
) -> None:
    gathering = make_gathering(db, cohort)
    member = make_member(db, cohort)
    browser = as_person(make_facilitator(db, cohort))
    here = f"/sessions/{gathering.id}"
    assert "This cannot be taken back" in browser.get(f"{here}/cancellations").text
    for _ in range(2):
        assert post(browser, f"{here}/cancellations").headers["Location"] == here
    page = browser.get(here).text
    assert "This session is called off" in page
    assert "2 letters are on the way." in page
    assert "Called off" in browser.get("/cohorts/riverside/sessions").text
    assert browser.get(f"{here}/cancellations").headers["Location"] == here
    assert "Go to the online room" not in as_person(member).get(here).text


def test_a_session_that_has_begun_cannot_be_called_off(
    db: Session, cohort: Cohort, as_person: As, clock: StoppedClock
) -> None:
    gathering = make_gathering(db, cohort)
    browser = as_person(make_facilitator(db, cohort))
    clock.move(days=10, minutes=5)
    assert "Call this session off" not in browser.get(f"/sessions/{gathering.id}").text
    answer = post(browser, f"/sessions/{gathering.id}/cancellations")
    assert answer.status_code == 409
    assert "has begun" in answer.text


def test_sessions_to_come_and_past_are_paged_and_cost_the_same(
    db: Session, cohort: Cohort, as_person: As, count_statements: CountStatements
) -> None:
    browser = as_person(make_member(db, cohort))
    sent = []
    for more in (2, 60):
        for number in range(more):
            make_gathering(db, cohort, starts_at=NOON + timedelta(days=number + 1))
            make_gathering(db, cohort, starts_at=NOON - timedelta(days=number + 1))
        db.commit()
        with count_statements() as statements:
            page = browser.get("/cohorts/riverside/sessions").text
        sent.append(len(statements))
    assert sent[0] == sent[1] <= 6
    assert page.count("<h3") == 100
    second = browser.get("/cohorts/riverside/sessions?page=2&past=2").text
    assert second.count("<h3") == 24


@pytest.mark.parametrize("people", [3, 60])
def test_the_page_of_a_session_costs_the_same_however_many_people(
    db: Session, cohort: Cohort, as_person: As, count_statements: CountStatements, people: int
) -> None:
    gathering = make_gathering(db, cohort)
    for _ in range(people):
        make_member(db, cohort)
    browser = as_person(make_facilitator(db, cohort))
    for address, most in ((f"/sessions/{gathering.id}", 5), ("/cohorts/riverside/", 6)):
        with count_statements() as statements:
            assert browser.get(address).status_code == 200
        assert len(statements) <= most
