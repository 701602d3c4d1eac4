"""Making and changing persons."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from app.people.actions.email_changes import withdraw_asked_elsewhere
from app.people.actions.sign_ins import end_ways_in
from app.people.errors import DescribedMeanwhile, EmailWrong, NameNeeded, PasswordWeak
from app.people.models import Person
from app.people.passwords import hash_password, is_well_known
from app.people.queries import person_by_email
from app.people.rules import (
    LONGEST_WHAT_I_BRING,
    clean_email,
    clean_lines,
    clean_name,
    seen_mark,
)
from app.people.rules.passwords import WELL_KNOWN, password_fault


def add_person(
    db: Session, *, name: str, email: str | None, roles: Sequence[str] = (), now: datetime
) -> Person:
    """The person with this address, made if there is none; an existing one keeps their own name.

    Raises: NameNeeded, EmailWrong.
    """
    good_name = clean_name(name)
    if good_name is None:
        raise NameNeeded
    good_email = clean_email(email) if email else None
    if email and good_email is None:
        raise EmailWrong
    person = person_by_email(db, good_email) if good_email else None
    if person is None:
        person = Person(name=good_name, email=good_email, roles=[], created_at=now)
        db.add(person)
    person.roles = sorted({*person.roles, *roles})
    db.flush()
    return person


def set_password(
    db: Session, actor: Person, *, password: str, now: datetime, here: UUID | None = None
) -> bool:
    """Give the actor a new password, sign them out everywhere else, and end their open links.

    An address that was asked for elsewhere ends too; whether there was one. `here`: the sign-in
    that stays. Raises: PasswordWeak.
    """
    fault = password_fault(password, name=actor.name, email=actor.email)
    if fault is None and is_well_known(password):
        fault = WELL_KNOWN
    if fault is not None:
        raise PasswordWeak(fault)
    actor.password_hash = hash_password(password)
    db.flush()
    end_ways_in(db, actor.id, besides=here, now=now)
    return withdraw_asked_elsewhere(db, actor.id, here=here)


def describe_oneself(
    db: Session, actor: Person, *, name: str, what_i_bring: str, seen: str | None = None
) -> None:
    """Change the actor's own name and what they bring; `seen` as in `hold_what_they_bring`.

    Two statements. Raises: NameNeeded, DescribedMeanwhile.
    """
    good_name = clean_name(name)
    if good_name is None:
        raise NameNeeded
    hold_what_they_bring(db, actor, what_i_bring, seen=seen)
    actor.name = good_name
    actor.what_i_bring = what_i_bring.strip()[:LONGEST_WHAT_I_BRING]
    db.flush()


def hold_what_they_bring(db: Session, person: Person, text: str, *, seen: str | None) -> None:
    """Read what somebody brings and hold it until the commit, to write this text in its place.

    `seen` is the mark of what the form showed; None: it showed none. Two pages change it, so that
    one may be older than the other. One statement.
    Raises: DescribedMeanwhile when it was changed since, unless to the same.
    """
    db.refresh(person, ["what_i_bring"], with_for_update={"key_share": True})
    kept = person.what_i_bring
    is_same = clean_lines(text, LONGEST_WHAT_I_BRING) == clean_lines(kept, LONGEST_WHAT_I_BRING)
    if seen is not None and seen != seen_mark(kept) and not is_same:
        raise DescribedMeanwhile
