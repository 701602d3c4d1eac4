"""What pages say about something that was typed in for a person."""

from __future__ import annotations

from app.kit.times import say_date, say_day
from app.progress import rules
from app.progress.queries.entries import Entered

_CAME = {rules.PAPER: "from the paper of", rules.PHONE: "as told by phone or in person on"}


def say_entry(entry: Entered, zone: str, *, to_them: bool = False) -> str:
    """Who typed something in, when, and what it rests on; `to_them`: said to whom it is about."""
    by = entry.by or "Somebody who ran the cohort"
    whom = " this for you" if to_them else " this"
    return (
        f"{by} entered{whom} on {say_day(entry.at, zone)},"
        f" {_CAME.get(entry.how, 'from')} {say_date(entry.on)}."
    )
