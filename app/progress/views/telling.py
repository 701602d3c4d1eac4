"""What pages say about something that was typed in for a person."""

from __future__ import annotations

from datetime import datetime

from app.kit.times import in_zone, say_date, say_day
from app.progress import rules
from app.progress.queries import ModulePage
from app.progress.queries.easing import Easing
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


def say_easing(easing: Easing, page: ModulePage, now: datetime) -> list[str]:
    """What the people who run the cohort made easier, said to whom it is about."""
    zone = page.course.time_zone
    said = []
    time = easing.until(in_zone(now, zone).date())
    if time is not None and not page.module.is_done:
        by = f" {time.by} agreed it with you." if time.by else ""
        said.append(f"You have time for this module until {say_date(time.until)}.{by}")
    for step in page.module.steps:
        excused = easing.of(step.key)
        if excused is not None and step.is_spared:
            by = f" {excused.by} said so." if excused.by else ""
            why = f" “{excused.reason}”" if excused.reason else ""
            said.append(f"You do not need to do “{step.title}”.{by}{why}")
    return said
