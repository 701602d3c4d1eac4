"""Finding whom somebody rings or writes about."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.people.errors import NobodyCalledSo, SeveralCalledSo
from app.people.models import Person
from app.people.phones import clean_phone_number


def one_called(db: Session, typed: str) -> Person:
    """The one person with this e-mail address, phone number or whole name. One statement at most.

    A name is whatever somebody wrote, so what looks like an address or a number is looked for
    among those alone.
    Raises: NobodyCalledSo, SeveralCalledSo.
    """
    said = " ".join(typed.split()).lower()
    phone = clean_phone_number(typed)
    if not said:
        raise NobodyCalledSo
    if "@" in said:
        same = func.lower(Person.email) == said
    elif phone:
        same = Person.phone == phone
    else:
        same = func.lower(Person.name) == said
    found = db.scalars(select(Person).where(same).limit(2)).all()
    if len(found) > 1:
        raise SeveralCalledSo
    if not found:
        raise NobodyCalledSo
    return found[0]
