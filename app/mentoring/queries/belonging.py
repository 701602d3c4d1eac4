"""What a place in a cohort means for whatever was shared there."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, func

from app.cohorts.models import Enrolment
from app.cohorts.rules import FACILITATOR, JOINED
from app.mentoring.rules.sharing import Belonging


def since(seat: type[Enrolment]) -> ColumnElement[datetime]:
    """Since when somebody is in a cohort; joining again is another moment."""
    return func.coalesce(seat.joined_at, seat.added_at)


def belonging(seat: Enrolment | None, pair: str | None = None) -> Belonging:
    """What a place in the cohort means for its shares; `pair` is that of author and reader."""
    if seat is None:
        return Belonging(None)
    return belonging_as(seat.state, seat.role, seat.joined_at, seat.added_at, pair)


def belonging_as(
    state: str | None,
    role: str | None,
    joined_at: datetime | None,
    added_at: datetime | None,
    pair: str | None = None,
) -> Belonging:
    """The same from the columns of a place; None in all of them: there is no such place."""
    if state != JOINED:
        return Belonging(None)
    return Belonging(joined_at or added_at, role == FACILITATOR, pair)
