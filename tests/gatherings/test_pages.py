"""The pages of sessions as each person sees them, without scripts."""

from __future__ import annotations

from datetime import timedelta

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
from tests.clock import NOON, StoppedClock
from tests.conftest import As, CountStatements
from tests.make.cohorts import make_cohort, make_facilitator, make_member
from tests.make.gatherings import make_gathering
from tests.make.people import make_person

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
