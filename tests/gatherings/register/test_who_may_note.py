"""Who keeps a register, whom and when: nobody else is noted, whatever a form says."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.cohorts.rules import DECLINED, FACILITATOR, INVITED, LEFT
from app.gatherings.models import Gathering
from app.gatherings.rules import CANCELLED
from app.people.rules import PROGRAMME_LEAD
from tests.browser_like import post
from tests.clock import NOON
from tests.conftest import SignIn
from tests.gatherings.register.conftest import noted, register
from tests.gatherings.register.test_noting import row
from tests.make.gatherings import make_gathering
from tests.make.people import make_person
from tests.make.progress import Way, make_seat, make_way
from tests.progress.reading import words_of


@pytest.mark.parametrize("state", [INVITED, DECLINED, LEFT, None])
def test_people_who_are_not_in_the_cohort_find_no_register(
    db: Session, way: Way, meeting: Gathering, client: FlaskClient, sign_in: SignIn, state: str
) -> None:
    person = make_person(db, roles=[PROGRAMME_LEAD])
    if state:
        make_seat(db, way.cohort, person, state=state, role=FACILITATOR)
    db.commit()
    sign_in(client, person)
    assert client.get(register(meeting)).status_code == 404
    answer = post(client, register(meeting), row(way.enrolment, "", "phone"))
    assert answer.status_code == 404
    assert noted(db) == {}


def test_people_who_learn_note_nobody(
    db: Session, way: Way, meeting: Gathering, client: FlaskClient, sign_in: SignIn
) -> None:
    sign_in(client, way.person)
    assert client.get(register(meeting)).status_code == 404
    answer = post(client, register(meeting), row(way.enrolment, "", "phone"))
    assert answer.status_code == 404
    assert noted(db) == {}


def test_nobody_is_noted_before_a_session_begins_or_when_it_was_called_off(
    db: Session, way: Way, browser: FlaskClient
) -> None:
    coming = make_gathering(db, way.cohort)
    off = make_gathering(db, way.cohort, starts_at=NOON - timedelta(hours=1), state=CANCELLED)
    db.commit()
    assert "From then on you can note who is there." in words_of(browser, register(coming))
    assert "This session was called off" in words_of(browser, register(off))
    for meeting in (coming, off):
        assert "Note who" not in words_of(browser, f"/sessions/{meeting.id}")
        answer = post(browser, register(meeting), row(way.enrolment, "", "phone"))
        assert answer.status_code == 409
    assert noted(db) == {}


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"row": "nonsense", "how1": "phone"},
        {"row": "", "how1": "phone"},
        {"row": ["\0"] * 300, "how1": "phone"},
        {"how1": "phone"},
    ],
)
def test_a_form_that_makes_no_sense_notes_nobody(
    db: Session, meeting: Gathering, browser: FlaskClient, fields: dict[str, object]
) -> None:
    assert post(browser, register(meeting), dict(fields)).status_code == 302
    assert noted(db) == {}


@pytest.mark.parametrize("how", ["everywhere", "IN_PERSON", "\0", "🙂", "phone "])
def test_a_way_that_is_none_is_left_out(
    db: Session, way: Way, meeting: Gathering, browser: FlaskClient, how: str
) -> None:
    post(browser, register(meeting), row(way.enrolment, "", how))
    assert noted(db) == {}


def test_people_of_another_cohort_are_not_noted_here(
    db: Session, meeting: Gathering, browser: FlaskClient
) -> None:
    stranger = make_way(db).enrolment
    post(browser, register(meeting), row(stranger, "", "phone"))
    assert noted(db) == {}


@pytest.mark.parametrize("state", [INVITED, DECLINED])
def test_whoever_has_not_joined_is_not_noted_whatever_a_form_says(
    db: Session, way: Way, meeting: Gathering, browser: FlaskClient, state: str
) -> None:
    guest = make_seat(db, way.cohort, make_person(db), state=state)
    db.commit()
    post(browser, register(meeting), row(guest, "", "phone"))
    assert noted(db) == {}
