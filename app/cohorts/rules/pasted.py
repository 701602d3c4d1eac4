"""Reads pasted lines as people, whatever a spreadsheet or a mail program made of them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from app.people.rules import LONGEST_NAME, clean_email, clean_name

MOST_LINES = 300
LONGEST_PASTE = 60_000

NO_ADDRESS = "There is no e-mail address in this line."
NO_NAME = "There is no name in this line. Write it before the address."
WRONG_ADDRESS = "This is not a whole e-mail address, like name@example.org."
TWO_ADDRESSES = "There are two e-mail addresses in this line. Put each person on a line."
TOO_MUCH = "There is more here than a name and an address. Leave only these two."
LONG_NAME = f"The name is too long. Use at most {LONGEST_NAME} characters."

# What programs put in place of plain marks: curly quotes, wide brackets, spaces that do not break.
PLAIN = {
    **dict.fromkeys(map(ord, "\u201c\u201d\u201e\u201f\u00ab\u00bb\uff02"), '"'),
    **dict.fromkeys(map(ord, "\u2018\u2019\u201b\u02bc"), "'"),
    **dict.fromkeys(map(ord, "\u00a0\u2007\u202f\u2009\u3000"), " "),
    **dict.fromkeys(map(ord, "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad"), None),
    **dict.fromkeys(map(ord, "\uff1c\u2039\u27e8"), "<"),
    **dict.fromkeys(map(ord, "\uff1e\u203a\u27e9"), ">"),
    # Marks that no eye sees, and that no database takes.
    **dict.fromkeys([*range(9), *range(14, 32), 127], None),
    ord("\uff0c"): ",",
    ord("\uff1b"): ";",
    ord("\uff20"): "@",
}
# Looked for only from the beginning of a word: from each letter of a long line would take minutes.
ADDRESS = re.compile(r"(?<![^\s<>,;\"()|\[\]])[^\s<>,;\"()|\[\]@]*@[^\s<>,;\"()|\[\]]*")
BULLET = re.compile(r"^\s*(?:[-*\u2022\u2013\u2014]|\d{1,4}[.)])\s+")
COLUMNS = re.compile(r"[\t;,|]")
MAIL_TO = re.compile(r"mailto:", re.IGNORECASE)
COLUMNS_OF_A_NAME = 2


@dataclass(frozen=True)
class PastedLine:
    """One line as it was typed, and the person in it or why there is none."""

    number: int
    text: str
    name: str = ""
    email: str = ""
    fault: str | None = None
    # The line that named the same address before; this one adds nobody.
    same_as: int | None = None


def read_pasted(text: str) -> list[PastedLine]:
    """The people in pasted lines, in order; empty lines are passed over, no other line is lost."""
    found: list[PastedLine] = []
    first: dict[str, int] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        for part in _people_of(line):
            read = read_entry(number, part)
            if read.fault is None:
                before = first.setdefault(read.email.casefold(), len(found))
                if before < len(found):
                    read = replace(read, same_as=found[before].number)
            found.append(read)
    return found


def good_lines(lines: list[PastedLine]) -> list[PastedLine]:
    """The lines that name somebody, each person once."""
    return [line for line in lines if line.fault is None and line.same_as is None]


def _people_of(line: str) -> list[str]:
    """The parts of a line that name one person each: a list of recipients has several."""
    plain = line.translate(PLAIN)
    if not plain.strip(" \t,;|\"'<>"):
        return []
    parts = [part for part in plain.split(";") if part.strip()]
    if len(parts) > 1 and all(len(ADDRESS.findall(part)) == 1 for part in parts):
        return [part.strip() for part in parts]
    return [line.strip()]


def read_entry(number: int, typed: str) -> PastedLine:
    """One line, or one cell of a spreadsheet, with an address and maybe a name in it.

    A line without a name still has its address.
    """
    plain = BULLET.sub("", MAIL_TO.sub("", typed.translate(PLAIN)))
    addresses = ADDRESS.findall(plain)
    if not addresses:
        return PastedLine(number, typed, fault=NO_ADDRESS)
    if len({address.casefold() for address in addresses}) > 1:
        return PastedLine(number, typed, fault=TWO_ADDRESSES)
    email = clean_email(addresses[0].strip("'."))
    if email is None:
        return PastedLine(number, typed, fault=WRONG_ADDRESS)
    name, fault = _name_in(plain)
    return PastedLine(number, typed, name, email, fault)


def _name_in(plain: str) -> tuple[str, str | None]:
    """The name beside an address, and what is wrong with it."""
    quoted = "<" in plain
    rest = re.sub(r"[<>()\[\]\"]", " ", ADDRESS.sub(" ", plain))
    columns = [part.strip(" '") for part in COLUMNS.split(rest) if part.strip(" '.:-")]
    if len(columns) > COLUMNS_OF_A_NAME:
        return "", TOO_MUCH
    if quoted and len(columns) == COLUMNS_OF_A_NAME and "," in rest:
        columns.reverse()  # Mail programs write "Surname, First name" <address>.
    words = " ".join(columns)
    if not any(letter.isalpha() for letter in words):
        return "", NO_NAME
    name = clean_name(words)
    return (name, None) if name else ("", LONG_NAME if len(words) > LONGEST_NAME else NO_NAME)
