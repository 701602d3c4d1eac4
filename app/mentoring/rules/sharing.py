"""Whom a version is shared with, for how long, and when that has ended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from app.kit.times import in_zone, start_of
from app.mentoring.rules.states import LIVE, SUSPENDED

FACILITATOR = "facilitator"
MENTOR = "mentor"
COHORT = "cohort"
AUDIENCES = (FACILITATOR, MENTOR, COHORT)

LONGEST_PURPOSE = 500
LONGEST_COMMENT = 2000
USUAL_DAYS = 28
MOST_DAYS = 183
# Whoever opens a page again so soon is still reading.
SAME_READING = timedelta(minutes=10)

CANNOT_BE_UNSEEN = "What somebody has read cannot be un-seen."

# How it stands with a share.
OPEN = "open"
REVOKED = "revoked"
OVER = "over"
AUTHOR_LEFT = "author_left"
READER_LEFT = "reader_left"
PAIR_ENDED = "pair_ended"
ON_HOLD = "on_hold"
STATES = {
    OPEN: "They can read it now",
    REVOKED: "You ended it",
    OVER: "Its time is over",
    AUTHOR_LEFT: "It ended when you left the cohort",
    READER_LEFT: "It ended when they left, or stopped running the cohort",
    PAIR_ENDED: "It ended when you two stopped walking together in mentoring",
    ON_HOLD: "Nobody can read it while your pair in mentoring is on hold",
}


@dataclass(frozen=True)
class Belonging:
    """Somebody's place in the share's cohort now, and since when; None: not there, or no more.

    `pair` is the state of the pairing in which they have been with the author since before it was
    shared; None where there is none, or none any more.
    """

    since: datetime | None
    runs_it: bool = False
    pair: str | None = None


@dataclass(frozen=True)
class Terms:
    """What was set when a version was shared; `*_since` is when that person had joined."""

    audience: str
    author_since: datetime
    reader_since: datetime | None
    shared_at: datetime
    ends_at: datetime
    revoked_at: datetime | None


def author_state(terms: Terms, author: Belonging, *, now: datetime) -> str:
    """How it stands with a share, as far as it is the author's."""
    if terms.revoked_at is not None:
        return REVOKED
    if now >= terms.ends_at:
        return OVER
    return OPEN if author.since == terms.author_since else AUTHOR_LEFT


def share_state(terms: Terms, author: Belonging, reader: Belonging, *, now: datetime) -> str:
    """How it stands with a share for one reader.

    Whoever leaves and comes back has joined at another moment, so nothing opens again by itself.
    A cohort's share is for those who were in it when it was made.
    """
    state = author_state(terms, author, now=now)
    if state != OPEN:
        return state
    if reader.since is None:
        return READER_LEFT
    if terms.audience == COHORT:
        return OPEN if reader.since <= terms.shared_at else READER_LEFT
    stays = reader.since == terms.reader_since
    runs_it = reader.runs_it or terms.audience != FACILITATOR
    if not (stays and runs_it):
        return READER_LEFT
    return _state_with_mentor(reader.pair) if terms.audience == MENTOR else OPEN


def _state_with_mentor(pair: str | None) -> str:
    if pair in LIVE:
        return OPEN
    return ON_HOLD if pair == SUSPENDED else PAIR_ENDED


def state_for_author(terms: Terms, author: Belonging, reader: Belonging, *, now: datetime) -> str:
    """How it stands with a share of one's own, for the one reader or for the cohort."""
    if terms.audience == COHORT:
        return author_state(terms, author, now=now)
    return share_state(terms, author, reader, now=now)


def end_of(last_day: date, zone: str) -> datetime:
    """The UTC moment at which a share ends whose last day this is, in its cohort's zone."""
    return start_of(last_day + timedelta(days=1), zone)


def usual_last_day(now: datetime, zone: str) -> date:
    """The last day that a form begins with."""
    return in_zone(now, zone).date() + timedelta(days=USUAL_DAYS)


def may_last_until(last_day: date, zone: str, *, now: datetime) -> bool:
    """Whether this can be the last day: today or later, and not too far off."""
    today = in_zone(now, zone).date()
    return today <= last_day <= today + timedelta(days=MOST_DAYS)
