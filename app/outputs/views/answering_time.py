"""How long authors have for their answers, as the desk of a report shows it."""

from __future__ import annotations

from datetime import date, datetime

from app.outputs.queries.outputs import Desk
from app.outputs.rules.consent import today_in
from app.outputs.rules.reading import ANSWERS_TAKE


def has_time_left(desk: Desk, now: datetime) -> bool:
    """Whether authors were asked, and their last day for an answer is not over."""
    until = desk.output.answers_until
    if desk.output.asked_authors_at is None or until is None:
        return False
    return today_in(desk.seat.cohort.time_zone, now) <= until


def last_day_for(desk: Desk, now: datetime) -> date | None:
    """The last day for answers; before anybody is asked, one that gives them time."""
    output = desk.output
    if output.answers_until or output.asked_authors_at:
        return output.answers_until
    return today_in(desk.seat.cohort.time_zone, now) + ANSWERS_TAKE
