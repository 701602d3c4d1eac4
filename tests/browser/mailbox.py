"""Reading the letters that the product put into its Maildir, and the texts in their folder."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from functools import cache
from pathlib import Path

from tests.flowed import unflowed
from tests.launch.waiting import until

LEAVES = 30.0
LINK = re.compile(r"https?://\S+")


@dataclass(frozen=True)
class Letter:
    """One letter, as its reader sees it."""

    to: str
    subject: str
    text: str

    def link(self, part: str) -> str:
        """The first address in it that has `part` in it."""
        links: list[str] = LINK.findall(self.text)
        return next(link for link in links if part in link)


class Mailbox:
    """A folder of letters to many people."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def all_letters(self) -> list[Letter]:
        """Every letter to anybody, oldest first."""
        files = sorted((self._folder / "new").glob("*"), key=lambda file: file.stat().st_mtime_ns)
        return [_read(file) for file in files]

    def letters(self, to: str, subject: str) -> list[Letter]:
        """The letters to an address with `subject` in their subject, oldest first."""
        every = self.all_letters()
        return [found for found in every if found.to == to and subject in found.subject]

    def wait_for(self, to: str, subject: str, count: int = 1) -> Letter:
        """The newest such letter, once there are `count` of them."""
        until(
            lambda: len(self.letters(to, subject)) >= count,
            f"letter {count} to {to} about “{subject}”",
            LEAVES,
        )
        return self.letters(to, subject)[-1]


class Phones:
    """A folder of text messages to many phones."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def all_texts(self) -> list[dict[str, str]]:
        """Every text to anybody, oldest first."""
        files = sorted(self._folder.glob("*.json"), key=lambda file: file.stat().st_mtime_ns)
        return [json.loads(file.read_text("utf-8")) for file in files]

    def texts(self, number: str, *words: str) -> list[str]:
        """The texts to a number that have these words in them, oldest first."""
        to_number = [one["text"] for one in self.all_texts() if one["to"] == number]
        return [text for text in to_number if all(part in text for part in words)]

    def newest(self, number: str, *words: str, count: int) -> str:
        """The newest such text, once there are as many of them."""
        until(
            lambda: len(self.texts(number, *words)) >= count,
            f"{count} texts to {number} with {words}",
            LEAVES,
        )
        return self.texts(number, *words)[-1]

    def wait_for(self, number: str, *words: str) -> str:
        """Such a text, once there is one; there is never a second."""
        until(lambda: self.texts(number, *words), f"a text to {number} with {words}", LEAVES)
        (text,) = self.texts(number, *words)
        return text


@cache
def _read(file: Path) -> Letter:
    """A letter; none ever changes, and whoever waits for one looks at all again and again."""
    message = message_from_bytes(file.read_bytes(), policy=policy.default)
    assert isinstance(message, EmailMessage)
    (to,) = message["To"].addresses
    # Beside the words there may be a session for a calendar.
    words = message.get_body(("plain",))
    assert words is not None
    return Letter(to.addr_spec, message["Subject"], unflowed(words.get_content()))
