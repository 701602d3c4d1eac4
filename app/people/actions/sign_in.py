"""Signing in by a link from a letter or by password."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.kit.db import new_id
from app.people.errors import LinkSpent, WrongPassword
from app.people.models import Person, SignInLink
from app.people.passwords import password_is
from app.people.queries import person_by_email
from app.people.rules import SIGN_IN_LINK_LASTS


def make_link(db: Session, person_id: UUID, *, now: datetime) -> SignInLink:
    """A new single-use link for a person; the letter that carries it is the caller's to plan."""
    (link,) = make_links(db, [person_id], now=now, lasts=SIGN_IN_LINK_LASTS)
    return link


def make_links(
    db: Session, person_ids: Sequence[UUID], *, now: datetime, lasts: timedelta
) -> list[SignInLink]:
    """A new single-use link for each person, in the order given; one statement for each 1,000."""
    links = [
        SignInLink(id=new_id(), person_id=person_id, created_at=now, expires_at=now + lasts)
        for person_id in person_ids
    ]
    db.add_all(links)
    db.flush()
    return links


def end_links(db: Session, link_ids: Sequence[UUID], *, now: datetime) -> None:
    """Let links that nobody used end now; one statement."""
    db.execute(
        update(SignInLink)
        .where(
            SignInLink.id.in_(link_ids), SignInLink.used_at.is_(None), SignInLink.expires_at > now
        )
        .values(expires_at=now)
    )


def use_link(db: Session, link_id: UUID, *, now: datetime) -> Person:
    """Let in the person of a link, once: of two tries at the same moment one wins.

    Raises: LinkSpent.
    """
    person_id = db.scalar(
        update(SignInLink)
        .where(SignInLink.id == link_id, SignInLink.used_at.is_(None), SignInLink.expires_at > now)
        .values(used_at=now)
        .returning(SignInLink.person_id)
    )
    person = db.scalar(select(Person).where(Person.id == person_id)) if person_id else None
    if person is None:
        raise LinkSpent
    return person


def check_password(db: Session, *, email: str, password: str) -> Person:
    """The person with this address and password; nobody changes it before the commit.

    Otherwise a new password could miss a sign-in that the old one is just opening.
    Raises: WrongPassword, the same for an unknown address and after the same time.
    """
    person = person_by_email(db, email.strip())
    was = person.password_hash if person else None
    if not password_is(was, password) or person is None:
        raise WrongPassword
    db.refresh(person, ["password_hash"], with_for_update={"key_share": True})
    if person.password_hash != was:
        raise WrongPassword
    return person
