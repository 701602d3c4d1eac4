"""The record of processing, made of what the tables declare and of the settings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from app.kit.rights import COHORT, Declared, Goes
from app.rights.declared import ROOMS
from app.rights.rules.processing import (
    ELSEWHERE,
    GOES_BY_ITSELF,
    HEADINGS,
    OF_ROOM,
    Heading,
    say_days,
)
from app.settings import Settings

NOTIFY = "GOV.UK Notify, which the UK government runs"
NOBODY = "Nobody: "
WITH_ACCOUNT = "As long as the account is there"


@dataclass(frozen=True)
class Line:
    """One thing that is kept, and for how long."""

    about: str
    # Empty: as long as the programme needs it.
    until: str
    # What stays of it after an erasure, and why; empty: nothing.
    stays: str


@dataclass(frozen=True)
class Section:
    """What is kept for one purpose: about people, and about nobody."""

    heading: Heading
    theirs: tuple[Line, ...]
    nobodys: tuple[Line, ...]


@dataclass(frozen=True)
class Helper:
    """Somebody outside who does a part of the work, and what they get to see."""

    does: str
    who: str
    sees: str

    @property
    def is_outside(self) -> bool:
        """Whether anybody but whoever runs the platform has a part in it."""
        return not self.who.startswith(NOBODY)


def record_of_processing() -> list[Section]:
    """Each purpose, with all that the tables declare for it; each table falls under one."""
    placed = list(headings())
    return [
        Section(
            heading,
            tuple(_line(one) for key, one in placed if key == heading.key and one.owner),
            tuple(
                dict.fromkeys(
                    _line(one) for key, one in placed if key == heading.key and not one.owner
                )
            ),
        )
        for heading in HEADINGS
    ]


def headings() -> Iterator[tuple[str, Declared]]:
    """The key of the heading of each declared table.

    Raises: KeyError for a room that has none.
    """
    for room in ROOMS:
        for one in room.DECLARED:
            yield ELSEWHERE.get(one.name) or OF_ROOM[room.__name__.split(".")[1]], one


def helpers(settings: Settings) -> list[Helper]:
    """Who carries letters and texts, and who vouches for people: by name, never by a password."""
    found = [Helper("E-mail", _mail(settings.mail_url), "Addresses, and what letters say")]
    texts = _texts(settings.text_url)
    found.append(Helper("Text messages", texts, "Phone numbers, and what texts say"))
    if on := settings.provider:
        who = f"{on.name} ({urlsplit(on.issuer).hostname})"
        sees = "That somebody signs in here, and when; only of those who choose this way"
        found.append(Helper("Signing in with an account elsewhere", who, sees))
    return found


def _line(one: Declared) -> Line:
    if one.name in GOES_BY_ITSELF and one.keep.days:
        until = say_days(one.keep.days)
    elif not one.owner:
        until = ""
    elif one.keep.since == COHORT:
        until = "As long as the account and the cohort are there"
    else:
        until = WITH_ACCOUNT
    stays = one.why if one.owner and one.goes is not Goes.WHOLE else ""
    return Line(one.about, until, stays)


def _mail(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme == "notify":
        return NOTIFY
    if parts.scheme == "maildir":
        return f"{NOBODY}letters stay in a folder of this server"
    return f"The mail server {parts.hostname}"


def _texts(url: str) -> str:
    scheme = urlsplit(url).scheme
    if scheme == "notify":
        return NOTIFY
    if scheme == "folder":
        return f"{NOBODY}texts stay in a folder of this server"
    return f"{NOBODY}a facilitator rings instead"
