"""What is on the list is looked at once more, and says what is so now."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, Enrolment
from app.gatherings.actions.cancel import cancel_session
from app.gatherings.actions.remind import plan_reminders
from app.people.models import Person
from app.post.actions.recheck import recheck_lists
from app.post.models import ContactTry, Letter
from tests.browser_like import post
from tests.clock import NOON, StoppedClock
from tests.conftest import As
from tests.correspondence.conftest import (
    THIS_MORNING,
    Send,
    make_reader,
)
from tests.make.gatherings import make_gathering

if TYPE_CHECKING:
    from app.wiring import Platform
from tests.correspondence.calls.ringing import CALLS, fresh


@pytest.mark.parametrize("looks", ["page", "try", "tick"])
def test_a_session_that_was_called_off_takes_its_reminder_off_the_list(
    db: Session,
    cohort: Cohort,
    farah: Person,
    as_person: As,
    send: Send,
    clock: StoppedClock,
    platform: Platform,
    looks: str,
) -> None:
    make_reader(db, cohort)
    session = make_gathering(db, cohort, starts_at=NOON + timedelta(hours=20))
    plan_reminders(db, now=THIS_MORNING)
    send()
    letter = db.scalars(select(Letter).where(Letter.state == "listed")).one()
    browser = as_person(farah)
    # As if the session were called off without a word to the post.
    session.state = "cancelled"
    db.commit()
    if looks == "page":
        assert "Nobody is waiting" in browser.get(CALLS).text
    elif looks == "try":
        key = str(letter.id)
        fields: dict[str, object] = {"letter": key, "outcome": "done", "request_key": key}
        page = post(browser, CALLS, fields, page="/account/")
        assert page.status_code == 302
        assert "ring again" in browser.get(CALLS).text
    else:
        clock.move(minutes=11)
        assert recheck_lists(db, platform.office, now=clock.now()) == 1
    assert (fresh(db, letter).state, letter.reason) == ("lapsed", "The session was called off.")
    assert list(db.scalars(select(ContactTry))) == []


def test_what_is_on_the_list_says_what_is_so_now(
    db: Session, cohort: Cohort, farah: Person, as_person: As, send: Send
) -> None:
    make_reader(db, cohort)
    session = make_gathering(
        db, cohort, how="in_person", place="Hall", starts_at=NOON + timedelta(hours=20)
    )
    plan_reminders(db, now=THIS_MORNING)
    send()
    session.place = "Library, upstairs"
    assert "Library, upstairs" in as_person(farah).get(CALLS).text


def test_a_reminder_of_a_session_that_has_begun_leaves_the_list(
    db: Session, cohort: Cohort, farah: Person, as_person: As, send: Send, clock: StoppedClock
) -> None:
    make_reader(db, cohort)
    make_gathering(db, cohort, starts_at=NOON + timedelta(hours=1))
    plan_reminders(db, now=THIS_MORNING)
    send()
    clock.move(hours=2)
    assert "Nobody is waiting" in as_person(farah).get(CALLS).text


def test_who_has_left_is_not_rung(
    db: Session, cohort: Cohort, farah: Person, as_person: As, send: Send
) -> None:
    person = make_reader(db, cohort)
    make_gathering(db, cohort, starts_at=NOON + timedelta(hours=20))
    plan_reminders(db, now=THIS_MORNING)
    send()
    seat = db.scalars(select(Enrolment).where(Enrolment.person_id == person.id)).one()
    seat.state = "left"
    assert "Nobody is waiting" in as_person(farah).get(CALLS).text


def test_a_session_that_is_called_off_is_told_by_phone_too(
    db: Session, cohort: Cohort, farah: Person, as_person: As, send: Send
) -> None:
    make_reader(db, cohort)
    session = make_gathering(db, cohort, title="The walk")
    cancel_session(db, farah, gathering_id=session.id, now=NOON)
    send()
    assert "Called off: The walk" in as_person(farah).get(CALLS).text
