"""The pages that plan many sessions at once, without scripts."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.gatherings.models import Gathering
from app.kit.times import say_moment
from tests.browser_like import post
from tests.conftest import As
from tests.gatherings.series_forms import HERE, NEW, PREVIEWS, SERIES, count, sent_by
from tests.make.cohorts import make_cohort, make_facilitator, make_member
from tests.make.gatherings import make_gathering
from tests.make.people import make_person


def test_a_facilitator_changes_what_was_proposed_and_plans_it_with_one_button(
    db: Session, course: Cohort, as_person: As
) -> None:
    browser = as_person(make_facilitator(db, course))
    assert NEW in browser.get("/cohorts/riverside/").text
    assert "each of the 3 modules" in browser.get(NEW).text
    page = post(browser, PREVIEWS, SERIES).text
    for day in ("2 February", "16 February", "2 March"):
        assert f"Tuesday {day} 2027" in page
    assert count(db) == 0
    fields = {**sent_by(page), "title-0": "A first walk", "clock-0": "13:30", "out-1": "yes"}
    for words in ("2 sessions are planned, with reminders", "were planned before"):
        answer = post(browser, HERE, fields)
        assert answer.headers["Location"] == "/cohorts/riverside/sessions"
        assert words in browser.get("/cohorts/riverside/sessions").text
    made = db.scalars(select(Gathering).order_by(Gathering.starts_at)).all()
    assert [(one.title, say_moment(one.starts_at, "Europe/London")) for one in made] == [
        ("A first walk", "Tuesday 2 February 2027, 1:30pm (UK time)"),
        ("Module title 3", "Tuesday 2 March 2027, 10am (UK time)"),
    ]
    assert {(one.how, one.place, one.link) for one in made} == {
        ("blended", "Community hall", "https://meet.example/a")
    }
    assert {(one.phone, one.access, one.capacity) for one in made} == {
        ("0161 496 0999", "Step-free way in\nHearing loop\nParking at the door", 12)
    }
    assert "the 1 module that has none yet" in browser.get(NEW).text


def test_a_series_is_filled_in_as_the_last_session_was(
    db: Session, course: Cohort, as_person: As
) -> None:
    make_gathering(db, course, title="The walk", place="Hall").capacity = 12
    page = as_person(make_facilitator(db, course)).get(NEW).text
    for words in ("filled in as for “The walk”", 'value="Hall"', 'value="12"'):
        assert words in page, words


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"first": "soon"}, "Choose a day, or write it like"),
        ({"weeks": "3"}, "Choose how often you meet"),
        ({"weeks": ""}, "Choose how often you meet"),
        ({"weekday": "7"}, "Not a valid choice"),
        ({"clock": "noon"}, "Choose a time, or write it like 14:30"),
        ({"minutes": "5"}, "from 10 to 480 minutes"),
        ({"minutes": "an hour"}, "from 10 to 480 minutes"),
        ({"how": ""}, "Choose how people take part"),
        ({"link": "javascript:alert(1)"}, "a whole web address"),
        ({"place": "x" * 301}, "at most 300 characters"),
        ({"seats": "0"}, "from 1 to 9999"),
        ({"dial": "ring me"}, "Write a phone number"),
        ({"more_access": "x" * 301}, "at most 300 characters"),
    ],
)
def test_a_rhythm_with_a_fault_comes_back_with_what_was_written(
    db: Session, course: Cohort, as_person: As, change: dict[str, object], words: str
) -> None:
    browser = as_person(make_facilitator(db, course))
    answer = post(browser, PREVIEWS, {"place": "Community hall", **SERIES, **change})
    assert answer.status_code == 422
    assert words in answer.text
    assert 'value="hearing_loop" checked' in answer.text


def test_a_module_that_has_a_session_is_not_proposed_again_until_that_is_called_off(
    db: Session, course: Cohort, as_person: As
) -> None:
    browser = as_person(make_facilitator(db, course))
    fields = sent_by(post(browser, PREVIEWS, SERIES).text)
    post(browser, HERE, fields)
    assert "Every module has a session" in browser.get(NEW).text
    first = db.scalars(select(Gathering).order_by(Gathering.starts_at)).first()
    assert first is not None
    post(browser, f"/sessions/{first.id}/cancellations")
    assert "the 1 module that has none yet" in browser.get(NEW).text


def test_only_those_who_look_after_the_cohort_plan_a_series(
    db: Session, course: Cohort, as_person: As
) -> None:
    lead = make_person(db, roles=["programme_lead"])
    people = make_member(db, course), make_facilitator(db, make_cohort(db)), make_person(db)
    assert as_person(lead).get(NEW).status_code == 200
    for person in people:
        browser = as_person(person)
        assert browser.get(NEW).status_code == 404
        assert post(browser, PREVIEWS, SERIES).status_code == 404
        assert post(browser, HERE, {**SERIES, "day-0": "2027-02-02"}).status_code == 404
