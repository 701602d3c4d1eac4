"""The way into the online room: through us, a little before the start, and counted as a hint."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.gatherings.models import Gathering, JoinClick
from app.gatherings.rules import CANCELLED
from app.people.rules import PROGRAMME_LEAD
from tests.browser_like import post
from tests.clock import NOON, StoppedClock
from tests.conftest import As
from tests.make.cohorts import make_facilitator, make_member
from tests.make.gatherings import make_gathering
from tests.make.people import make_person
from tests.progress.reading import html_of, words_of

LINK = "https://meet.example/room"
BUTTON = "Go to the online room</button>"


@pytest.fixture
def meeting(db: Session, cohort: Cohort) -> Gathering:
    """An hour online that begins in an hour, with a number to ring."""
    made = make_gathering(db, cohort, starts_at=NOON + timedelta(hours=1), link=LINK)
    made.phone = "0161 496 0000"
    return made


def room(meeting: Gathering) -> str:
    """The address of the door."""
    return f"/sessions/{meeting.id}/room"


def clicks(db: Session) -> list[datetime]:
    """When people first opened the room."""
    db.commit()
    db.expire_all()
    return list(db.scalars(select(JoinClick.first_at)))


def test_the_room_opens_a_quarter_of_an_hour_before_and_a_click_is_kept_once(
    db: Session, cohort: Cohort, meeting: Gathering, as_person: As, clock: StoppedClock
) -> None:
    browser = as_person(make_member(db, cohort))
    assert f'href="{room(meeting)}"' in html_of(browser, f"/sessions/{meeting.id}")
    assert "It opens at 12:45pm" in words_of(browser, f"/sessions/{meeting.id}")
    clock.move(minutes=44)
    words = words_of(browser, room(meeting))
    assert "The room opens at 12:45pm, 15 minutes before we start." in words
    assert "ring 0161 496 0000" in words
    assert BUTTON not in html_of(browser, room(meeting))
    assert post(browser, room(meeting)).status_code == 409
    assert clicks(db) == []
    clock.move(minutes=1)
    assert BUTTON in html_of(browser, room(meeting))
    assert "The room is open now" in words_of(browser, f"/sessions/{meeting.id}")
    assert f'href="{room(meeting)}"' in html_of(browser, f"/sessions/{meeting.id}")
    for _ in range(2):
        answer = post(browser, room(meeting))
        assert (answer.status_code, answer.headers["Location"]) == (303, LINK)
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        clock.move(minutes=10)
    opened = NOON + timedelta(minutes=45)
    assert clicks(db) == [opened]


def test_a_program_that_opens_every_link_of_a_letter_counts_as_nobody(
    db: Session, cohort: Cohort, meeting: Gathering, as_person: As, clock: StoppedClock
) -> None:
    browser = as_person(make_member(db, cohort))
    clock.move(hours=1)
    for method in ("GET", "HEAD"):
        assert browser.open(room(meeting), method=method).status_code == 200
    assert clicks(db) == []


def test_the_page_lets_its_form_end_on_the_other_site_and_no_other_page_does(
    db: Session, cohort: Cohort, meeting: Gathering, as_person: As
) -> None:
    browser = as_person(make_member(db, cohort))
    policy = browser.get(room(meeting)).headers["Content-Security-Policy"]
    assert "form-action 'self' https: http:;" in policy
    policy = browser.get(f"/sessions/{meeting.id}").headers["Content-Security-Policy"]
    assert "form-action 'self';" in policy


def test_the_address_of_the_room_stands_on_no_page_of_people_who_learn(
    db: Session, cohort: Cohort, meeting: Gathering, as_person: As, clock: StoppedClock
) -> None:
    browser = as_person(make_member(db, cohort))
    for minutes in (0, 50):
        clock.move(minutes=minutes)
        for page in (f"/sessions/{meeting.id}", room(meeting)):
            assert LINK not in html_of(browser, page)


def test_facilitators_look_in_at_any_time_and_count_only_while_it_is_open(
    db: Session, cohort: Cohort, meeting: Gathering, as_person: As, clock: StoppedClock
) -> None:
    browser = as_person(make_facilitator(db, cohort))
    page = html_of(browser, room(meeting))
    assert LINK in page
    assert BUTTON in page
    assert post(browser, room(meeting)).headers["Location"] == LINK
    assert clicks(db) == []
    clock.move(hours=1)
    assert post(browser, room(meeting)).headers["Location"] == LINK
    assert len(clicks(db)) == 1


def test_a_lead_goes_in_and_is_in_no_register(
    db: Session, meeting: Gathering, as_person: As, clock: StoppedClock
) -> None:
    browser = as_person(make_person(db, roles=[PROGRAMME_LEAD]))
    clock.move(hours=1)
    assert post(browser, room(meeting)).headers["Location"] == LINK
    assert clicks(db) == []


def test_nobody_is_led_where_the_form_or_the_address_says(
    db: Session, cohort: Cohort, meeting: Gathering, as_person: As, clock: StoppedClock
) -> None:
    browser = as_person(make_member(db, cohort))
    clock.move(hours=1)
    evil: dict[str, object] = {"link": "https://evil.example", "next": "https://evil.example"}
    address = f"{room(meeting)}?next=https://evil.example&link=https://evil.example"
    assert post(browser, address, evil).headers["Location"] == LINK


@pytest.mark.parametrize("change", ["over", "called off", "no link"])
def test_there_is_no_way_in_when_there_is_no_room(
    db: Session,
    cohort: Cohort,
    meeting: Gathering,
    as_person: As,
    clock: StoppedClock,
    change: str,
) -> None:
    if change == "called off":
        meeting.state, meeting.cancelled_at = CANCELLED, NOON
    if change == "no link":
        meeting.link = ""
    browser = as_person(make_member(db, cohort))
    clock.move(hours=2 if change == "over" else 1)
    assert BUTTON not in html_of(browser, room(meeting))
    assert post(browser, room(meeting)).status_code == 409
    assert clicks(db) == []


@pytest.mark.parametrize("state", ["invited", "declined", "left", None])
def test_people_who_are_not_in_the_cohort_find_no_door(
    db: Session, cohort: Cohort, meeting: Gathering, as_person: As, state: str | None
) -> None:
    person = make_member(db, cohort, state=state) if state else make_person(db)
    browser = as_person(person)
    assert browser.get(room(meeting)).status_code == 404
    assert post(browser, room(meeting)).status_code == 404
