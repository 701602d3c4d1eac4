"""Finding whom somebody rings or writes about."""

from __future__ import annotations

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from app.people.models import Person
from app.people.phones import clean_phone_number
from app.rights.errors import NobodyThere, SeveralPeople


def person_called(db: Session, text: str) -> Person:
    """The one person with this e-mail address, phone number or whole name. One statement.

    Raises: NobodyThere, SeveralPeople.
    """
    typed = " ".join(text.split()).lower()
    phone = clean_phone_number(text)
    same = [func.lower(Person.email) == typed, func.lower(Person.name) == typed]
    if phone:
        same.append(Person.phone == phone)
    found = db.scalars(select(Person).where(or_(*same)).limit(2)).all() if typed else []
    if len(found) > 1:
        raise SeveralPeople
    if not found:
        raise NobodyThere
    return found[0]
