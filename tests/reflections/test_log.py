"""The log, page by page."""

from __future__ import annotations

from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.people.models import Person
from tests.clock import NOON
from tests.make.reflections import make_reflection
from tests.progress.reading import words_of


def test_an_empty_log_says_what_it_is_for(client: FlaskClient, person: Person) -> None:
    words = words_of(client, "/reflections/")
    assert "Your log is empty, and that is fine" in words
    assert "Only you can read it." in words


def test_a_long_log_is_shown_twenty_at_a_time_newest_first(
    db: Session, client: FlaskClient, person: Person
) -> None:
    for number in range(45):
        make_reflection(db, person, f"Entry number {number}.", now=NOON)
    db.commit()
    first = words_of(client, "/reflections/")
    assert "Showing 1 to 20 of 45" in first
    assert "Entry number 44." in first
    assert "Entry number 24." not in first
    last = words_of(client, "/reflections/?page=3")
    assert "Entry number 0." in last
    for page in ("0", "-5", "99", "nonsense", "9" * 40):
        assert client.get(f"/reflections/?page={page}").status_code == 200
