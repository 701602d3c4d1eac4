"""The pages of the register: who changed what, long lists, and the way to the last one."""

from __future__ import annotations

from datetime import timedelta

from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, Enrolment
from app.gatherings.models import AttendanceChange, Gathering
from app.kit.db import new_id
from app.people.models import Person
from tests.browser_like import post
from tests.clock import NOON, StoppedClock
from tests.conftest import CountStatements, SignIn
from tests.gatherings.register.conftest import register
from tests.make.gatherings import make_gathering
from tests.make.people import make_person
from tests.make.progress import Way, make_seat
from tests.make.register import make_click
from tests.progress.reading import html_of, words_of


def save(browser: FlaskClient, meeting: Gathering, seat: Enrolment, before: str, how: str) -> None:
    """Press Save for one row."""
    post(browser, register(meeting), {"row": f"{seat.id} {before}", "how1": how})


def test_every_change_says_who_made_it_and_when(
    db: Session, way: Way, meeting: Gathering, browser: FlaskClient, clock: StoppedClock
) -> None:
    changes = f"{register(meeting)}/changes"
    assert "Nothing has been noted yet" in words_of(browser, changes)
    for before, how in (("", "missed"), ("missed", "in_person"), ("in_person", "")):
        save(browser, meeting, way.enrolment, before, how)
        clock.move(minutes=1)
    words = words_of(browser, changes)
    for line in (
        "Not noted → Missed Farah Facilitator Wednesday 20 January 2027, 12pm",
        "Missed → In the room Farah Facilitator Wednesday 20 January 2027, 12:01pm",
        "In the room → Not noted Farah Facilitator Wednesday 20 January 2027, 12:02pm",
    ):
        assert line in words
    assert "Nothing has been noted" in words_of(browser, f"{changes}?who={new_id()}")
    assert "Missed → In the room" in words_of(browser, f"{changes}?who={way.enrolment.id}")


def test_changes_are_paged_and_cost_the_same_for_any_number(
    db: Session,
    way: Way,
    meeting: Gathering,
    browser: FlaskClient,
    count_statements: CountStatements,
) -> None:
    changes = f"{register(meeting)}/changes"
    costs = []
    for more in (1, 60):
        for _ in range(more):
            db.add(
                AttendanceChange(
                    gathering_id=meeting.id,
                    enrolment_id=way.enrolment.id,
                    before="",
                    after="missed",
                    changed_at=NOON,
                )
            )
        db.commit()
        with count_statements() as statements:
            page = html_of(browser, changes)
        costs.append(len(statements))
    assert costs[0] == costs[1] <= 4
    assert page.count('<th scope="row">') == 50
    assert html_of(browser, f"{changes}?page=2").count('<th scope="row">') == 11


def test_two_hundred_people_are_four_pages_that_cost_what_one_costs(
    db: Session,
    way: Way,
    cohort: Cohort,
    meeting: Gathering,
    browser: FlaskClient,
    count_statements: CountStatements,
) -> None:
    costs = []
    for more in (38, 160):
        for number in range(more):
            seat = make_seat(db, cohort, make_person(db, name=f"Somebody {more} {number}"))
            make_click(db, meeting, seat)
        db.commit()
        with count_statements() as statements:
            page = html_of(browser, register(meeting))
        costs.append(len(statements))
    assert costs == [4, 4]
    assert "0 of 200 noted, page 1 of 4" in page
    assert page.count("<fieldset") == 50
    save(browser, meeting, way.enrolment, "", "phone")
    last = words_of(browser, f"{register(meeting)}?page=4&show=open")
    assert "1 of 200 noted" in last
    assert "Lina Learner" not in last


def test_the_list_can_be_only_of_those_not_noted_and_stays_so_after_saving(
    db: Session, way: Way, meeting: Gathering, browser: FlaskClient, helper: Person
) -> None:
    own = db.scalars(select(Enrolment).where(Enrolment.person_id == helper.id)).one()
    save(browser, meeting, way.enrolment, "", "phone")
    assert "Show only the 1 not noted" in words_of(browser, register(meeting))
    shown = f"{register(meeting)}?show=open"
    assert "Lina Learner" not in words_of(browser, shown)
    fields: dict[str, object] = {"row": f"{own.id} ", "how1": "in_person"}
    assert post(browser, shown, fields).headers["Location"] == shown
    assert "Everybody is noted" in words_of(browser, shown)


def test_the_cohorts_register_is_the_one_of_the_session_that_began_last(
    db: Session, cohort: Cohort, meeting: Gathering, browser: FlaskClient
) -> None:
    make_gathering(db, cohort, starts_at=NOON - timedelta(days=7))
    make_gathering(db, cohort, starts_at=NOON + timedelta(days=7))
    db.commit()
    here = f"/cohorts/{cohort.slug}/register"
    assert browser.get(here).headers["Location"] == register(meeting)
    db.delete(meeting)
    db.query(Gathering).filter(Gathering.starts_at < NOON).delete()
    db.commit()
    assert browser.get(here).headers["Location"] == f"/cohorts/{cohort.slug}/sessions"
    assert "No session has begun yet" in browser.get(f"/cohorts/{cohort.slug}/sessions").text


def test_people_who_learn_have_no_way_to_the_register_and_what_hangs_on_it(
    way: Way, meeting: Gathering, browser: FlaskClient, sign_in: SignIn
) -> None:
    sign_in(browser, way.person)
    for address in (f"{register(meeting)}/changes", f"/cohorts/{way.cohort.slug}/register"):
        assert browser.get(address).status_code == 404
