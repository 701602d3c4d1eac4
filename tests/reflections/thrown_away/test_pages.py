"""The pages of throwing an entry away, of bringing it back, and of what is thrown away."""

from __future__ import annotations

from uuid import UUID

from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.kit.db import new_id
from app.people.models import Person
from app.reflections.actions.thrown_away import (
    throw_entry_away,
)
from app.reflections.models import Reflection, ReflectionVersion
from app.reflections.views.thrown_away import CANNOT_COME_BACK, ERASED, NOT_ERASED
from tests.browser_like import post
from tests.clock import NOON, StoppedClock
from tests.conftest import CountStatements, SignIn
from tests.make.people import make_person
from tests.make.reflections import make_reflection
from tests.progress.reading import html_of, words_of
from tests.reflections.thrown_away.conftest import TEXT, throw


def told(client: FlaskClient, entry: UUID, end: str) -> str:
    """What the list of what is thrown away says after a button of an entry was pressed."""
    answer = post(client, f"/reflections/{entry}/{end}", {})
    assert answer.headers["Location"] == "/reflections/thrown-away/"
    page = html_of(client, "/reflections/thrown-away/")
    (said,) = [words for words in (ERASED, NOT_ERASED, CANNOT_COME_BACK) if words in page]
    return said


def test_what_happens_is_said_before_it_does(client: FlaskClient, own: UUID) -> None:
    words = words_of(client, f"/reflections/{own}/removals/new")
    assert "You can bring it back until Wednesday 3 February 2027" in words
    assert "Words that you offered to your community from it stay there" in words
    assert "Copies that we make for safety" in words
    assert TEXT in words_of(client, f"/reflections/{own}")


def test_an_entry_goes_at_once_from_every_page_and_can_be_brought_back(
    client: FlaskClient, own: UUID
) -> None:
    sought = post(client, "/reflections/searches", {"words": "heron"}).headers["Location"]
    throw(client, own)
    assert "heron" not in words_of(client, "/reflections/")
    assert "Nothing was found." in words_of(client, sought)
    for end in ("", "/versions/1", "/versions/new", "/comparisons", "/removals/new", "/shares"):
        assert client.get(f"/reflections/{own}{end}").status_code == 404, end
    assert client.get(f"/contributions/new?reflection={own}").status_code == 404
    listed = words_of(client, "/reflections/thrown-away/")
    assert TEXT in listed
    assert "It is erased on Wednesday 3 February 2027." in listed
    back = post(client, f"/reflections/{own}/returns", {})
    assert back.headers["Location"] == f"/reflections/{own}"
    page = words_of(client, f"/reflections/{own}")
    assert f"{TEXT} So did I." in page
    assert "✓ Power-sharing" in page
    assert "Nothing is thrown away" in words_of(client, "/reflections/thrown-away/")


def test_clicking_twice_does_no_harm(
    db: Session, client: FlaskClient, own: UUID, clock: StoppedClock
) -> None:
    throw(client, own)
    clock.move(days=2)
    throw(client, own)
    db.commit()
    assert db.scalar(select(Reflection.deleted_at)) == NOON
    post(client, f"/reflections/{own}/returns", {})
    assert post(client, f"/reflections/{own}/returns", {}).status_code == 302
    # What is back is not erased, even by a form that was opened before.
    assert told(client, own, "erasures") == NOT_ERASED
    assert TEXT in words_of(client, f"/reflections/{own}")


def test_a_second_click_after_it_was_erased_is_told_kindly(client: FlaskClient, own: UUID) -> None:
    throw(client, own)
    assert told(client, own, "erasures") == ERASED
    assert told(client, own, "erasures") == NOT_ERASED
    assert told(client, own, "returns") == CANNOT_COME_BACK


def test_nobody_else_throws_away_brings_back_or_erases(
    db: Session, client: FlaskClient, own: UUID, sign_in: SignIn, person: Person
) -> None:
    other = make_person(db)
    db.commit()
    sign_in(client, other)
    assert client.get(f"/reflections/{own}/removals/new").status_code == 404
    assert post(client, f"/reflections/{own}/removals", {}).status_code == 404
    throw_entry_away(db, person, reflection_id=own, now=NOON)
    db.commit()
    for end in ("versions", "features"):
        assert post(client, f"/reflections/{own}/{end}", {"text": "x"}).status_code == 404
    # The same as for an entry that nobody has.
    for entry in (own, new_id()):
        assert told(client, entry, "erasures") == NOT_ERASED
        assert told(client, entry, "returns") == CANNOT_COME_BACK
    assert "Nothing is thrown away" in words_of(client, "/reflections/thrown-away/")
    assert db.scalar(select(Reflection.deleted_at)) == NOON
    assert db.scalar(select(func.count()).select_from(ReflectionVersion)) == 2


def test_the_page_of_what_was_thrown_away_costs_the_same_however_long(
    db: Session, client: FlaskClient, person: Person, count_statements: CountStatements
) -> None:
    costs = []
    for entries in (1, 30):
        for _ in range(entries):
            one = make_reflection(db, person, "Gone.")
            throw_entry_away(db, person, reflection_id=one, now=NOON)
        db.commit()
        with count_statements() as sent:
            html_of(client, "/reflections/thrown-away/")
        costs.append(len(sent))
    assert costs == [4, 4]
