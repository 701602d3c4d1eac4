"""The command `dlp letters`."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from sqlalchemy.orm import Session

from app.post.cli import letters
from tests.clock import NOON
from tests.mail_server import MailServer
from tests.make.post import NoteKind, letter_of, make_letters
from tests.post.conftest import PostOffice

if TYPE_CHECKING:
    from app.wiring import Platform


@pytest.fixture
def on(platform: Platform, office: PostOffice) -> Platform:
    """The platform with this test's mail server and kinds."""
    return replace(platform, office=replace(office.office(), kinds={"note": NoteKind()}))


def run(on: Platform, *words: str) -> str:
    """What the command prints."""
    result = CliRunner().invoke(letters, words, obj=on)
    assert result.exit_code == 0, result.output
    return result.output


def test_due_letters_are_listed_and_sent(db: Session, on: Platform, server: MailServer) -> None:
    [person] = make_letters(db, 1)
    listed = json.loads(run(on, "due", "--json"))
    assert listed["count"] == 1
    assert listed["letters"][0]["person_id"] == str(person.id)
    assert json.loads(run(on, "send-due", "--json"))["sent"] == 1
    assert len(server.arrivals) == 1
    assert json.loads(run(on, "due", "--json")) == {"count": 0, "letters": []}


def test_doubtful_letters_are_listed_in_words(db: Session, on: Platform) -> None:
    [person] = make_letters(db, 1)
    letter = letter_of(db, person)
    letter.state, letter.doubted_at, letter.reason = "due", NOON, "The mail server fell silent."
    db.commit()
    said = run(on, "doubtful")
    assert "1 letter in doubt." in said
    assert "The mail server fell silent." in said
    assert (person.email or "") not in said


def test_sending_says_what_became_of_the_letters(db: Session, on: Platform) -> None:
    make_letters(db, 2)
    assert run(on, "send-due").startswith("2 sent, 0 not wanted any more")
    assert run(on, "due").startswith("0 letters due.")
