"""A session that has just begun, and the facilitator who keeps its register."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, Enrolment
from app.cohorts.rules import FACILITATOR
from app.gatherings.models import Attendance, Gathering
from app.people.models import Person
from tests.clock import NOON
from tests.conftest import SignIn
from tests.make.gatherings import make_gathering
from tests.make.people import make_person
from tests.make.progress import Way, make_seat, make_way


@pytest.fixture
def way(db: Session) -> Way:
    """Lina Learner on a course whose activity is done by taking part in the session."""
    made = make_way(db, person=make_person(db, name="Lina Learner"))
    made.steps["act"].done_by = ["attended"]
    return made


@pytest.fixture
def cohort(way: Way) -> Cohort:
    """Lina's cohort."""
    return way.cohort


@pytest.fixture
def meeting(db: Session, way: Way) -> Gathering:
    """A session on the first module that began five minutes ago."""
    started = NOON - timedelta(minutes=5)
    return make_gathering(db, way.cohort, starts_at=started, module_id=way.modules[0].id)


@pytest.fixture
def helper(db: Session, cohort: Cohort) -> Person:
    """Farah Facilitator, who runs the cohort."""
    person = make_person(db, name="Farah Facilitator")
    make_seat(db, cohort, person, role=FACILITATOR)
    return person


@pytest.fixture
def other(db: Session, cohort: Cohort) -> Person:
    """Omar Other, who runs it too."""
    person = make_person(db, name="Omar Other")
    make_seat(db, cohort, person, role=FACILITATOR)
    return person


@pytest.fixture
def browser(
    db: Session, client: FlaskClient, sign_in: SignIn, helper: Person, meeting: Gathering
) -> FlaskClient:
    """The facilitator's browser."""
    assert meeting.id
    db.commit()
    return sign_in(client, helper)


def register(meeting: Gathering) -> str:
    """The address of the register."""
    return f"/sessions/{meeting.id}/attendance"


def noted(db: Session) -> dict[str, str]:
    """How each person took part as it is kept now, by name."""
    db.commit()
    rows = db.execute(
        select(Person.name, Attendance.how)
        .join(Enrolment, Enrolment.person_id == Person.id)
        .join(Attendance, Attendance.enrolment_id == Enrolment.id)
    )
    return dict(rows.all())
