"""A session that has begun, its facilitator, and the file of its register."""

from __future__ import annotations

import io
import re
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from app.cohorts.models import Cohort, Enrolment
from app.cohorts.rules import FACILITATOR
from app.gatherings.models import Attendance, Gathering
from app.people.models import Person
from tests.browser_like import csrf_token, post
from tests.clock import NOON
from tests.conftest import SignIn
from tests.gatherings.register.conftest import register
from tests.make.cohorts import make_cohort, make_enrolment
from tests.make.gatherings import make_gathering
from tests.make.people import make_person


@pytest.fixture
def cohort(db: Session) -> Cohort:
    """A cohort."""
    return make_cohort(db)


@pytest.fixture
def meeting(db: Session, cohort: Cohort) -> Gathering:
    """A session that has begun."""
    return make_gathering(db, cohort, starts_at=NOON - timedelta(minutes=5))


@pytest.fixture
def lina(db: Session, cohort: Cohort) -> Enrolment:
    """Lina Learner."""
    person = make_person(db, name="Lina Learner", email="lina@learning.example")
    return make_enrolment(db, cohort, person)


@pytest.fixture
def browser(
    db: Session, client: FlaskClient, sign_in: SignIn, cohort: Cohort, lina: Enrolment
) -> FlaskClient:
    """The facilitator's browser."""
    helper = make_person(db, name="Farah Facilitator", email="farah@learning.example")
    make_enrolment(db, cohort, helper, role=FACILITATOR)
    db.commit()
    assert lina.id
    return sign_in(client, helper)


def send(browser: FlaskClient, meeting: Gathering, content: bytes | str) -> TestResponse:
    """Choose a file and look at it."""
    data = content.encode() if isinstance(content, str) else content
    return browser.post(
        f"{register(meeting)}/file",
        data={
            "csrf_token": csrf_token(browser, "/account/"),
            "file": (io.BytesIO(data), "register.csv"),
        },
        content_type="multipart/form-data",
    )


def say_yes(browser: FlaskClient, meeting: Gathering, page: str) -> TestResponse:
    """Press the button of the preview."""
    form = page.split(f'action="{register(meeting)}"', 1)[1].split("</form>", maxsplit=1)[0]
    found = re.findall(r'name="(row|how\d+)" value="([^"]*)"', form)
    fields: dict[str, object] = {name: value for name, value in found if name != "row"}
    fields["row"] = [value for name, value in found if name == "row"]
    return post(browser, register(meeting), fields)


def noted(db: Session) -> dict[str, str]:
    """How each person took part as it is kept now, by name and address."""
    db.commit()
    rows = db.execute(
        select(Person.email, Attendance.how)
        .join(Enrolment, Enrolment.person_id == Person.id)
        .join(Attendance, Attendance.enrolment_id == Enrolment.id)
    )
    return {str(email).split("@")[0]: how for email, how in rows}
