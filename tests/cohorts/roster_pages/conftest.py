"""A cohort, its facilitator's web, and sending a list there."""

from __future__ import annotations

import io

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from app.cohorts.models import Cohort
from tests.browser_like import post
from tests.conftest import SignIn
from tests.make.cohorts import make_cohort, make_facilitator, make_member

FILES = "/cohorts/riverside/people/files/"
LIST = (
    "Name,E-mail address,Mobile,Diet\n"
    "Ann New,ann@example.org,,vegan\n"
    "Cy Call,,07700 900123,\n"
    "Gone Away,gone@example.org,,\n"
    "Here Already,here@example.org,,\n"
    "Wrong Row,nothing,,<b>\n"
)


@pytest.fixture
def cohort(db: Session) -> Cohort:
    """A cohort with the address `riverside`, with somebody in it and somebody who left."""
    made = make_cohort(db, slug="riverside")
    make_member(db, made, name="Here Already", email="here@example.org")
    make_member(db, made, name="Gone Away", email="gone@example.org", state="left")
    db.commit()
    return made


@pytest.fixture
def web(db: Session, cohort: Cohort, client: FlaskClient, sign_in: SignIn) -> FlaskClient:
    """A facilitator's web."""
    facilitator = make_facilitator(db, cohort)
    db.commit()
    return sign_in(client, facilitator)


def send(
    web: FlaskClient, content: bytes | str, name: str = "list.csv", **fields: object
) -> TestResponse:
    """Send a list by the form."""
    data = content.encode() if isinstance(content, str) else content
    facts = {"file": (io.BytesIO(data), name), "standing": "local_partner", **fields}
    return post(web, FILES, facts)


def sent(web: FlaskClient, content: bytes | str, name: str = "list.csv") -> str:
    """The address of a list that was sent."""
    answer = send(web, content, name)
    assert answer.status_code == 302, answer.text
    return answer.headers["Location"]
