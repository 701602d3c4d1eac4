"""Signing out elsewhere or everywhere, since somebody else may be in the account."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from app.audit.actions.record import note
from app.kit.db import new_id
from app.people.actions.calendar import end_calendar
from app.people.actions.email_changes import (
    withdraw_asked_elsewhere,
    withdraw_asked_in,
    withdraw_email,
)
from app.people.actions.sign_ins import end_sign_in, end_ways_in
from app.people.actions.warnings import warning
from app.people.models import Person
from app.people.rules.email_changes import SHUT_OUT
from app.post.actions.plan import plan_letters


def shut_out(db: Session, person: Person, *, now: datetime) -> None:
    """End all their sign-ins, and what would let somebody in; they are told by letter.

    A lead who does it for themselves is signed out too.
    """
    note(db, whom_id=person.id)
    withdraw_email(db, person)
    end_ways_in(db, person.id, now=now)
    end_calendar(db, person.id, now=now)
    plan_letters(db, [warning(db, person, SHUT_OUT, new_id(), now=now)], now=now)


@dataclass(frozen=True)
class Ended:
    """What ended with one's sign-ins elsewhere, beside links and codes on their way."""

    # The e-mail address that one of them had asked for.
    asked_email: bool
    calendar: bool


def end_elsewhere(db: Session, actor: Person, *, here: UUID, now: datetime) -> Ended:
    """End all of one's own sign-ins but this one, and what would let somebody in or tell them.

    Five statements.
    """
    end_ways_in(db, actor.id, besides=here, now=now)
    return Ended(
        asked_email=withdraw_asked_elsewhere(db, actor.id, here=here),
        calendar=end_calendar(db, actor.id, now=now),
    )


def end_there(db: Session, actor: Person, sign_in_id: UUID, *, now: datetime) -> bool:
    """End one of one's own sign-ins, and the address that it asked for; as above."""
    end_sign_in(db, actor, sign_in_id, now=now)
    return withdraw_asked_in(db, actor, sign_in_id)
