"""Sends the form in which somebody is asked to help, and reads what came of it."""

from __future__ import annotations

from datetime import timedelta

from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from app.cohorts.models import Cohort
from app.helping.models import Helping
from app.kit.db import new_id
from app.people.models import Person
from app.post.models import Letter
from tests.browser_like import post
from tests.clock import NOON

HERE = "/account/helpers"
DAY = (NOON + timedelta(days=100)).date().isoformat()


def ask(browser: FlaskClient, **fields: object) -> TestResponse:
    """Send the form; with nothing in it but what is named."""
    form = {"acts": ["sessions"], "last_day": DAY, "request_key": str(new_id()), **fields}
    return post(browser, HERE, form)


def by_name(helper: Person, cohort: Cohort) -> str:
    """The choice that stands for somebody of a cohort."""
    return f"{helper.id} {cohort.id}"


def only(db: Session) -> Helping:
    """The one row there is, as the database has it."""
    db.expire_all()
    return db.scalars(select(Helping)).one()


def letters(db: Session) -> list[tuple[object, str, str]]:
    """To whom, what, and how it stands."""
    rows = db.execute(select(Letter.person_id, Letter.occurrence, Letter.state).order_by(Letter.id))
    return [(row[0], row[1], row[2]) for row in rows]
