"""Whoever runs a cohort sees the name on a certificate; a new name is its person's to tell."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.certificates.models import Certificate
from app.people.models import Person
from tests.browser_like import post
from tests.clock import NOON
from tests.conftest import As
from tests.make.certificates import newest
from tests.make.cohorts import make_facilitator
from tests.make.progress import Way

NEW = "Zoe Otherwise"


def gone(db: Session, way: Way) -> Certificate:
    """The certificate of somebody who has left its cohort, and has another name since."""
    way.person.name = NEW
    way.enrolment.state, way.enrolment.left_at = "left", NOON
    db.commit()
    return newest(db, way.person)


@pytest.fixture
def runs(db: Session, way: Way, as_person: As) -> Callable[[], FlaskClient]:
    """Comes in as whoever runs the cohort."""
    farah = make_facilitator(db, way.cohort)
    return lambda: as_person(farah)


def test_a_new_name_of_somebody_who_has_left_is_not_shown_or_printed_unasked(
    db: Session, way: Way, runs: Callable[[], FlaskClient]
) -> None:
    one = gone(db, way)
    all_of = f"/cohorts/{way.cohort.slug}/certificates"
    client = runs()
    for page in (all_of, f"{all_of}/{one.id}", f"{all_of}.csv"):
        told = client.get(page)
        assert told.status_code == 200
        assert "Amina Example" in told.text
        assert NEW not in told.text
    assert post(client, f"{all_of}/{one.id}/reissues", {"name": NEW}).status_code == 404
    assert newest(db, way.person).number == 1


def test_whoever_has_left_asks_for_their_new_name_and_gets_it(
    db: Session, way: Way, as_person: As, runs: Callable[[], FlaskClient]
) -> None:
    one = gone(db, way)
    here = f"/account/certificates/{one.id}"
    assert post(as_person(way.person), f"{here}/corrections", page=here).status_code == 302
    all_of = f"/cohorts/{way.cohort.slug}/certificates"
    client = runs()
    assert f"is now <bdi>{NEW}</bdi>" in client.get(all_of).text
    assert "They ask for one with their name" in client.get(f"{all_of}/{one.id}").text
    assert post(client, f"{all_of}/{one.id}/reissues", {"name": NEW}).status_code == 302
    assert newest(db, way.person).name == NEW


def test_a_lead_puts_the_name_of_somebody_who_has_left_right(
    db: Session, way: Way, as_person: As, lead: Person
) -> None:
    one = gone(db, way)
    there = f"/cohorts/{way.cohort.slug}/certificates/{one.id}"
    client = as_person(lead)
    assert NEW in client.get(there).text
    assert post(client, f"{there}/reissues", {"name": NEW}).status_code == 302
    assert newest(db, way.person).name == NEW


def test_whoever_takes_part_and_uses_paper_has_it_put_right_for_them(
    db: Session, way: Way, runs: Callable[[], FlaskClient]
) -> None:
    way.person.name = NEW
    db.commit()
    there = f"/cohorts/{way.cohort.slug}/certificates/{newest(db, way.person).id}"
    client = runs()
    assert "In their account they are called" in client.get(there).text
    assert post(client, f"{there}/reissues", {"name": NEW}).status_code == 302
    assert newest(db, way.person).name == NEW
