"""The page of a cohort: what waits, for whom, and what it costs."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from tests.clock import NOON, StoppedClock
from tests.conftest import As, CountStatements
from tests.make.cohorts import make_cohort, make_facilitator, make_member
from tests.make.gatherings import make_gathering
from tests.make.people import make_person


def test_the_page_of_a_cohort_costs_a_participant_little(
    db: Session, cohort: Cohort, as_person: As, count_statements: CountStatements
) -> None:
    make_gathering(db, cohort)
    browser = as_person(make_member(db, cohort))
    with count_statements() as statements:
        page = browser.get("/cohorts/riverside/").text
    assert len(statements) <= 5
    assert "What needs you now" not in page


def test_a_facilitator_first_reads_what_waits_and_only_that(
    db: Session, cohort: Cohort, as_person: As, clock: StoppedClock
) -> None:
    gathering = make_gathering(db, cohort)
    for _ in range(2):
        make_member(db, cohort, state="asked")
    browser = as_person(make_facilitator(db, cohort))
    page = browser.get("/cohorts/riverside/").text
    assert "People who ask to join: 2" in page
    for words in ("Note who", "phone or post:", "People to ring:", "Proposals to answer"):
        assert words not in page
    clock.move(days=10, minutes=5)
    page = browser.get("/cohorts/riverside/").text
    assert "On now" in page
    assert "Note who is there" in page
    clock.move(hours=3)
    page = browser.get("/cohorts/riverside/").text
    assert "Note who was at the last session" in page
    assert f"/sessions/{gathering.id}/attendance" in page
    clock.move(days=14)
    assert "Note who was" not in browser.get("/cohorts/riverside/").text


def test_a_lead_is_not_asked_to_do_what_facilitators_do(
    db: Session, cohort: Cohort, as_person: As, clock: StoppedClock
) -> None:
    make_gathering(db, cohort)
    make_member(db, cohort, state="asked")
    browser = as_person(make_person(db, roles=["programme_lead"]))
    clock.move(days=10, hours=3)
    page = browser.get("/cohorts/riverside/").text
    assert "People who ask to join: 1" in page
    for words in ("Note who", "Plan a session", "People to ring", "Register of"):
        assert words not in page


def test_a_facilitator_finds_pledges_and_what_is_told_on_the_page_of_the_cohort(
    db: Session, cohort: Cohort, as_person: As
) -> None:
    ways = {
        "/cohorts/riverside/pledges": "Pledges",
        "/cohorts/riverside/pledges/new": "Enter a pledge for somebody",
        "/cohorts/riverside/contributions/start": "Write down what somebody tells you",
        "/cohorts/riverside/contributions/told": "What people told us",
    }
    links = [f'<a href="{address}">{words}</a>' for address, words in ways.items()]
    helper = as_person(make_facilitator(db, cohort))
    page = helper.get("/cohorts/riverside/").text
    assert [link for link in links if link not in page] == []
    assert {helper.get(address).status_code for address in ways} == {200}
    lead = as_person(make_person(db, roles=["programme_lead"]))
    page = lead.get("/cohorts/riverside/").text
    assert [link for link in links if link in page] == []
    assert 'dlp-ways"></ul>' not in page


@pytest.mark.parametrize(
    ("days", "words"), [(-3, "The group started on"), (0, "The group starts on")]
)
def test_a_group_that_has_begun_is_not_said_to_begin(
    db: Session, as_person: As, days: int, words: str
) -> None:
    cohort = make_cohort(db, starts_on=NOON.date() + timedelta(days=days))
    member = make_member(db, cohort)
    db.commit()
    assert words in as_person(member).get(f"/cohorts/{cohort.slug}/").text
