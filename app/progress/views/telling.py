"""What pages say about something that was typed in for a person."""

from __future__ import annotations

from app.kit.times import say_date, say_day
from app.progress import rules
from app.progress.queries.entries import Entered

_DONE = {
    rules.PAPER: "done on paper on {day}",
    rules.PHONE: "done on {day}, as told by phone or in person",
}


def say_entry(entry: Entered, zone: str, *, to_them: bool = False) -> str:
    """Who typed something in, when, and what it rests on; `to_them`: said to whom it is about."""
    by = entry.by or "Somebody who ran the cohort"
    whom = " this for you" if to_them else " this"
    done = _DONE.get(entry.how, "done on {day}").format(day=say_date(entry.on))
    return f"{by} entered{whom} on {say_day(entry.at, zone)}: {done}."
