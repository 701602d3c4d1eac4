"""Noting who was there: kept once, put right later, by many at once."""

from __future__ import annotations

from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.models import Enrolment
from app.gatherings.actions.attendance import keep_register
from app.gatherings.models import Attendance, Gathering
from app.gatherings.rules.attendance import Noted
from app.people.models import Person
from app.wiring import Platform
from tests.browser_like import post
from tests.clock import NOON, StoppedClock
from tests.conftest import SignIn
from tests.gatherings.register.conftest import noted, register
from tests.make.people import make_person
from tests.make.progress import Way, make_seat
from tests.progress.parallel import all_at_once
from tests.progress.reading import html_of, row_of, words_of


def row(enrolment: Enrolment, before: str, how: str) -> dict[str, object]:
    """A form with one row."""
    return {"row": f"{enrolment.id} {before}", "how1": how}


def test_whoever_is_noted_has_the_step_done_and_sees_that_they_were_there(
    db: Session,
    way: Way,
    meeting: Gathering,
    browser: FlaskClient,
    helper: Person,
    sign_in: SignIn,
) -> None:
    session = f"/sessions/{meeting.id}"
    assert f'href="{register(meeting)}"' in html_of(browser, session)
    words = words_of(browser, register(meeting))
    assert "Lina Learner In the room Online By phone Apologies Missed Not noted" in words
    assert "they keep every step that is done" in words
    answer = post(browser, register(meeting), row(way.enrolment, "", "phone"))
    assert answer.headers["Location"] == register(meeting)
    assert "Saved for 1 person." in html_of(browser, register(meeting))
    assert noted(db) == {"Lina Learner": "phone"}
    done = row_of(db, way, "act")
    assert done is not None
    assert (done.done_at, done.done_by_rule) == (NOON, "attended")
    assert done.entered_by_id == helper.id
    own = sign_in(browser, way.person)
    assert "It is noted that you took part, by phone." in words_of(own, session)
    assert "Note who" not in words_of(own, session)
    assert "You took part in the session on this module." in words_of(own, way.address("act"))


def test_a_correction_is_kept_and_taking_somebody_off_takes_no_step_away(
    db: Session, way: Way, meeting: Gathering, browser: FlaskClient
) -> None:
    for before, how in (("", "in_person"), ("in_person", "online"), ("online", "")):
        post(browser, register(meeting), row(way.enrolment, before, how))
        assert noted(db) == ({"Lina Learner": how} if how else {})
    done = row_of(db, way, "act")
    assert done is not None
    assert done.done_at == NOON


def test_saving_again_changes_nothing_and_keeps_who_noted_it_first(
    db: Session, way: Way, meeting: Gathering, browser: FlaskClient, clock: StoppedClock
) -> None:
    for _ in range(2):
        post(browser, register(meeting), row(way.enrolment, "", "online"))
        clock.move(minutes=1)
    post(browser, register(meeting), row(way.enrolment, "online", "online"))
    assert "Nothing was changed" in html_of(browser, register(meeting))
    assert noted(db) == {"Lina Learner": "online"}
    assert db.scalars(select(Attendance.noted_at)).one() == NOON


def test_two_who_note_people_at_the_same_time_do_not_undo_each_other(
    db: Session, way: Way, meeting: Gathering, browser: FlaskClient, helper: Person
) -> None:
    own = db.scalars(select(Enrolment).where(Enrolment.person_id == helper.id)).one()
    post(browser, register(meeting), row(way.enrolment, "", "phone"))
    stale = {
        "row": [f"{own.id} ", f"{way.enrolment.id} "],
        "how1": "in_person",
        "how2": "",
    }
    post(browser, register(meeting), dict(stale))
    assert noted(db) == {"Lina Learner": "phone", "Farah Facilitator": "in_person"}


def test_many_savings_at_one_moment_make_one_row_for_each_person(
    db: Session, way: Way, meeting: Gathering, helper: Person, platform: Platform
) -> None:
    seats = [way.enrolment.id]
    seats += [make_seat(db, way.cohort, make_person(db)).id for _ in range(9)]
    db.commit()

    def save(own: Session) -> None:
        rows = [Noted(seat, "", "in_person") for seat in seats]
        keep_register(own, helper, gathering=meeting, noted=rows, now=NOON)

    all_at_once(platform, [save] * 16)
    kept = db.scalars(select(Attendance.enrolment_id)).all()
    assert sorted(kept) == sorted(seats)
