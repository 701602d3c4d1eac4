"""All rows about a person, as they are given out: opened where they are sealed, others unnamed."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from sqlalchemy import Column, ColumnElement, Date, DateTime, LargeBinary, Table, Uuid, select
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.engine import RowMapping
from sqlalchemy.orm import Session

from app.kit.rights import PERSON, Declared, Part, Seal, Words
from app.kit.sealing import CannotOpen, DataKey
from app.rights.declared import declared, is_theirs
from app.vault.queries import keys_of

# Rows that are read at a time; each may hold a long text.
ROWS = 100
YOU, ELSE = "you", "somebody else"
CLOSED = "This cannot be opened any more."
# Before the name of a column: whose key opens what it leads to.
KEY_OF = "key_of_"
# What is named instead of an id that says nothing, and by which column.
NAMED = {"cohort": "name", "gathering": "title", "step": "title", "place": "name"}


@dataclass
class Keys:
    """The keys that open what is theirs, and names of what they did, each read once."""

    db: Session
    person_id: UUID
    # Whether what is sealed may be opened: for its author alone.
    opens: bool = True
    _known: dict[UUID, DataKey | None] = field(default_factory=dict)
    _names: dict[UUID, str] = field(default_factory=dict)

    def of(self, owner: UUID) -> DataKey | None:
        """The key of an owner."""
        if owner not in self._known:
            self._known[owner] = keys_of(self.db, [owner]).get(owner)
        return self._known[owner]

    def name_of(self, table: Table, row: UUID) -> str:
        """What a community, a session, a step or a place is called."""
        if row not in self._names:
            wanted = select(table.c[NAMED[table.name]]).where(table.c.id == row)
            self._names[row] = self.db.scalar(wanted) or ""
        return self._names[row]


@dataclass(frozen=True)
class OneFile:
    """A picture, a recording or another file."""

    row_id: UUID
    column: str
    media_type: str
    content: bytes


def is_for_people(one: Declared, name: str) -> bool:
    """Whether a column says something on a page that people read."""
    column = one.table.c[name]
    named = {link.column.table.name for link in column.foreign_keys}
    return not isinstance(column.type, Uuid) or bool(named & {PERSON, *NAMED})


def readable(one: Declared, *, is_sealed_too: bool) -> list[Column[Any]]:
    """The columns that are given out in words, in their order.

    Who else a row is about is nobody's name to give out, nor whether it is somebody known here.
    """
    return [
        column
        for column in one.table.columns
        if one.words.get(column.name) not in (Words.LOCKS, Words.COMMON)
        and one.people.get(column.name) is not Part.ALSO
        and not isinstance(column.type, TSVECTOR)
        and (not isinstance(column.type, LargeBinary) or _is_text(one, column.name))
        and (is_sealed_too or column.name not in one.seals)
    ]


def rows_of(one: Declared, keys: Keys) -> Iterator[dict[str, Any]]:
    """Each row of a table that is a person's, in the order of its making.

    One statement, and one for each key and each name.
    """
    columns = readable(one, is_sealed_too=keys.opens)
    needed: list[ColumnElement[Any]] = [one.table.c[seal.row] for seal in one.seals.values()]
    needed += [
        one.table.c[seal.key] for seal in one.seals.values() if "." not in seal.key and seal.key
    ]
    needed = [*needed, *_keys_of_others(one)]
    wanted = (
        select(*dict.fromkeys((*columns, *needed)))
        .where(is_theirs(one, keys.person_id))
        .order_by(*one.table.primary_key)
        .execution_options(yield_per=ROWS)
    )
    for row in keys.db.execute(wanted).mappings():
        yield {c.name: _value(one, c, row, keys) for c in columns}


def files_of(one: Declared, keys: Keys) -> Iterator[OneFile]:
    """Each file that is a person's, one in memory at a time. One statement, and one a file."""
    for name in file_columns(one, is_sealed_too=keys.opens):
        seal = one.seals.get(name)
        (known,) = one.table.primary_key.columns
        media = seal.media if seal and "/" not in seal.media else "media_type"
        typed = one.table.c.get(media)
        theirs = select(known).where(is_theirs(one, keys.person_id))
        for row_id in keys.db.scalars(theirs).all():
            wanted = [one.table.c[name], *([typed] if typed is not None else [])]
            found = keys.db.execute(select(*wanted).where(known == row_id)).one_or_none()
            if found is None or found[0] is None:
                continue
            kind = found[1] if typed is not None else "application/zip"
            content = _opened_file(found[0], seal, row_id, keys)
            if content is not None:
                yield OneFile(row_id, name, kind, content)


def file_columns(one: Declared, *, is_sealed_too: bool) -> list[str]:
    """The columns that hold files of the person."""
    sealed = [name for name, seal in one.seals.items() if seal.media and is_sealed_too]
    plain = [
        column.name
        for column in one.table.columns
        if isinstance(column.type, LargeBinary) and one.words.get(column.name) is Words.OWN
    ]
    return [*sealed, *plain]


def done_for_others(keys: Keys) -> Iterator[tuple[Declared, dict[str, Any]]]:
    """What a person did to what is not theirs: when, and the words they wrote in a role.

    Sealed words of a group or of two are opened where this person wrote them. One statement a
    table that says who did things in it, and one for each key.
    """
    for one in declared().values():
        did = [n for n, part in one.people.items() if part in (Part.DID, Part.BESIDE)]
        for name in did:
            mine = [n for n, by in one.work.items() if by == name]
            mine = [n for n in mine if keys.opens or n not in one.seals]
            shown = [c for c in one.table.columns if says_when(c) or c.name in mine]
            sealed_by = [seal.key.partition(".")[0] for seal in one.seals.values() if seal.key]
            others = _keys_of_others(one)
            needed = (*one.table.primary_key, *shown, *(one.table.c[n] for n in sealed_by), *others)
            wanted = (
                select(*dict.fromkeys(needed))
                # Where nobody owns a row it is unknown whether it is theirs, and so it is not.
                .where(one.table.c[name] == keys.person_id)
                .where(is_theirs(one, keys.person_id).is_not(True))
                .execution_options(yield_per=ROWS)
            )
            for row in keys.db.execute(wanted).mappings():
                said = {c.name: _value(one, c, row, keys) for c in shown}
                yield one, {"what you did": name.removesuffix("_id").replace("_", " "), **said}


def says_when(column: Column[Any]) -> bool:
    """Whether a column says when."""
    return isinstance(column.type, Date | DateTime)


def _value(one: Declared, column: Column[Any], row: RowMapping, keys: Keys) -> Any:
    value = row[column]
    if value is None:
        return None
    if column.name in one.said:
        return one.said[column.name].get(value, value)
    if column.name in one.seals:
        return _opened(one, one.seals[column.name], value, row, keys)
    if any(key.column.table.name == PERSON for key in column.foreign_keys):
        return YOU if value == keys.person_id else ELSE
    for link in column.foreign_keys:
        if link.column.table.name in NAMED:
            return keys.name_of(link.column.table, value)
    return _plain(value, keys.person_id)


def _opened(one: Declared, seal: Seal, sealed: bytes, row: RowMapping, keys: Keys) -> Any:
    owner = _owner(one, seal, row, keys)
    key = keys.of(owner) if owner else None
    if not sealed or key is None:
        return CLOSED if sealed else ""
    try:
        text = key.open(sealed, seal.place, row[one.table.c[seal.row]])
    except (CannotOpen, UnicodeDecodeError):
        return CLOSED
    try:
        told = json.loads(text)
    except ValueError:
        return text
    return told if isinstance(told, dict | list) else text


def _owner(one: Declared, seal: Seal, row: RowMapping, keys: Keys) -> UUID | None:
    """Whose key it is: the person's, of a column, or of a column of the row that one names."""
    if not seal.key:
        return keys.person_id
    here, _, there = seal.key.partition(".")
    value: UUID = row[one.table.c[here]]
    if not there:
        return value
    found: UUID | None = row[f"{KEY_OF}{here}"]
    return found


def _opened_file(content: bytes, seal: Seal | None, row_id: UUID, keys: Keys) -> bytes | None:
    if seal is None:
        return content
    key = keys.of(keys.person_id)
    try:
        return key.open_bytes(content, seal.place, row_id) if key else None
    except CannotOpen:
        return None


def _is_text(one: Declared, name: str) -> bool:
    return name in one.seals and not one.seals[name].media


def _keys_of_others(one: Declared) -> list[ColumnElement[Any]]:
    """The columns through which the keys of others are found, and whose keys these are."""
    found: list[ColumnElement[Any]] = []
    for key in dict.fromkeys(seal.key for seal in one.seals.values() if "." in seal.key):
        here, _, there = key.partition(".")
        column = one.table.c[here]
        (link,) = column.foreign_keys
        owner = select(link.column.table.c[there]).where(link.column == column)
        found += [column, owner.scalar_subquery().label(f"{KEY_OF}{here}")]
    return found


def _plain(value: Any, person_id: UUID) -> Any:
    if isinstance(value, Mapping):
        # Of whom a reason is, as with any other column: nobody else's id leaves with a copy.
        who = {PERSON: YOU if value.get(PERSON) == str(person_id) else ELSE}
        return {**value, **(who if PERSON in value else {})}
    if isinstance(value, list):
        return [_plain(one, person_id) for one in value]
    if isinstance(value, bool | int | float | str) or value is None:
        return value
    return value.isoformat() if isinstance(value, date | datetime | time) else str(value)
