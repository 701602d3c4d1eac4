"""Signing somebody out everywhere, since somebody else may be in their account."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from app.audit.actions.record import note
from app.kit.db import new_id
from app.people.actions.email_changes import withdraw_email
from app.people.actions.sign_ins import end_ways_in
from app.people.actions.warnings import warning
from app.people.models import Person
from app.people.rules.email_changes import SHUT_OUT
from app.post.actions.plan import plan_letters


def shut_out(db: Session, person: Person, *, now: datetime) -> None:
    """End all their sign-ins and links, and an address that was asked for; they are told by letter.

    A lead who does it for themselves is signed out too.
    """
    note(db, whom_id=person.id)
    withdraw_email(db, person)
    end_ways_in(db, person.id, now=now)
    plan_letters(db, [warning(db, person, SHUT_OUT, new_id(), now=now)], now=now)
