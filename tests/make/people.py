"""Makes persons for tests; all of them are synthetic."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count

from sqlalchemy.orm import Session

from app.people.models import Person
from tests.clock import NOON

_numbers = count(1)


def make_person(
    db: Session,
    *,
    name: str = "Amina Example",
    email: str | None = "",
    roles: Sequence[str] = (),
    password_hash: str | None = None,
    phone: str | None = None,
    channel: str | None = None,
) -> Person:
    """A person, flushed; an address of their own unless one is given (None: no e-mail)."""
    address = f"person-{next(_numbers)}@learning.example" if email == "" else email
    person = Person(
        name=name,
        email=address,
        roles=list(roles),
        created_at=NOON,
        password_hash=password_hash,
        phone=phone,
        **({"channel": channel} if channel else {}),
    )
    db.add(person)
    db.flush()
    return person
