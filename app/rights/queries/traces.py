"""Where in the whole database a person's name, address or number still stands."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import (
    Column,
    ColumnElement,
    LargeBinary,
    Table,
    Text,
    and_,
    cast,
    func,
    or_,
    select,
)
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.orm import Session, aliased

from app.certificates.models import Certificate
from app.kit.rights import PERSON, WORDS
from app.people.models import Person
from app.people.phones import say_phone_number
from app.post.models import Letter
from app.rights.declared import declared
from app.rights.rules.erasing import Marks


def marks_of(person: Person) -> Marks:
    """What a person is known by."""
    said = say_phone_number(person.phone) if person.phone else ""
    return Marks(person.name, person.email or "", person.phone or "", said)


def former_marks(db: Session, person: Person) -> list[Marks]:
    """What a person was known by before, as far as rows of theirs still tell. Two statements.

    Names of certificates, and addresses and numbers that letters went to; without any that is
    somebody else's by now.
    """
    other = aliased(Person)

    def is_free(*same: ColumnElement[bool]) -> ColumnElement[bool]:
        return ~select(other.id).where(other.id != person.id, or_(*same)).exists()

    own = (Certificate.person_id == person.id, Certificate.name != person.name)
    called = is_free(func.lower(other.name) == func.lower(Certificate.name))
    names = select(Certificate.name).where(*own, called).distinct()
    # Where a letter went to an address that was asked for and not confirmed, it may be another's.
    sent = (Letter.person_id == person.id, Letter.goes_to.is_(None))
    ways = Letter.channel.in_(("email", "text"))
    there = is_free(
        func.lower(other.email) == func.lower(Letter.to_address), other.phone == Letter.to_address
    )
    addresses = select(Letter.to_address).where(*sent, ways, there).distinct()
    reached = {*db.scalars(addresses)} - {None, "", person.email, person.phone}
    found = [Marks(name) for name in db.scalars(names)]
    for one in sorted(map(str, reached)):
        said = "" if "@" in one else say_phone_number(one)
        found.append(Marks("", "" if said else one, one if said else "", said))
    return found


def traces(db: Session, marks: Marks, *, person_id: UUID) -> Mapping[str, int]:
    """How many rows of each table still name the person, but for their own account's row.

    Every column that can hold words is read, what is sealed as well, so that it is known not to
    stand there in plain. One statement a table.
    """
    found = {name: _count(db, one.table, marks, person_id) for name, one in declared().items()}
    return {name: rows for name, rows in found.items() if rows}


def _count(db: Session, table: Table, marks: Marks, person_id: UUID) -> int:
    held = [_holds(column, marks) for column in table.columns if isinstance(column.type, WORDS)]
    if not held:
        return 0
    others = table.c.id != person_id if table.name == PERSON else None
    named = or_(*held) if others is None else and_(others, or_(*held))
    return db.scalar(select(func.count()).select_from(table).where(named)) or 0


def _holds(column: Column[object], marks: Marks) -> ColumnElement[bool]:
    if isinstance(column.type, LargeBinary):
        # Bytes are no text: each is read as one letter, which keeps plain words as they are.
        text: ColumnElement[str] = func.encode(column, "escape")
    elif isinstance(column.type, TSVECTOR):
        text = func.array_to_string(func.tsvector_to_array(column), " ")
    else:
        text = cast(column, Text)
    return text.op("~*")(marks.pattern)
