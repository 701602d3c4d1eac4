"""What came of a report: what it asks of whom, what they said, and how long it waits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from app.kit.times import say_short_date
from app.reflections.rules.details import find_details

PROPOSED = "proposed"
ASKED = "asked"
DECLINED = "declined"
STATES = (PROPOSED, ASKED, DECLINED)

DONE = "done"
WILL_DO = "will_do"
CANNOT = "cannot"
AGAIN = "again"
KINDS = {
    DONE: "It is done",
    WILL_DO: "They will do it",
    CANNOT: "They cannot do it",
    AGAIN: "We asked again",
}
HINTS = {
    DONE: "Write what they did.",
    WILL_DO: "Write what they will do. If they named a day, write it below.",
    CANNOT: "Write the reason that they gave.",
    AGAIN: "Write whom you asked this time, and how.",
}
TOLD = {DONE: "Done", WILL_DO: "They will do it", CANNOT: "They cannot do it"}
"""The short words on pages."""
NO_ANSWER = "No answer yet"
LATE = "They said they would, and that day is over"

LONGEST_ASK = 300
LONGEST_WHOM = 120
LONGEST_SAID = 1_000
LONGEST_WHY = 300

_WEEKS, _MONTHS, _YEARS = 14, 61, 730


class Event(Protocol):
    """An answer, or that somebody asked again."""

    @property
    def kind(self) -> str:
        """One of `KINDS`."""
        ...

    @property
    def on_day(self) -> date:
        """The day on which it was said, or asked."""
        ...

    @property
    def by_when(self) -> date | None:
        """By when they will do it, where they said so."""
        ...


@dataclass(frozen=True)
class Standing:
    """How an ask stands today.

    `waits_since` is the day since which nobody answered; None once there is an answer.
    """

    word: str
    waits_since: date | None
    asked_again: date | None
    is_late: bool = False

    @property
    def waits(self) -> bool:
        """Whether somebody should look at it."""
        return self.waits_since is not None or self.is_late


def standing_of(asked_on: date, events: Sequence[Event], *, today: date) -> Standing:
    """How an ask stands by what was said last; `events` in the order in which they happened."""
    again = next((one.on_day for one in reversed(events) if one.kind == AGAIN), None)
    last = events[-1] if events else None
    if last is None:
        return Standing(NO_ANSWER, asked_on, again)
    if last.kind == AGAIN:
        # It waits since it was asked again if it had an answer, else since the beginning.
        answered = any(one.kind != AGAIN for one in events)
        return Standing(NO_ANSWER, last.on_day if answered else asked_on, again)
    if last.kind == WILL_DO and last.by_when is not None and last.by_when < today:
        return Standing(LATE, None, again, is_late=True)
    return Standing(TOLD[last.kind], None, again)


def say_age(since: date, today: date) -> str:
    """How long ago a day was, in words that grow coarser."""
    days = (today - since).days
    if days < 1:
        return "today"
    for most, length, word in ((_WEEKS, 1, "day"), (_MONTHS, 7, "week"), (_YEARS, 30.44, "month")):
        if days < most:
            return _counted(int(days / length), word)
    return _counted(int(days / 365.25), "year")


def say_waiting(since: date, today: date) -> str:
    """Since when nobody answered, with the day."""
    age = say_age(since, today)
    day = say_short_date(since)
    return f"Asked today, {day}" if age == "today" else f"Asked {age} ago, on {day}"


def _counted(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def told_of_people(*texts: str, today: date) -> list[str]:
    """Pieces of texts that may tell who a private person is, each once, in order."""
    found = (one.text for text in texts for one in find_details(text, (), today=today))
    return list(dict.fromkeys(found))
