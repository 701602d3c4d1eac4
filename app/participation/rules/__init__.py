"""The words, limits and states of polls."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from app.kit.plain import as_seen
from app.people.rules import clean_name

CHOICE = "choice"
DOTS = "dots"
KINDS = {
    CHOICE: "Each person chooses one answer",
    DOTS: "Each person shares out some dots",
}

SECRET = "secret"  # noqa: S105 - a kind of poll
NAMES_HIDDEN = "names_hidden"
SECRECY = {
    SECRET: "Secret",
    NAMES_HIDDEN: "Names hidden, but not secret",
}
PROMISES = {
    SECRET: (
        "Nothing that we keep ties you to your vote: votes lie mixed together in a locked box, "
        "without names, times or order. We note apart that you voted. That is why a vote cannot "
        "be changed or taken out once it is in."
    ),
    NAMES_HIDDEN: (
        "No page shows who chose what, but this is not secret. Until it closes our records hold "
        "it, so that you can change your mind, and somebody who looks after our computers could "
        "find it there. When it closes, the votes are counted and those records are deleted. "
        "Copies made for safety keep them for some time."
    ),
}
"""What each kind of poll promises, and what it does not."""

TOLD = (
    "Nobody sees anything of the votes before it closes. Small numbers are never told. With fewer "
    "than 8 votes no result is told. With 8 to 15 we say only what came first. With 16 or more we "
    "also say how the votes were shared out, if no small number can be worked out from it."
)

OPEN = "open"
CLOSED = "closed"
STOPPED = "stopped"
MOVES = {OPEN: {CLOSED, STOPPED}, CLOSED: set[str](), STOPPED: set[str]()}
"""Which state a poll may move to from which."""

STATES = {OPEN: "Open", CLOSED: "Closed", STOPPED: "Stopped"}

LONGEST_QUESTION = 200
LONGEST_ABOUT = 1000
LONGEST_OPTION = 120
LONGEST_REASON = 500
FEWEST_OPTIONS = 2
MOST_OPTIONS = 20
MOST_DOTS = 20
LONGEST_OPEN = timedelta(days=90)
"""A poll that closes farther away than this is a slip of the pen."""

LONGEST_OPTIONS = MOST_OPTIONS * (LONGEST_OPTION + 2)


def is_taking_votes(state: str, closes_at: datetime, now: datetime) -> bool:
    """Whether votes are still taken: a poll ends at its time, also before somebody has counted."""
    return state == OPEN and now < closes_at


def written_options(text: str) -> list[str]:
    """The answers to choose from, one in each line, without empty lines."""
    lines = (clean_name(line) for line in text.splitlines())
    return [line for line in lines if line]


def has_twins(options: Sequence[str]) -> bool:
    """Whether two answers read the same, but for capitals and for what nobody can see."""
    return len({as_seen(option) for option in options}) < len(options)


def is_time_to_close(closes_at: datetime, now: datetime) -> bool:
    """Whether a poll that is started now may close then."""
    return now < closes_at <= now + LONGEST_OPEN
