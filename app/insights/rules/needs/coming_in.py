"""People on their way in: who asked, who was asked, and whose seat is kept."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from app.cohorts.rules import ASKED, INVITED, OFFERED
from app.insights.rules.needs.days import days_between, say_since, say_when
from app.insights.rules.needs.facts import Found, Group, Someone

# So many days after an invitation somebody might ask whether it came.
DAYS_TO_ANSWER = 7
# A kept seat is worth a call on its last day and the day before.
LAST_DAYS = 1


def asks_to_join(one: Someone, group: Group, now: datetime) -> Iterator[Found]:
    """Only a facilitator can say yes."""
    if one.state == ASKED and one.asked_at:
        since = say_since(one.asked_at, group.zone, now)
        words = f"asked to join ({since}), and only a facilitator can say yes"
        yield Found(one.asked_at.isoformat(), words, one.asked_at)


def seat_is_kept(one: Someone, group: Group, now: datetime) -> Iterator[Found]:
    """The seat goes to the next in line if they do not answer."""
    until = one.offered_until
    if one.state != OFFERED or until is None or until <= now:
        return
    if days_between(now, until, group.zone) <= LAST_DAYS:
        when = say_when(until, group.zone, now).removeprefix("on ")
        words = f"has a seat kept until {when}, and has not answered yet"
        yield Found(until.isoformat(), words, one.invited_at or one.added_at, by=until)


def invited_without_answer(one: Someone, group: Group, now: datetime) -> Iterator[Found]:
    """An invitation without an answer may never have been read."""
    if one.state != INVITED or one.invited_at is None or group.is_over(now):
        return
    if days_between(one.invited_at, now, group.zone) >= DAYS_TO_ANSWER:
        since = say_since(one.invited_at, group.zone, now)
        words = f"was invited on {since}, and has not answered yet"
        yield Found(f"{one.invitations}:{one.invited_at.isoformat()}", words, one.invited_at)
