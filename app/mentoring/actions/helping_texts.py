"""Texts that say that nobody should enter things for somebody any more."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from app.helping.actions.answer import end_all_of
from app.mentoring.actions.calls import Reason, raise_calls
from app.mentoring.actions.text_answers import Taken
from app.mentoring.rules.calls import WANTS_CALL
from app.mentoring.rules.replies import Reply, first_name
from app.people.models import Person


def take_stop_help(
    db: Session, people: Sequence[Person], reply: Reply, now: datetime
) -> Taken | None:
    """End all help for the one person who can mean it; None when that is not clear.

    Where several share a phone, a first name says who it is. Five statements for each helper.
    """
    named = [one for one in people if not reply.names or first_name(one.name) in reply.names]
    whose = end_all_of(db, [one.id for one in named], now=now)
    if len(whose) != 1:
        return None
    if reply.wants_call:
        raise_calls(db, [Reason(whose[0], None, WANTS_CALL)], now=now)
    return Taken(whose[0])
