"""The file of a register: what a spreadsheet gives is matched, and what we give opens safely."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from app.gatherings.rules.attendance import CHOICES, NOT_NOTED, Noted
from app.kit.spreadsheets import csv_file, unmarked

MOST_LINES = 2000
HEADINGS = ("Name", "How", "Noted by", "When", "Key")

COLUMNS = {
    "name": {"name", "full name", "person"},
    "email": {"e-mail", "email", "e-mail address", "email address", "mail"},
    "how": {"how", "attendance", "register", "status"},
    "key": {"key", "id"},
}
WAYS = {
    **{words.casefold(): how for how, words in CHOICES.items()},
    **{how.casefold(): how for how in CHOICES if how},
    "present": "in_person",
    "in person": "in_person",
    "room": "in_person",
    "phone": "phone",
    "sorry": "apologies",
    "absent": "missed",
    "not noted": NOT_NOTED,
}

NO_KEY = "There is nobody with this key in this register."
OTHER_NAME = "The name and the rest of the line are about two people. Put one of them right."
NO_EMAIL = "Nobody in this register has this e-mail address."
NO_NAME = "Nobody in this register has this name."
NOBODY = "This line says neither a key nor a name nor an e-mail address."
TWO = "More than one person has this name. Add their e-mail address or their key to the line."
UNKNOWN_WAY = (
    "We do not know this way of taking part. Write In the room, Online, By phone, Apologies, "
    "Missed or Not noted."
)
TWICE = "An earlier line is about the same person, so this one is left out."


class HeadingsError(ValueError):
    """The first line does not name the columns that are needed."""


class TooLongError(ValueError):
    """There are more lines than any register has."""


@dataclass(frozen=True)
class Registered:
    """Somebody of a register: what is kept of them, and what tells them from others."""

    enrolment_id: UUID
    name: str
    email: str | None
    how: str


@dataclass(frozen=True)
class Matched:
    """A line of the file that is about one person for certain."""

    number: int
    person: Registered
    how: str

    @property
    def noted(self) -> Noted:
        """What the line would change, as a form says it."""
        return Noted(self.person.enrolment_id, self.person.how, self.how)


@dataclass(frozen=True)
class Refused:
    """A line that changes nothing, and why."""

    number: int
    text: str
    fault: str


@dataclass(frozen=True)
class ReadFile:
    """What each line of a file would do, in the order of the file."""

    matched: Sequence[Matched]
    refused: Sequence[Refused]

    @property
    def new(self) -> list[Matched]:
        """Those of people who are not noted yet."""
        return [one for one in self.matched if not one.person.how and one.how]

    @property
    def changed(self) -> list[Matched]:
        """Those that say another thing than what is noted."""
        return [one for one in self.matched if one.person.how and one.how != one.person.how]

    @property
    def same(self) -> list[Matched]:
        """Those that say what is noted."""
        return [one for one in self.matched if one.how == one.person.how]


def match_rows(rows: Sequence[Sequence[str]], people: Iterable[Registered]) -> ReadFile:
    """What the rows of a file say of the people in a register.

    A line is about somebody by their key, or by their e-mail address, or by a name that nobody
    else in the register has; where it says two of these, they must agree. A line without a way
    of taking part says nothing.
    Raises: HeadingsError, TooLongError.
    """
    filled = [(number, row) for number, row in enumerate(rows, start=1) if any(map(str.strip, row))]
    columns = _columns(filled[0][1] if filled else [])
    if len(filled) > MOST_LINES + 1:
        raise TooLongError
    known = _Known(people)
    matched: list[Matched] = []
    refused: list[Refused] = []
    seen: set[UUID] = set()
    for number, row in filled[1:]:
        cells = {name: _cell(row, place) for name, place in columns.items()}
        if not cells["how"]:
            continue
        found = known.find(cells)
        how = WAYS.get(_plain(cells["how"]))
        if isinstance(found, Registered) and how is not None and found.enrolment_id not in seen:
            seen.add(found.enrolment_id)
            matched.append(Matched(number, found, how))
            continue
        fault = UNKNOWN_WAY if how is None else TWICE if isinstance(found, Registered) else found
        refused.append(Refused(number, ", ".join(filter(None, map(str.strip, row))), fault))
    return ReadFile(matched, refused)


class _Known:
    """The people of a register by what may stand in a line."""

    def __init__(self, people: Iterable[Registered]) -> None:
        self.by_key: dict[str, Registered] = {}
        self.by_email: dict[str, Registered] = {}
        self.by_name: dict[str, list[Registered]] = {}
        for one in people:
            self.by_key[str(one.enrolment_id)] = one
            self.by_name.setdefault(_plain(one.name), []).append(one)
            if one.email:
                self.by_email[one.email.casefold()] = one

    def find(self, cells: dict[str, str]) -> Registered | str:
        """The one whom a line is about for certain, or why nobody is."""
        name = _plain(cells.get("name", ""))
        email, key = cells.get("email", "").casefold(), cells.get("key", "").casefold()
        told: list[Registered] = []
        for cell, known, fault in ((key, self.by_key, NO_KEY), (email, self.by_email, NO_EMAIL)):
            if cell and cell not in known:
                return fault
            if cell:
                told.append(known[cell])
        if not told:
            return self._by_name(name)
        agree = all(one == told[0] for one in told)
        return told[0] if agree and name in ("", _plain(told[0].name)) else OTHER_NAME

    def _by_name(self, name: str) -> Registered | str:
        if not name:
            return NOBODY
        found = self.by_name.get(name, [])
        if not found:
            return NO_NAME
        return found[0] if len(found) == 1 else TWO


def write_register(lines: Iterable[Sequence[str]]) -> bytes:
    """The file of a register with its headings."""
    return csv_file([HEADINGS, *lines])


def _columns(headings: Sequence[str]) -> dict[str, int]:
    """Where the columns stand that we know; the first of each.

    Raises: HeadingsError.
    """
    found: dict[str, int] = {}
    for place, heading in enumerate(headings):
        for name, words in COLUMNS.items():
            if _plain(heading) in words:
                found.setdefault(name, place)
    if "how" not in found or not found.keys() & {"key", "name", "email"}:
        raise HeadingsError
    return found


def _cell(row: Sequence[str], place: int) -> str:
    return unmarked(row[place].strip()).strip() if place < len(row) else ""


def _plain(text: str) -> str:
    """Words as they are compared: case and runs of spaces make no difference."""
    return " ".join(text.split()).casefold()
