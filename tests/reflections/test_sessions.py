"""Writing about a session that one took part in."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.gatherings.models import Gathering
from app.reflections.models import Reflection
from tests.browser_like import hidden_fields, post
from tests.clock import NOON
from tests.conftest import SignIn
from tests.make.gatherings import make_gathering
from tests.make.people import make_person
from tests.make.progress import Way, make_way
from tests.progress.reading import html_of, words_of


@pytest.fixture
def way(db: Session) -> Way:
    return make_way(db)


@pytest.fixture
def gathering(db: Session, way: Way) -> Gathering:
    """A session of last week."""
    made = make_gathering(
        db, way.cohort, title="What matters here", starts_at=NOON - timedelta(days=7)
    )
    db.commit()
    return made


def test_the_page_of_a_past_session_leads_to_the_box_and_the_entry_leads_back(
    db: Session, client: FlaskClient, sign_in: SignIn, way: Way, gathering: Gathering
) -> None:
    sign_in(client, way.person)
    address = f"/reflections/new?session={gathering.id}"
    assert f'href="{address}"' in html_of(client, f"/sessions/{gathering.id}")
    page = html_of(client, address)
    assert "Write about the session" in page
    assert "What matters here" in page
    saved = post(client, "/reflections/", {**hidden_fields(page), "text": "I listened."})
    entry = html_of(client, saved.location)
    assert f'href="/sessions/{gathering.id}"' in entry
    assert "About the session" in words_of(client, "/reflections/")
    kept = db.scalars(select(Reflection)).one()
    assert (kept.gathering_id, kept.enrolment_id) == (gathering.id, way.enrolment.id)


def test_a_session_still_to_come_has_no_such_link(
    db: Session, client: FlaskClient, sign_in: SignIn, way: Way
) -> None:
    ahead = make_gathering(db, way.cohort)
    db.commit()
    sign_in(client, way.person)
    assert "Write about this session" not in words_of(client, f"/sessions/{ahead.id}")


def test_a_session_of_other_people_is_left_out_and_the_words_are_kept(
    db: Session, client: FlaskClient, sign_in: SignIn, gathering: Gathering
) -> None:
    stranger = make_person(db)
    db.commit()
    sign_in(client, stranger)
    page = html_of(client, f"/reflections/new?session={gathering.id}")
    assert "What matters here" not in page
    form: dict[str, object] = {"text": "Mine all the same.", "session": str(gathering.id)}
    assert post(client, "/reflections/", form).status_code == 302
    assert db.scalars(select(Reflection)).one().gathering_id is None


def test_after_leaving_the_cohort_the_entry_still_names_the_session_without_a_way_to_it(
    db: Session, client: FlaskClient, sign_in: SignIn, way: Way, gathering: Gathering
) -> None:
    sign_in(client, way.person)
    form: dict[str, object] = {"text": "I listened.", "session": str(gathering.id)}
    saved = post(client, "/reflections/", form)
    way.enrolment.state = "left"
    db.commit()
    entry = html_of(client, saved.location)
    assert "What matters here" in entry
    assert f'href="/sessions/{gathering.id}"' not in entry
