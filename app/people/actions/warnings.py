"""The letter that warns somebody that their way in changes, or was changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from app.kit.db import new_id
from app.people.models import Person
from app.people.queries.bringing import cohort_that_brings
from app.people.rules.new_ways import WAY_IN_NEW
from app.post.actions.plan import NewLetter, plan_letters


def warning(db: Session, person: Person, kind: str, about_id: UUID, *, now: datetime) -> NewLetter:
    """To their e-mail address, since most ways in begin there; else as they are reached.

    What is brought by hand is on the list of their newest cohort. At most one statement.
    """
    if person.email:
        return NewLetter(person.id, kind, about_id, now, channel="email")
    cohort_id = cohort_that_brings(db, person)
    return NewLetter(person.id, kind, about_id, now, cohort_id=cohort_id)


def tell_new_way(db: Session, person: Person, what: str, *, now: datetime) -> None:
    """Tell somebody that there is a new way into their account, a key of NEW_WAYS.

    Whoever sits at their open computer for a minute could keep a way in otherwise, and nobody
    would know. It goes where they are reached now, whatever is changed before it leaves. At most
    two statements.
    """
    letter = warning(db, person, WAY_IN_NEW, new_id(), now=now)
    plan_letters(db, [replace(letter, occurrence=what, goes_to=reached_at(person))], now=now)


def reached_at(person: Person) -> str | None:
    """Where such a letter goes now; one that is to go nowhere else names it."""
    return person.email or (person.post_address if person.channel == "post" else person.phone)
