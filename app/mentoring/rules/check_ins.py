"""The light question to both: when it is asked, what may be said to it, and when it was missed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

FIRST_AFTER = timedelta(days=30)
THEN_EVERY = timedelta(days=60)
# How long after its day a question is still asked, such as when a break has just ended.
STILL_ASKED = timedelta(days=14)
# How long an answer is waited for, from when the question had gone.
ANSWER_WITHIN = timedelta(days=14)
# So many in a row without an answer are a reason to ring.
MISSED_IN_A_ROW = 2

ASKED = "asked"
ANSWERED = "answered"
MISSED = "missed"
# Nobody waits for an answer: there was no way to reach them, or there was a break meanwhile.
NOT_ASKED = "not_asked"

WELL = "well"
MIXED = "mixed"
LOW = "low"
ANSWERS = {
    WELL: "It is going well",
    MIXED: "Some of it is, some is not",
    LOW: "It is not going well",
}

# By which way an answer came.
PAGE = "page"
TEXT = "text"
CALL = "call"
PAPER = "paper"
VIAS = {
    PAGE: "on this page",
    TEXT: "by text message",
    CALL: "by phone",
    PAPER: "on paper",
}
# By which way it can come to a coordinator, who enters it.
TOLD = {CALL: "By phone", PAPER: "On paper"}


def number_due(began: date, today: date) -> int | None:
    """Which question is to be asked of a pair that began then, from 1; None: none is due now.

    The first is after 30 days, and one every 60 days follows; each may be late by two weeks.
    """
    since_first = today - began - FIRST_AFTER
    if since_first < timedelta(0):
        return None
    passed, late = divmod(since_first, THEN_EVERY)
    return passed + 1 if late <= STILL_ASKED else None


def is_missed_again(states: Sequence[str]) -> bool:
    """Whether the newest questions, newest first, were missed often enough to ring."""
    newest = states[:MISSED_IN_A_ROW]
    return len(newest) == MISSED_IN_A_ROW and all(state == MISSED for state in newest)
