"""Letters in a folder."""

from __future__ import annotations

import mailbox
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.gateways.mail import carrier_for
from app.gateways.ports.carrier import Message, NotNow

LETTER = Message(
    "<1@learning.example>",
    datetime(2027, 1, 20, 12, 0, tzinfo=UTC),
    "Zoë Example",
    "zoe@learning.example",
    "A note",
    "Hello Zoë.\n",
)


def put(path: Path, message: Message) -> None:
    """One letter into the folder."""
    with carrier_for(f"maildir:{path}", "post@learning.example").round() as journey:
        journey.send(message)


def found(path: Path) -> list[mailbox.MaildirMessage]:
    """What a mail program finds there."""
    return list(mailbox.Maildir(path, create=False))


def test_a_mail_program_finds_the_letter(tmp_path: Path) -> None:
    put(tmp_path / "with a # in it" / "mail", LETTER)
    [message] = found(tmp_path / "with a # in it" / "mail")
    assert message["Message-ID"] == LETTER.message_id
    text = message.get_payload(decode=True)
    assert isinstance(text, bytes)
    assert text.decode() == LETTER.body


def test_the_folder_is_for_us_alone(tmp_path: Path) -> None:
    put(tmp_path / "mail", LETTER)
    assert (tmp_path / "mail").stat().st_mode & 0o777 == 0o700
    [file] = (tmp_path / "mail" / "new").iterdir()
    assert file.stat().st_mode & 0o777 == 0o600
    assert list((tmp_path / "mail" / "tmp").iterdir()) == []


def test_the_same_letter_twice_is_one_letter_with_its_first_text(tmp_path: Path) -> None:
    put(tmp_path, LETTER)
    put(tmp_path, replace(LETTER, body="Other words.\n"))
    [message] = found(tmp_path)
    assert b"Hello" in message.as_bytes()


def test_a_letter_that_was_read_does_not_come_back(tmp_path: Path) -> None:
    put(tmp_path, LETTER)
    [file] = (tmp_path / "new").iterdir()
    file.rename(tmp_path / "cur" / f"{file.name}:2,S")
    put(tmp_path, LETTER)
    assert len(found(tmp_path)) == 1


def test_two_letters_are_two_files(tmp_path: Path) -> None:
    put(tmp_path, LETTER)
    put(tmp_path, replace(LETTER, message_id="<2@learning.example>"))
    assert len(found(tmp_path)) == 2


def test_a_folder_that_cannot_be_made_is_a_reason_to_wait(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    carrier = carrier_for(f"maildir:{tmp_path / 'file' / 'mail'}", "post@learning.example")
    with pytest.raises(NotNow):
        carrier.check()
