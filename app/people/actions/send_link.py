"""Sending a sign-in link by letter."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from app.people.actions.sign_in import make_link
from app.people.queries import person_by_email
from app.post.actions.plan import NewLetter, plan_letters


def ask_for_link(db: Session, *, email: str, now: datetime) -> None:
    """Plan a letter with a sign-in link, when the address is known; silent when it is not."""
    person = person_by_email(db, email.strip())
    if person is None:
        return
    link = make_link(db, person.id, now=now)
    letter = NewLetter(
        person_id=person.id,
        kind="sign_in",
        about_id=link.id,
        due_at=now,
        link_id=link.id,
        # To the address that was typed, however else the person likes to be reached.
        channel="email",
    )
    plan_letters(db, [letter], now=now)
