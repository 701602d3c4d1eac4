"""What a cell of the progress grid says: what, when, and on whose word. Never what was written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from app.kit.times import MONTHS
from app.progress.rules import ANSWERED, ATTENDED, MARKED, READ, WROTE, Locked
from app.progress.rules.release import NO_DATE

# A year of days, each with some rules: so many are remembered.
MANY = 4_096
# How a cell looks; each is also said in words. One letter, since a page has thousands of them.
DONE = "d"
TOLD = "p"
BEGUN = "b"
TO_DO = ""
SHUT = "l"
SPARED = "x"

# The rules by which a step became done, as one number each; 0 stands for "opened, not done".
BY_RULE = ("", MARKED, ANSWERED, READ, ATTENDED, WROTE)
ON_WHOSE_WORD = {
    ANSWERED: ", by answering the questions",
    READ: ", by opening it",
    ATTENDED: ", by taking part in the session",
}


@dataclass(frozen=True, slots=True, eq=False)
class Mark:
    """One cell: how it looks, what everybody sees of it, and what is read out beside that.

    Each is only itself: to compare thousands of them by their words would take long.
    """

    look: str
    seen: str
    more: str = ""

    @property
    def words(self) -> str:
        """All that it says."""
        return f"{self.seen}{self.more}"

    @property
    def is_done(self) -> bool:
        """Whether the step is done."""
        return self.look in (DONE, TOLD)


NOT_YET = Mark(TO_DO, "To do")
OPENED_EARLY = Mark(TO_DO, "To do", ", opened early")
NOT_NEEDED = Mark(SPARED, "Not needed")


def done(
    on: date, this_year: int, *, rule: str, typist: str | None = None, carried: bool = False
) -> Mark:
    """A step that is done, and by which rule; what is not to be told is left out before.

    `typist` is the name of who typed it in for the person; "" when they are gone; None: nobody did.
    """
    day = short_day(on, this_year)
    if rule == ATTENDED:
        return Mark(DONE, f"Done {day}", ON_WHOSE_WORD[ATTENDED])
    if typist is not None:
        by = f", typed in by {typist}" if typist else ", typed in for them"
        return Mark(TOLD, f"Told {day}", by)
    if carried:
        return Mark(DONE, f"Done {day}", ", in another cohort")
    return Mark(DONE, f"Done {day}", ON_WHOSE_WORD.get(rule, ""))


def begun(on: date, this_year: int) -> Mark:
    """A step that was opened and is not done."""
    return Mark(BEGUN, f"Begun {short_day(on, this_year)}")


def shut(lock: Locked, on: date | None, this_year: int) -> Mark:
    """A step that is not open; `on` is the day when it opens, if that is known."""
    if on is not None:
        return Mark(SHUT, f"Opens {short_day(on, this_year)}")
    waits_for_session = any(reason.endswith(NO_DATE) for reason in lock.reasons)
    until = "its session" if waits_for_session else "others are done"
    return Mark(SHUT, "Locked", f" until {until}")


@lru_cache(MANY)
def short_day(on: date, this_year: int) -> str:
    """A day as it fits into a cell, such as `3 Feb`; with its year when that is another."""
    year = "" if on.year == this_year else f" {on.year}"
    return f"{on.day} {MONTHS[on.month - 1][:3]}{year}"


def of_several(marks: Sequence[Mark]) -> Mark:
    """The cells of a module, or of the course, as one. What is not needed is not counted."""
    done_ones = sum(mark.is_done for mark in marks)
    needed = len(marks) - sum(mark.look == SPARED for mark in marks)
    if done_ones == needed:
        return Mark(DONE, f"All {needed} done") if needed else NOT_NEEDED
    if done_ones:
        return Mark(BEGUN, f"{done_ones} of {needed}", " done")
    if any(mark.look == BEGUN for mark in marks):
        return Mark(BEGUN, "Begun", f", 0 of {needed} done")
    if marks and all(mark.look in (SHUT, SPARED) for mark in marks):
        return next(mark for mark in marks if mark.look == SHUT)
    return Mark(TO_DO, "To do")


def with_time(mark: Mark, until: date, this_year: int) -> Mark:
    """The cell of a step that is not done, of a module for which the person got more time."""
    by = f" by {short_day(until, this_year)}"
    if mark.look == TO_DO:
        return Mark(TO_DO, f"To do{by}", mark.more)
    return Mark(mark.look, mark.seen, f"{mark.more}, to do{by}")
