"""The register on a phone: six words, hints, everybody else, single taps, and who did what."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any, cast

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, Enrolment
from app.cohorts.rules import FACILITATOR, INVITED, LEFT
from app.gatherings.actions.attendance import Saved, keep_register
from app.gatherings.models import Attendance, AttendanceChange, Gathering
from app.gatherings.rules.attendance import RESTS, Noted, sort_out
from app.kit.db import new_id
from app.people.models import Person
from app.wiring import Platform
from tests.browser_like import csrf_token, post
from tests.clock import NOON, StoppedClock
from tests.conftest import SignIn
from tests.gatherings.register.conftest import register
from tests.launch.waiting import until
from tests.locks import how_many_wait
from tests.make.people import make_person
from tests.make.progress import Way, make_seat
from tests.make.register import make_click, make_sorry
from tests.progress.reading import html_of, row_of, words_of


@pytest.fixture
def other(db: Session, cohort: Cohort) -> Person:
    """Omar Other, who runs it too."""
    person = make_person(db, name="Omar Other")
    make_seat(db, cohort, person, role=FACILITATOR)
    return person


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


def save(browser: FlaskClient, meeting: Gathering, seat: Enrolment, before: str, how: str) -> None:
    """Press Save for one row."""
    post(browser, register(meeting), {"row": f"{seat.id} {before}", "how1": how})


def noted(db: Session) -> dict[str, str]:
    """How each person took part as it is kept now, by name."""
    db.commit()
    rows = db.execute(
        select(Person.name, Attendance.how)
        .join(Enrolment, Enrolment.person_id == Person.id)
        .join(Attendance, Attendance.enrolment_id == Enrolment.id)
    )
    return dict(rows.all())


def checked(html: str, seat: Enrolment) -> str:
    """The choice that is made on the page for somebody."""
    box = html.split(f'value="{seat.id} ', 1)[1].split("</fieldset>", maxsplit=1)[0]
    return box.split(" checked", 1)[0].rsplit('value="', 1)[1].split('"')[0]


@pytest.mark.parametrize(
    ("how", "done", "own"),
    [
        ("in_person", True, "It is noted that you took part, in the room."),
        ("online", True, "It is noted that you took part, online."),
        ("phone", True, "It is noted that you took part, by phone."),
        ("apologies", False, "You told us that you could not come."),
        ("missed", False, None),
    ],
)
def test_only_taking_part_makes_a_step_done_and_nobody_reads_that_they_missed_it(
    db: Session,
    way: Way,
    meeting: Gathering,
    browser: FlaskClient,
    sign_in: SignIn,
    how: str,
    done: bool,
    own: str | None,
) -> None:
    save(browser, meeting, way.enrolment, "", how)
    assert noted(db) == {"Lina Learner": how}
    assert (row_of(db, way, "act") is not None) == done
    words = words_of(sign_in(browser, way.person), f"/sessions/{meeting.id}").lower()
    assert "missed" not in words
    if own:
        assert own.lower() in words


def test_hints_are_chosen_beforehand_and_kept_only_when_saved(
    db: Session, way: Way, cohort: Cohort, meeting: Gathering, browser: FlaskClient
) -> None:
    sorry = make_seat(db, cohort, make_person(db, name="Sana Sorry"))
    both = make_seat(db, cohort, make_person(db, name="Bea Both"))
    make_click(db, meeting, way.enrolment, NOON - timedelta(minutes=9))
    make_sorry(db, meeting, sorry)
    make_sorry(db, meeting, both)
    make_click(db, meeting, both)
    db.commit()
    page = html_of(browser, register(meeting))
    assert [checked(page, one) for one in (way.enrolment, sorry, both)] == [
        "online",
        "apologies",
        "online",
    ]
    assert "Hint: opened the online room at 11:51am" in page
    assert "Hint: said they could not come" in page
    assert noted(db) == {}
    save(browser, meeting, way.enrolment, "", "in_person")
    page = html_of(browser, register(meeting))
    assert checked(page, way.enrolment) == "in_person"
    assert "opened the online room at 11:51am" not in page


@pytest.mark.parametrize("rest", ["missed", "in_person", "online", "phone", "nonsense"])
def test_everybody_else_is_noted_but_facilitators_and_those_with_a_hint(
    db: Session, way: Way, cohort: Cohort, meeting: Gathering, browser: FlaskClient, rest: str
) -> None:
    people = {name: make_seat(db, cohort, make_person(db, name=name)) for name in "ABC"}
    make_seat(db, cohort, make_person(db, name="Invited"), state=INVITED)
    make_seat(db, cohort, make_person(db, name="Gone"), state=LEFT)
    make_click(db, meeting, people["A"])
    make_sorry(db, meeting, people["B"])
    db.commit()
    fields: dict[str, object] = {
        "row": f"{way.enrolment.id} ",
        "how1": "phone",
        "rest": rest,
    }
    for _ in range(2):
        post(browser, register(meeting), dict(fields))
        assert noted(db) == {"Lina Learner": "phone", **({"C": rest} if rest in RESTS else {})}


@pytest.mark.parametrize(
    ("how", "others"),
    [
        ("in_person", ["was in the room", "missed it"]),
        ("online", ["was online", "missed it"]),
        ("blended", ["was in the room", "was online", "missed it"]),
    ],
)
def test_everybody_else_was_where_the_session_was(
    db: Session, meeting: Gathering, browser: FlaskClient, how: str, others: list[str]
) -> None:
    meeting.how = how
    db.commit()
    page = browser.get(register(meeting)).text
    assert re.findall("Everybody else (.*?)</button>", page) == others


def test_a_clash_is_told_and_not_overwritten_while_the_other_rows_are_saved(
    db: Session,
    way: Way,
    cohort: Cohort,
    meeting: Gathering,
    browser: FlaskClient,
    other: Person,
    sign_in: SignIn,
    helper: Person,
) -> None:
    second = make_seat(db, cohort, make_person(db, name="Second"))
    db.commit()
    save(sign_in(browser, other), meeting, way.enrolment, "", "online")
    sign_in(browser, helper)
    fields: dict[str, object] = {
        "row": [f"{way.enrolment.id} ", f"{second.id} "],
        "how1": "missed",
        "how2": "phone",
    }
    post(browser, register(meeting), fields)
    page = words_of_all(browser, meeting)
    assert "Saved for 1 person." in page
    assert "Lina Learner: Omar Other noted “Online” while you had this page open" in page
    assert noted(db) == {"Lina Learner": "online", "Second": "phone"}


def words_of_all(browser: FlaskClient, meeting: Gathering) -> str:
    """The page with the notices above it."""
    return browser.get(register(meeting)).text


def test_what_somebody_noted_themselves_they_may_change_from_a_stale_page(
    db: Session, way: Way, meeting: Gathering, browser: FlaskClient
) -> None:
    save(browser, meeting, way.enrolment, "", "online")
    save(browser, meeting, way.enrolment, "", "phone")
    assert noted(db) == {"Lina Learner": "phone"}


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
