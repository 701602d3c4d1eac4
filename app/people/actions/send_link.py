"""Sending a sign-in link by letter."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import func, insert, literal, null, select, text
from sqlalchemy.orm import Session

from app.kit.db import new_id
from app.people.models import Person, SignInLink
from app.people.rules import SIGN_IN_LINK_LASTS
from app.post.actions.plan import NewLetter, plan_letters

# Something to be written to the disk at the commit, whether there is a letter or not: waiting for
# the disk is what takes longest, and would tell who is known.
AS_LONG = text("SELECT pg_logical_emit_message(true, 'dlp', 'somebody asked for a link')")


def ask_for_link(db: Session, *, email: str, now: datetime) -> None:
    """Plan a letter with a sign-in link, when the address is known; silent when it is not.

    The same three statements either way, and then a commit that writes.
    """
    link_id = new_id()
    person_id = _add_link(db, link_id, email.strip(), now=now)
    letter = NewLetter(
        # For nobody where nobody has the address: then no letter comes of it.
        person_id=person_id or link_id,
        kind="sign_in",
        about_id=link_id,
        due_at=now,
        link_id=link_id,
        # To the address that was typed, however else the person likes to be reached.
        channel="email",
    )
    plan_letters(db, [letter], now=now)
    db.execute(AS_LONG)


def _add_link(db: Session, link_id: UUID, email: str, *, now: datetime) -> UUID | None:
    """A new single-use link for whoever has this address; one statement, for nobody as well."""
    ends = now + SIGN_IN_LINK_LASTS
    whose = select(literal(link_id), Person.id, literal(now), literal(ends), null()).where(
        func.lower(Person.email) == email.lower()
    )
    columns = ["id", "person_id", "created_at", "expires_at", "used_at"]
    added = insert(SignInLink).from_select(columns, whose).returning(SignInLink.person_id)
    return db.scalar(added)
