"""Somebody who takes part, who runs the cohort, and a browser for each."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.people.models import Person
from tests.conftest import As, SignIn
from tests.make.cohorts import make_facilitator, make_member


@pytest.fixture
def amina(db: Session, cohort: Cohort) -> Person:
    """Who takes part."""
    return make_member(db, cohort, name="Amina", email="amina@example.org")


@pytest.fixture
def farah(db: Session, cohort: Cohort) -> Person:
    """Who runs the cohort."""
    return make_facilitator(db, cohort, name="Farah")


@pytest.fixture
def as_person(db: Session, app: Flask, sign_in: SignIn) -> As:
    """A browser of this person's own."""

    def enter(person: Person) -> FlaskClient:
        db.commit()
        return sign_in(app.test_client(), person)

    return enter
