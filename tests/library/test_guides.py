"""Guides to the sessions."""

from __future__ import annotations

from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.cohorts.rules import FACILITATOR
from tests.conftest import SignIn
from tests.make.people import make_person
from tests.make.progress import Way, make_seat, make_way
from tests.progress.reading import html_of, words_of


def signed_in_facilitator(db: Session, client: FlaskClient, sign_in: SignIn, way: Way) -> str:
    person = make_person(db)
    make_seat(db, way.cohort, person, role=FACILITATOR)
    db.commit()
    sign_in(client, person)
    return f"/cohorts/{way.cohort.slug}/guides/"


def test_a_guide_has_what_to_prepare_and_when_each_part_begins_and_ends(
    db: Session, client: FlaskClient, sign_in: SignIn, way: Way
) -> None:
    guides = signed_in_facilitator(db, client, sign_in, way)
    assert "Module 1, 30 minutes Module title 1 The jar" in words_of(client, guides)
    words = words_of(client, f"{guides}module-1")
    assert "To prepare A jar. Running order" in words
    assert "10 minutes 0 to 10 Names Say yours. 20 minutes 10 to 30 Slips Write one." in words
    assert "In all: 30 minutes." in words
    assert f'href="{way.address("story")}"' in html_of(client, f"{guides}module-1")


def test_a_course_without_guides_says_so(
    db: Session, client: FlaskClient, sign_in: SignIn, way: Way
) -> None:
    bare = make_way(db)
    guides = signed_in_facilitator(db, client, sign_in, bare)
    assert "There are no guides yet" in words_of(client, guides)
    assert client.get(f"{guides}module-1").status_code == 404
