"""A list of sessions to change before they are planned: a day, a time and a title each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, time
from uuid import UUID

from app.gatherings.errors.series import ClockUnreadable, DayUnreadable
from app.gatherings.rules.series import MOST_SESSIONS, holiday
from app.kit.errors import Refusal
from app.kit.times import say_date


@dataclass(frozen=True)
class Row:
    """One session of the list as it was proposed or typed."""

    number: int
    title: str
    day: str
    clock: str
    # Whether the person left it out.
    out: bool = False
    # The module it is on, or the session of another cohort that it is made from; ids as text.
    module: str = ""
    source: str = ""
    # What it is made from, and when that was, in words.
    named: str = ""
    was: str = ""
    # Whether the module that it was on is not in the edition that was chosen.
    lost_module: bool = False
    # The task for whoever misses it, and whether it comes along.
    task: str = ""
    with_task: bool = False
    # Who does what at it and is asked to come along; and what stays behind, in sentences.
    roles: str = ""
    stays: str = ""
    # What does not fit, in a sentence; empty when all does.
    fault: str = ""

    @property
    def words(self) -> str:
        """The day in words, with its weekday; empty when nobody can read it."""
        try:
            return say_date(date.fromisoformat(self.day.strip()))
        except ValueError:
            return ""

    @property
    def note(self) -> str:
        """What to think about: a day on which hardly anybody would come, or what is lost."""
        lost = "Its module is not in this edition, so it stands by itself." * self.lost_module
        try:
            name = holiday(date.fromisoformat(self.day.strip()))
        except ValueError:
            name = ""
        day = f"This is {name}. Is that what you mean?" if name else ""
        return " ".join(part for part in (day, lost, self.stays) if part)


@dataclass(frozen=True)
class Read:
    """The rows that were not left out, and those that nobody can read, by number."""

    rows: Mapping[int, tuple[Row, date, time]]
    unread: Mapping[int, Refusal]


def read_rows(form: Mapping[str, str]) -> list[Row]:
    """The rows of a sent form, in order, as they were typed."""
    return [
        Row(
            number=number,
            title=form.get(f"title-{number}", ""),
            day=form.get(f"day-{number}", ""),
            clock=form.get(f"clock-{number}", ""),
            out=f"out-{number}" in form,
            module=form.get(f"module-{number}", ""),
            source=form.get(f"source-{number}", ""),
            with_task=f"task-{number}" in form,
        )
        for number in range(MOST_SESSIONS)
        if f"day-{number}" in form
    ]


def read_days(rows: Iterable[Row]) -> Read:
    """The days and times of the rows that were not left out."""
    good: dict[int, tuple[Row, date, time]] = {}
    unread: dict[int, Refusal] = {}
    for row in rows:
        if row.out:
            continue
        try:
            good[row.number] = row, _day(row.day), _clock(row.clock)
        except Refusal as refusal:
            unread[row.number] = refusal
    return Read(good, unread)


def with_faults(rows: Iterable[Row], faults: Mapping[int, Refusal]) -> list[Row]:
    """The rows, each with what does not fit."""
    return [
        replace(row, fault=faults[row.number].sentence) if row.number in faults else row
        for row in rows
    ]


def id_in(text: str) -> UUID | None:
    """The id in a hidden field; None when there is none."""
    try:
        return UUID(text)
    except ValueError:
        return None


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise DayUnreadable from None


def _clock(text: str) -> time:
    try:
        return time.fromisoformat(text.strip()).replace(tzinfo=None)
    except ValueError:
        raise ClockUnreadable from None
