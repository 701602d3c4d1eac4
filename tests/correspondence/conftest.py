"""A cohort, its facilitator, and a browser for tests of letters' pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.kit.db import new_id
from app.people.models import Person
from app.post.actions.plan import NewLetter, plan_letters
from app.post.actions.send import send_due
from app.post.models import Letter
from app.wiring import letter_kinds
from tests.clock import NOON, StoppedClock
from tests.launch.waiting import until
from tests.locks import how_many_wait
from tests.make.cohorts import make_cohort, make_enrolment, make_facilitator
from tests.make.people import make_person
from tests.make.post import letter_of
from tests.post.fake_carrier import FakeCarrier

if TYPE_CHECKING:
    from app.wiring import Platform

Send = Callable[[], Mapping[str, FakeCarrier]]
# Before the moments of the reminders that are sent at noon.
THIS_MORNING = NOON - timedelta(hours=5)
PHONE = "+447700900123"
# What goes between two people in mentoring, and to the leads, is of no cohort; the tests of
# mentoring tell of it.
OF_MENTORING = {
    kind.name for kind in letter_kinds() if type(kind).__module__.startswith("app.mentoring.")
}
# The four in the story run no cohort, nor may they be the second person for a log. That words
# left a report is told by each way in `test_everybody_gets_everything.py`.
OF_LEADS = {"log_asked", "taken_down"}
# About the whole account, and of no cohort; `tests/rights`, `people` and `helping` tell of them.
# They go where somebody asks for them, and let one person in.
SIGN_IN = {"sign_in", "way_in", "second_step_reset", "shut_out", "text_code"}
SIGN_IN |= {"way_in_new", "phone_code"}
ROOMS_OF_ACCOUNTS = ("app.rights.", "app.helping.", "app.people.kinds.email_changes")
OF_ACCOUNTS = {
    kind.name for kind in letter_kinds() if type(kind).__module__.startswith(ROOMS_OF_ACCOUNTS)
}
# What was written down for somebody without a screen was read back to them; nothing is sent.
READ_BACK = {"written_down"}


@pytest.fixture
def cohort(db: Session) -> Cohort:
    """A cohort with the address `riverside`."""
    made = make_cohort(db, slug="riverside", name="Riverside neighbours")
    db.commit()
    return made


@pytest.fixture
def farah(db: Session, cohort: Cohort) -> Person:
    """Who runs the cohort."""
    made = make_facilitator(db, cohort)
    db.commit()
    return made


@pytest.fixture
def send(platform: Platform, db: Session, clock: StoppedClock) -> Send:
    """Send what is due with the platform's own kinds, and see what was carried."""

    def go() -> Mapping[str, FakeCarrier]:
        db.commit()
        carriers = {"email": FakeCarrier(), "text": FakeCarrier()}
        office = replace(platform.office, carriers=carriers)
        send_due(platform.sessions, office, clock=clock)
        db.expire_all()
        return carriers

    return go


def make_reader(
    db: Session, cohort: Cohort, *, name: str = "Pat Paper", channel: str = "call"
) -> Person:
    """Somebody who joined the cohort and is reached by this channel."""
    person = make_person(db, name=name, email=None, phone=PHONE, channel=channel)
    person.post_address = "1 High Street\nRiverside"
    make_enrolment(db, cohort, person)
    return person


def make_letter(
    db: Session,
    cohort: Cohort,
    person: Person,
    *,
    kind: str = "note",
    state: str = "listed",
    at: datetime = NOON,
) -> Letter:
    """A letter of the cohort to this person, with a text."""
    plan_letters(db, [NewLetter(person.id, kind, new_id(), at, cohort_id=cohort.id)], now=at)
    db.flush()
    letter = letter_of(db, person)
    letter.state, letter.written_at = state, at
    letter.subject, letter.body = "A note for you", "Hello, see you on Thursday."
    db.commit()
    return letter


def wait_for_waiting(platform: Platform, number: int) -> None:
    """Until so many statements wait for a row that somebody holds."""
    until(lambda: how_many_wait(platform.sessions) == number, f"{number} to wait")
