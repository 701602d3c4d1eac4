"""One row of a list of people: who it names and how to reach them, or why it cannot be taken."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.cohorts.rules import STANDINGS
from app.cohorts.rules.pasted import NO_ADDRESS, PastedLine, read_entry
from app.cohorts.rules.roster import faults
from app.cohorts.rules.roster import headings as column
from app.cohorts.rules.roster.cells import STARTS_A_FORMULA, clean_cell
from app.cohorts.rules.roster.faults import LONGEST_ADDRESS, RowFault
from app.cohorts.rules.roster.words import is_nothing, read_standing, read_way
from app.people.phones import clean_phone_number, say_phone_number
from app.people.rules import LONGEST_NAME, clean_name

# Half an address, as lists have it in a column of its own: no paper comes by it.
POSTCODE_ALONE = re.compile(r"[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}", re.IGNORECASE)
LONGEST_PLACE = 120
LETTERS_OF_A_TITLE = 4
MOST_FIRST_NAMES = 2


@dataclass(frozen=True)
class RosterRow:
    """A row as it was written, and who it names; `number` is its place in the file, from 1.

    `phone` is in its plain form; `standing` and `channel` are empty where the row does not say
    them; `places` are names or codes as they were written. `notes` tell what could not be used
    though the row was.
    """

    number: int
    cells: tuple[str, ...]
    name: str = ""
    email: str = ""
    phone: str = ""
    post_address: str = ""
    channel: str = ""
    standing: str = ""
    places: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    fault: str | None = None
    # The row that named the same person before; this one adds nobody.
    same_as: int | None = None

    @property
    def reached_by(self) -> str:
        """The channel for somebody new: what the row says, or what it has an address for."""
        if self.channel:
            return self.channel
        if self.email:
            return "email"
        return "call" if self.phone else "post"

    @property
    def how(self) -> str:
        """Where letters would go, in a few words."""
        phone = say_phone_number(self.phone) if self.phone else ""
        return ", ".join(part for part in (self.email, phone, self.post_address) if part)


def read_row(number: int, cells: Sequence[str], columns: Mapping[int, str]) -> RosterRow:
    """Who a row names; `columns` tells what stands in which cell, by its place from 0."""
    kept = tuple(cells)
    try:
        return _read(number, kept, _by_column(kept, columns))
    except RowFault as fault:
        return RosterRow(number, kept, fault=str(fault))


def _by_column(cells: Sequence[str], columns: Mapping[int, str]) -> dict[str, list[str]]:
    """What the row says, by what its columns hold; nothing where it says nothing."""
    said: dict[str, list[str]] = {}
    for place, what in columns.items():
        text = clean_cell(cells[place]) if place < len(cells) else ""
        if not is_nothing(text):
            said.setdefault(what, []).append(text)
    return said


def _read(number: int, cells: tuple[str, ...], said: Mapping[str, list[str]]) -> RosterRow:
    entry = _entry(said)
    notes: list[str] = []
    phone = _phone(said.get(column.PHONE, []), notes, needed=not entry.email)
    row = RosterRow(
        number,
        cells,
        name=_name(said, entry),
        email=entry.email,
        phone=phone,
        post_address=_address(said.get(column.POST, [])),
        channel=_channel(said.get(column.HOW, [])),
        standing=_standing(said, notes),
        places=tuple(" ".join(cell.split())[:LONGEST_PLACE] for cell in said.get(column.PLACE, [])),
        notes=tuple(notes),
    )
    _can_be_reached(row)
    return row


def _entry(said: Mapping[str, list[str]]) -> PastedLine:
    """The e-mail address, and a name that stands with it."""
    for cell in [*said.get(column.EMAIL, []), *said.get(column.NAME, [])]:
        if "@" in cell or cell in said.get(column.EMAIL, []):
            entry = read_entry(0, " ".join(cell.split()))
            if not entry.email:
                raise RowFault(
                    f"“{cell[:60]}” is not an e-mail address. Leave the cell empty if there is "
                    "none."
                    if entry.fault == NO_ADDRESS
                    else (entry.fault or "").replace("line", "row")
                )
            return entry
    return PastedLine(0, "")


def _name(said: Mapping[str, list[str]], entry: PastedLine) -> str:
    first, last = said.get(column.FIRST, [])[:1], said.get(column.LAST, [])[:1]
    # One column for both, with a heading such as "Surname, first name".
    parts = [*first, *last] if first and last else [*map(_first_names_first, first or last)]
    whole = [cell for cell in said.get(column.NAME, []) if "@" not in cell[1:]]
    written = " ".join(parts) if parts else _first_names_first(whole[0]) if whole else entry.name
    words = " ".join(written.split())
    if words.startswith(STARTS_A_FORMULA):
        raise RowFault(faults.FORMULA)
    if not any(map(str.isalpha, words)):
        raise RowFault(faults.NO_NAME)
    name = clean_name(words)
    if name is None:
        raise RowFault(faults.LONG_NAME if len(words) > LONGEST_NAME else faults.NO_NAME)
    return name


def _first_names_first(name: str) -> str:
    """Turn "Khan, Amina" round; "Amina Khan, GP" stays as it is."""
    last, comma, first = (part.strip() for part in name.partition(","))
    is_title = first.isupper() and len(first) <= LETTERS_OF_A_TITLE
    one_each = len(last.split()) == 1 and 0 < len(first.split()) <= MOST_FIRST_NAMES
    return f"{first} {last}" if comma and one_each and not is_title and "," not in first else name


def _phone(cells: Sequence[str], notes: list[str], *, needed: bool) -> str:
    """The first number that is one; whoever has an e-mail address can do without."""
    for cell in cells:
        plain = clean_phone_number(cell)
        if plain is not None:
            return plain
    if not cells:
        return ""
    sentence = f"“{cells[0][:40]}” is not one whole phone number, like 07700 900123."
    if needed:
        raise RowFault(sentence)
    notes.append(f"{sentence} We left it out.")
    return ""


def _address(cells: Sequence[str]) -> str:
    """The lines of an address, from all its columns in their order."""
    lines = [line for cell in cells for line in cell.split("\n") if line]
    if any("@" in line for line in lines):
        lines = [line for line in lines if "@" not in line]
    address = "\n".join(lines)
    if POSTCODE_ALONE.fullmatch(address):
        return ""
    if len(address) > LONGEST_ADDRESS:
        raise RowFault(faults.LONG_ADDRESS)
    return address


def _channel(cells: Sequence[str]) -> str:
    if not cells:
        return ""
    channel = read_way(cells[0])
    if channel is None:
        raise RowFault(
            f"We do not know “{cells[0][:40]}” as a way to reach somebody. Write e-mail, text, "
            "call or paper."
        )
    return channel


def _standing(said: Mapping[str, list[str]], notes: list[str]) -> str:
    """Who somebody comes as; a job that we do not know is no fault."""
    for what in (column.STANDING, column.JOB):
        for cell in said.get(what, [])[:1]:
            if "facilitator" in cell.casefold():
                raise RowFault(faults.FACILITATOR)
            standing = read_standing(cell)
            if standing is not None:
                return standing
            if what == column.STANDING:
                raise RowFault(
                    f"We do not know “{cell[:40]}”. Write one of: {', '.join(STANDINGS.values())}."
                )
            notes.append(
                f"“{cell[:40]}” does not tell us who they come as, so we took your choice."
            )
    return ""


def _can_be_reached(row: RosterRow) -> None:
    if not (row.email or row.phone or row.post_address):
        raise RowFault(faults.NO_WAY)
    missing = {
        "email": (row.email, faults.NO_EMAIL),
        "text": (row.phone, faults.NO_PHONE),
        "call": (row.phone, faults.NO_PHONE),
        "post": (row.post_address, faults.NO_POST),
    }
    address, sentence = missing[row.reached_by]
    if not address:
        raise RowFault(sentence)
    if row.channel == "text" and not is_mobile(row.phone):
        raise RowFault(faults.NO_MOBILE)


def is_mobile(phone: str) -> bool:
    """Whether texts can go to a plain number; of numbers from abroad nobody can tell."""
    return phone.startswith("+447") or not phone.startswith("+44")
