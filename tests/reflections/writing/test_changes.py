"""Changing an entry: each change is a version, and none is lost."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.people.models import Person
from app.reflections.models import ReflectionVersion
from tests.browser_like import hidden_fields, post
from tests.clock import NOON, StoppedClock
from tests.progress.reading import html_of, words_of
from tests.reflections.writing.entries import kept, write


def test_a_change_is_a_new_version_and_the_old_one_can_still_be_read(
    db: Session, client: FlaskClient, person: Person, clock: StoppedClock
) -> None:
    address = write(client, "What I thought first.")
    clock.move(days=2)
    seen = hidden_fields(html_of(client, f"{address}/versions/new"))["seen"]
    form: dict[str, object] = {"text": "What I think now.", "seen": seen}
    assert post(client, f"{address}/versions", form).headers["Location"] == address
    post(client, f"{address}/versions", form)
    assert kept(db) == ["What I thought first.", "What I think now."]
    page = words_of(client, address)
    assert "What I think now." in page
    assert "What I thought first." not in page
    assert "All 2 versions" in page
    old = words_of(client, f"{address}/versions/1")
    assert "What I thought first." in old
    assert "Version 1 of 2" in old
    times = db.scalars(select(ReflectionVersion.written_at).order_by(ReflectionVersion.number))
    assert list(times) == [NOON, clock.moment]
    assert "2 versions" in words_of(client, "/reflections/")


def test_changing_an_entry_in_two_windows_keeps_both_and_says_so(
    db: Session, client: FlaskClient, person: Person
) -> None:
    address = write(client, "First.")
    post(client, f"{address}/versions", {"text": "From the phone.", "seen": "1"})
    post(client, f"{address}/versions", {"text": "From the computer.", "seen": "1"})
    page = html_of(client, address)
    assert "Both versions are kept." in page
    assert kept(db) == ["First.", "From the phone.", "From the computer."]


def test_an_empty_change_is_refused_and_the_entry_stays(
    db: Session, client: FlaskClient, person: Person
) -> None:
    address = write(client, "First.")
    answer = post(client, f"{address}/versions", {"text": " ", "seen": "1"})
    assert answer.status_code == 422
    assert kept(db) == ["First."]
    odd = post(client, f"{address}/versions", {"text": "Second.", "seen": "9" * 5000})
    assert odd.status_code == 302


@pytest.mark.parametrize("end", ["/versions/2", "/versions/0", f"/versions/{'9' * 30}"])
def test_a_version_that_is_not_there_is_not_found(
    client: FlaskClient, person: Person, end: str
) -> None:
    address = write(client, "First.")
    assert client.get(f"{address}{end}").status_code == 404
