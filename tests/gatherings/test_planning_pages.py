"""Planning a session on its page: what is filled in, given back, and sent out."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.gatherings.models import Gathering
from app.people.models import Person
from app.post.models import Letter
from tests.browser_like import hidden_fields, post
from tests.conftest import As
from tests.make.cohorts import make_facilitator, make_member
from tests.make.gatherings import make_gathering

GOOD = {
    "title": "What makes us well",
    "day": "2027-02-02",
    "clock": "10:00",
    "minutes": "90",
    "how": "blended",
    "place": "Community hall",
    "link": "https://meet.example/a",
    "module": "",
}


def test_a_facilitator_plans_a_session_and_sees_its_letters(
    db: Session, cohort: Cohort, as_person: As
) -> None:
    make_member(db, cohort)
    browser = as_person(make_facilitator(db, cohort))
    assert "No session is planned" in browser.get("/cohorts/riverside/sessions").text
    key = hidden_fields(browser.get("/cohorts/riverside/sessions/new").text)["request_key"]
    fields = {**GOOD, "request_key": key}
    first, second = (post(browser, "/cohorts/riverside/sessions", dict(fields)) for _ in range(2))
    assert first.headers["Location"] == second.headers["Location"]
    page = browser.get(first.headers["Location"]).text
    for words in (
        "What makes us well",
        "Tuesday 2 February 2027, 10am to 11:30am (UK time)",
        "Community hall",
        "Reminder a week before",
        "2 letters will go on Tuesday 26 January 2027, 10am (UK time).",
    ):
        assert words in page
    assert "What makes us well" in browser.get("/cohorts/riverside/").text
    assert db.scalar(select(func.count()).select_from(Letter)) == 6


def test_what_there_is_and_how_many_there_is_room_for_are_said_when_planning(
    db: Session, cohort: Cohort, as_person: As
) -> None:
    browser = as_person(make_facilitator(db, cohort))
    more = {"offers": ["hearing_loop", "captions"], "more_access": "Parking\r\n", "capacity": "12"}
    answer = post(browser, "/cohorts/riverside/sessions", {**GOOD, **more})
    made = db.scalars(select(Gathering)).one()
    assert (made.access, made.capacity) == ("Hearing loop\nCaptions on the screen\nParking", 12)
    assert "Hearing loop<br>" in browser.get(answer.headers["Location"]).text


def test_what_there_is_plants_no_link_in_letters_and_turns_no_words(
    db: Session, cohort: Cohort, as_person: As
) -> None:
    browser = as_person(make_facilitator(db, cohort))
    more = {"more_access": "A ramp \x02/keep-account/\x03\x02sign-in link\x03 \u202ekrap"}
    post(browser, "/cohorts/riverside/sessions", {**GOOD, **more})
    made = db.scalars(select(Gathering)).one()
    assert made.access == "A ramp /keep-account/sign-in link krap"


def test_a_new_session_is_filled_in_as_the_last_one_was(
    db: Session, cohort: Cohort, as_person: As
) -> None:
    browser = as_person(make_facilitator(db, cohort))
    first = browser.get("/cohorts/riverside/sessions/new").text
    assert "filled in as for" not in first
    assert '<details class="nhsuk-details" open' not in first
    make_gathering(db, cohort, title="Called off", place="Elsewhere", state="cancelled")
    last = make_gathering(db, cohort, title="The walk", minutes=75, place="Hall", how="in_person")
    last.access, last.capacity = "Hearing loop\nParking", 12
    db.commit()
    page = " ".join(browser.get("/cohorts/riverside/sessions/new").text.split())
    for words in (
        "filled in as for “The walk”",
        'value="75"',
        'value="in_person" checked',
        'value="Hall"',
        'value="hearing_loop" checked',
        "Parking</textarea>",
        'value="12"',
        '<details class="nhsuk-details" open',
    ):
        assert words in page, words
    assert 'value="The walk"' not in page


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"title": ""}, "Write a title"),
        ({"day": "tomorrow"}, "Choose a day, or write it like"),
        ({"day": "2027-01-19"}, "This time has passed"),
        ({"day": "9999-12-31"}, "more than three years away"),
        ({"clock": "noon"}, "Choose a time, or write it like 14:30"),
        ({"day": "2027-03-28", "clock": "01:30"}, "that time does not exist"),
        ({"minutes": "an hour"}, "from 10 to 480 minutes"),
        ({"minutes": "²"}, "from 10 to 480 minutes"),
        ({"minutes": "5"}, "from 10 to 480 minutes"),
        ({"how": ""}, "Choose how people take part"),
        ({"link": "javascript:alert(1)"}, "a whole web address"),
        ({"phone": "ring me"}, "Write a phone number"),
        ({"about": "x" * 2001}, "at most 2,000 characters"),
        ({"capacity": "0"}, "from 1 to 9999"),
        ({"capacity": "twelve"}, "from 1 to 9999"),
        ({"capacity": "0000000010000000000"}, "from 1 to 9999"),
        ({"more_access": "x" * 301}, "at most 300 characters"),
        ({"module": "nothing"}, "Not a valid choice"),
    ],
)
def test_a_session_with_a_fault_comes_back_with_what_was_written(
    db: Session, cohort: Cohort, as_person: As, change: dict[str, str], words: str
) -> None:
    browser = as_person(make_facilitator(db, cohort))
    answer = post(browser, "/cohorts/riverside/sessions", {**GOOD, **change})
    assert answer.status_code == 422
    assert words in answer.text
    assert "Community hall" in answer.text
    assert db.scalar(select(func.count()).select_from(Gathering)) == 0


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.fixed_dictionaries(
        {},
        optional={
            name: st.one_of(
                st.just(value), st.text(max_size=20), st.sampled_from(["0", "-1", "25:61"])
            )
            for name, value in GOOD.items()
        },
    )
)
def test_no_form_breaks_the_page(
    db: Session, cohort: Cohort, as_person: As, fields: dict[str, str]
) -> None:
    facilitator = db.scalar(select(Person).where(Person.email == "runs@example.org"))
    if facilitator is None:
        facilitator = make_member(db, cohort, email="runs@example.org", role="facilitator")
    browser = as_person(facilitator)
    answer = post(browser, "/cohorts/riverside/sessions", dict(fields))
    assert answer.status_code in (302, 422)
