"""Guides to the sessions."""

from __future__ import annotations

from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.cohorts.rules import FACILITATOR
from tests.conftest import SignIn
from tests.make.gatherings import make_gathering
from tests.make.people import make_person
from tests.make.progress import Way, make_edition, make_module, make_seat, make_way
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


def test_the_page_of_a_session_leads_those_who_run_it_to_its_guide_and_nobody_else(
    db: Session, client: FlaskClient, sign_in: SignIn, way: Way
) -> None:
    session = make_gathering(db, way.cohort, module_id=way.modules[0].id)
    page, guide = f"/sessions/{session.id}", f"/cohorts/{way.cohort.slug}/guides/module-1"
    signed_in_facilitator(db, client, sign_in, way)
    assert f'href="{guide}"' in html_of(client, page)
    client.post("/sign-out")
    participant = make_person(db)
    make_seat(db, way.cohort, participant)
    db.commit()
    sign_in(client, participant)
    assert "guides" not in html_of(client, page)


def test_the_page_of_a_session_leads_to_its_module_in_the_edition_of_now(
    db: Session, client: FlaskClient, sign_in: SignIn, way: Way
) -> None:
    session = make_gathering(db, way.cohort, module_id=way.modules[0].id)
    page, link = f"/sessions/{session.id}", f'href="/modules/{way.cohort.slug}/module-1/"'
    signed_in_facilitator(db, client, sign_in, way)
    newer = make_edition(db)
    make_module(db, newer.id, 1)
    way.cohort.edition_id = newer.id
    db.commit()
    assert link in html_of(client, page)
    way.cohort.edition_id = make_edition(db).id
    db.commit()
    assert link not in html_of(client, page)


def test_the_page_of_a_session_promises_no_guide_that_is_not_there(
    db: Session, client: FlaskClient, sign_in: SignIn, way: Way
) -> None:
    bare = make_way(db)
    session = make_gathering(db, bare.cohort, module_id=bare.modules[0].id)
    signed_in_facilitator(db, client, sign_in, bare)
    assert "Guide to the session" not in words_of(client, f"/sessions/{session.id}")
