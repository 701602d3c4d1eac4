"""A register of many people is light, comes in pages, and costs the same."""

from __future__ import annotations

from gzip import compress

from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.cohorts.models import Enrolment
from app.cohorts.rules import LEFT
from app.gatherings.models import Gathering
from tests.browser_like import post
from tests.clock import NOON
from tests.conftest import CountStatements
from tests.gatherings.register.conftest import noted, register
from tests.gatherings.register.test_noting import row
from tests.make.gatherings import make_gathering
from tests.make.people import make_person
from tests.make.progress import Way, make_seat
from tests.progress.reading import html_of, row_of, words_of

# As it travels.
LIGHT = 8 * 1024


def test_who_was_noted_stays_on_the_list_after_leaving(
    db: Session, way: Way, meeting: Gathering, browser: FlaskClient
) -> None:
    post(browser, register(meeting), row(way.enrolment, "", "phone"))
    gone = make_person(db, name="Gus Gone")
    make_seat(db, way.cohort, gone, state=LEFT)
    way.enrolment.state = LEFT
    db.commit()
    words = words_of(browser, register(meeting))
    assert "Lina Learner" in words
    assert "Gus Gone" not in words


def test_a_session_on_no_module_is_noted_too(db: Session, way: Way, browser: FlaskClient) -> None:
    meeting = make_gathering(db, way.cohort, starts_at=NOON)
    db.commit()
    post(browser, register(meeting), row(way.enrolment, "", "in_person"))
    assert noted(db) == {"Lina Learner": "in_person"}
    assert row_of(db, way, "act") is None


def test_forty_people_are_one_light_page_and_cost_what_three_cost(
    db: Session,
    way: Way,
    meeting: Gathering,
    browser: FlaskClient,
    count_statements: CountStatements,
) -> None:
    seats: list[Enrolment] = []
    for more in (1, 37):
        for _ in range(more):
            person = make_person(db, name=f"Somebody With A Longer Name {len(seats)}")
            seats.append(make_seat(db, way.cohort, person))
        db.commit()
        with count_statements() as reading:
            page = html_of(browser, register(meeting))
        assert len(reading) == 4, reading
        fields: dict[str, object] = {"row": [f"{seat.id} " for seat in seats]}
        fields |= {f"how{number}": "in_person" for number in range(1, len(seats) + 1)}
        token = page.split('name="csrf_token" value="', 1)[1].split('"')[0]
        with count_statements() as saving:
            answer = browser.post(register(meeting), data={**fields, "csrf_token": token})
        assert answer.status_code == 302
        assert len(saving) == 10, saving
    page = html_of(browser, register(meeting))
    assert page.count("<fieldset") == 40
    assert len(compress(page.encode())) < LIGHT, len(compress(page.encode()))
    assert len(noted(db)) == 38


def test_more_than_fifty_people_come_on_pages_that_are_saved_one_by_one(
    db: Session, way: Way, meeting: Gathering, browser: FlaskClient
) -> None:
    for number in range(58):
        make_seat(db, way.cohort, make_person(db, name=f"Aa {number:02}"))
    db.commit()
    first = html_of(browser, register(meeting))
    assert first.count("<fieldset") == 50
    assert len(compress(first.encode())) < LIGHT
    second = f"{register(meeting)}?page=2"
    words = words_of(browser, second)
    assert "Lina Learner" in words
    assert words_of(browser, f"{register(meeting)}?page=99") == words
    answer = post(browser, second, row(way.enrolment, "", "online"))
    assert answer.headers["Location"] == second
    assert noted(db) == {"Lina Learner": "online"}
