"""Single taps on the register: each is answered, a clash is told, and the first of two is kept."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any, cast

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.models import Enrolment
from app.gatherings.actions.attendance import Saved, keep_register
from app.gatherings.models import AttendanceChange, Gathering
from app.gatherings.rules.attendance import Noted, sort_out
from app.kit.db import new_id
from app.people.models import Person
from app.wiring import Platform
from tests.browser_like import csrf_token
from tests.clock import NOON, StoppedClock
from tests.conftest import SignIn
from tests.gatherings.register.conftest import noted, register
from tests.launch.waiting import until
from tests.locks import how_many_wait
from tests.make.people import make_person
from tests.make.progress import Way, make_seat


def tap(
    browser: FlaskClient, meeting: Gathering, *rows: tuple[Enrolment, str, str], seen: object = ""
) -> dict[str, Any]:
    """What a page with scripts sends, and the answer."""
    fields: dict[str, Any] = {"row": [f"{seat.id} {before}" for seat, before, _ in rows]}
    fields |= {f"how{place}": how for place, (_, _, how) in enumerate(rows, start=1)}
    token = csrf_token(browser, "/account/")
    answer = browser.post(
        register(meeting),
        data={"csrf_token": token, "seen": seen, **fields},
        headers={"Accept": "application/json"},
    )
    assert answer.status_code == 200
    return cast("dict[str, Any]", answer.json)


def test_a_tap_is_answered_with_what_is_kept_and_the_same_tap_again_is_no_change(
    db: Session, way: Way, meeting: Gathering, browser: FlaskClient
) -> None:
    for people in (1, 0):
        answer = tap(browser, meeting, (way.enrolment, "", "online"))
        assert (answer["people"], answer["clashes"]) == (people, [])
    assert noted(db) == {"Lina Learner": "online"}
    assert len(db.scalars(select(AttendanceChange)).all()) == 1


def test_a_tap_hears_of_a_clash_and_of_what_others_noted_meanwhile(
    db: Session,
    way: Way,
    meeting: Gathering,
    browser: FlaskClient,
    other: Person,
    helper: Person,
    sign_in: SignIn,
    clock: StoppedClock,
) -> None:
    second = make_seat(db, way.cohort, make_person(db, name="Second"))
    db.commit()
    seen = tap(browser, meeting)["seen"]
    clock.move(minutes=5)
    sign_in(browser, other)
    tap(browser, meeting, (way.enrolment, "", "online"), (second, "", "phone"))
    sign_in(browser, helper)
    answer = tap(browser, meeting, (way.enrolment, "", "missed"), seen=seen)
    assert [(one["row"], one["how"]) for one in answer["clashes"]] == [
        (str(way.enrolment.id), "online")
    ]
    told = {one["row"]: (one["how"], one["by"]) for one in answer["news"]}
    assert told[str(second.id)] == ("phone", "Omar Other")
    assert noted(db) == {"Lina Learner": "online", "Second": "phone"}
    clock.move(minutes=5)
    assert tap(browser, meeting, seen=clock.now().timestamp())["news"] == []


@pytest.mark.parametrize("seen", ["", "nan", "inf", "-1e30", "tomorrow", "9e99"])
def test_a_tap_that_says_no_time_is_saved_too(
    db: Session, way: Way, meeting: Gathering, browser: FlaskClient, seen: str
) -> None:
    assert tap(browser, meeting, (way.enrolment, "", "online"), seen=seen)["people"] == 1
    assert noted(db) == {"Lina Learner": "online"}


@pytest.mark.parametrize("row", ["new", "noted before"])
def test_of_two_facilitators_who_tap_at_one_moment_the_second_hears_of_the_first(
    db: Session,
    way: Way,
    meeting: Gathering,
    helper: Person,
    other: Person,
    platform: Platform,
    row: str,
) -> None:
    before = "phone" if row == "noted before" else ""
    if before:
        keep(db, helper, meeting, Noted(way.enrolment.id, "", before))
    db.commit()
    seat = way.enrolment.id

    def second() -> Saved:
        with platform.transaction() as own:
            return keep(own, other, meeting, Noted(seat, before, "missed"))

    with ThreadPoolExecutor(1) as pool:
        # The first has saved, and its transaction is open still.
        keep(db, helper, meeting, Noted(seat, before, "online"))
        saved = pool.submit(second)
        until(lambda: saved.done() or how_many_wait(platform.sessions), "the second to wait")
        db.commit()
    assert saved.result().people == 0
    assert [(one.wanted, one.kept.how) for one in saved.result().clashes] == [("missed", "online")]
    assert noted(db) == {"Lina Learner": "online"}
    assert len(db.scalars(select(AttendanceChange)).all()) == (2 if before else 1)


def keep(db: Session, who: Person, meeting: Gathering, row: Noted) -> Saved:
    """One row saved."""
    return keep_register(db, who, gathering=meeting, noted=[row], now=NOON)


def test_what_is_kept_already_is_neither_a_change_nor_a_clash() -> None:
    one, two, three, stranger = (new_id() for _ in range(4))
    wanted = [
        Noted(one, "", "online"),
        Noted(two, "", "online"),
        Noted(three, "", "online"),
        Noted(stranger, "", "online"),
    ]
    stored = {one: "", two: "online", three: "missed"}
    changes, clashes = sort_out(wanted, stored, own=[])
    assert changes == [Noted(one, "", "online")]
    assert clashes == [Noted(three, "missed", "online")]
    assert sort_out(wanted, stored, own=[three])[1] == []
