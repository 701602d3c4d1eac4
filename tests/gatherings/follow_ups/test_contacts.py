"""Somebody looks after a contact, and writes down what came of it."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, Enrolment
from app.gatherings.models import Gathering
from app.people.models import Person
from tests.browser_like import post
from tests.clock import NOON, StoppedClock
from tests.conftest import As
from tests.gatherings.follow_ups.ringing import LIST, page_of, tell, the_one
from tests.make.cohorts import make_facilitator
from tests.make.register import make_follow_up
from tests.progress.reading import words_of


def test_somebody_takes_it_says_what_came_of_it_and_it_is_done(
    db: Session, meeting: Gathering, lina: Enrolment, helper: Person, as_person: As
) -> None:
    one = make_follow_up(db, meeting, lina)
    browser = as_person(helper)
    words = words_of(browser, page_of(one))
    for said in ("07700 900123", "We missed you", "What matters to you", "Nobody yet"):
        assert said in words
    post(browser, f"{page_of(one)}/owner")
    assert the_one(db).owner_id == helper.id
    assert "Lina Learner" in words_of(browser, f"{LIST}?show=mine")
    told = {"outcome": "needs", "reason": "No bus", "note": "Will share a lift."}
    assert tell(browser, one, **told, next="finish") == 302
    kept = the_one(db)
    assert (kept.state, kept.outcome, kept.reason, kept.note) == ("done", *told.values())
    assert (kept.changed_by_id, kept.changed_at) == (helper.id, NOON)
    assert "Lina Learner" not in words_of(browser, LIST)
    assert "They need something" in words_of(browser, f"{LIST}?show=all")


def test_it_can_be_given_back(
    db: Session, meeting: Gathering, lina: Enrolment, helper: Person, as_person: As
) -> None:
    one = make_follow_up(db, meeting, lina, owner=helper)
    browser = as_person(helper)
    post(browser, f"{page_of(one)}/owner", {"owner": "nobody"})
    assert the_one(db).owner_id is None


def test_of_two_who_want_to_do_it_the_first_does_and_the_other_is_told(
    db: Session,
    cohort: Cohort,
    meeting: Gathering,
    lina: Enrolment,
    helper: Person,
    as_person: As,
) -> None:
    one = make_follow_up(db, meeting, lina)
    other = make_facilitator(db, cohort, name="Omar Other")
    post(as_person(helper), f"{page_of(one)}/owner")
    answer = post(as_person(other), f"{page_of(one)}/owner")
    assert answer.status_code == 409
    assert "Somebody else is looking after this already" in answer.text
    assert the_one(db).owner_id == helper.id


def test_put_off_it_leaves_the_list_until_its_day_begins_in_the_cohorts_zone(
    db: Session,
    meeting: Gathering,
    lina: Enrolment,
    helper: Person,
    as_person: As,
    clock: StoppedClock,
) -> None:
    one = make_follow_up(db, meeting, lina)
    browser = as_person(helper)
    assert tell(browser, one, again_on="2027-01-22", outcome="message", next="keep") == 302
    assert the_one(db).state == "snoozed"
    assert "Lina Learner" not in words_of(browser, LIST)
    assert "Nothing waits for you." in words_of(browser, "/cohorts/riverside/")
    assert "Again on Friday 22 January 2027." in words_of(browser, f"{LIST}?show=mine")
    clock.move(hours=36)
    assert "Lina Learner" in words_of(browser, LIST)


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"next": "finish"}, "Choose what came of it"),
        ({"next": "finish", "outcome": "shouted"}, "Choose what came of it"),
        ({"next": "keep", "again_on": "2027-01-20"}, "Choose a day after today"),
        ({"next": "keep", "again_on": "2028-06-01"}, "Choose a day after today"),
        ({"next": "keep", "again_on": "soon"}, "Choose a day, or write it like"),
        ({"next": "keep", "reason": "a" * 301}, "at most 300 characters"),
        ({"next": "keep", "outcome": "spoke", "again_on": "99999"}, "Choose a day, or write it"),
    ],
)
def test_what_is_not_right_comes_back_with_all_that_was_written(
    db: Session,
    meeting: Gathering,
    lina: Enrolment,
    helper: Person,
    as_person: As,
    fields: dict[str, object],
    why: str,
) -> None:
    one = make_follow_up(db, meeting, lina)
    browser = as_person(helper)
    answer = post(browser, page_of(one), {"note": "She sounded well.", **fields})
    assert answer.status_code == 422
    assert why in answer.text
    assert "She sounded well." in answer.text
    assert the_one(db).note == ""


def test_what_somebody_else_wrote_meanwhile_is_not_overwritten_and_nothing_typed_is_lost(
    db: Session,
    cohort: Cohort,
    meeting: Gathering,
    lina: Enrolment,
    helper: Person,
    as_person: As,
) -> None:
    one = make_follow_up(db, meeting, lina)
    other = make_facilitator(db, cohort, name="Omar Other")
    tell(as_person(other), one, outcome="spoke", note="All well.", next="finish")
    browser = as_person(helper)
    stale: dict[str, object] = {"seen": "", "note": "No answer yet.", "next": "keep"}
    answer = post(browser, page_of(one), stale)
    assert answer.status_code == 409
    assert "Somebody else changed this" in answer.text
    assert "No answer yet." in answer.text
    assert (the_one(db).state, the_one(db).note) == ("done", "All well.")
