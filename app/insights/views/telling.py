"""What the page of one step tells of it: what became of it, in the order of time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from app.insights.queries.way import CellPage, Kept
from app.kit.times import say_date, say_day
from app.progress.queries.easing import Excused
from app.progress.rules import ANSWERED, ATTENDED, MARKED, READ
from app.progress.views.telling import say_entry

SOMEBODY = "Somebody who ran the cohort"
HOW = {
    MARKED: "they said so themselves",
    ANSWERED: "they answered every question",
    READ: "they opened it, and that is enough",
    ATTENDED: "they took part in the session",
}


def say_history(page: CellPage, zone: str) -> list[str]:
    """All that became of a step, oldest first."""
    return [words for _, words in sorted(_events(page, zone), key=lambda event: event[0])]


def _events(page: CellPage, zone: str) -> Iterator[tuple[datetime, str]]:
    for opened in page.opened:
        whom = "everybody" if opened.for_all else "this person"
        by = f" by {opened.by}" if opened.by else ""
        words = f"The module was opened early for {whom}{by} on {say_day(opened.at, zone)}."
        yield opened.at, words
    for excuse in page.easing.excused:
        if excuse.step_key == page.line.step.key:
            yield from _excused(excuse, zone)
    for time in page.easing.times:
        until, day = say_date(time.until), say_day(time.at, zone)
        yield time.at, f"On {day} {time.by or SOMEBODY} gave time until {until}."
    if page.kept is not None:
        yield from _kept(page.kept, zone)


def _excused(excuse: Excused, zone: str) -> Iterator[tuple[datetime, str]]:
    # Where the reason ends its own sentence, one full stop is enough.
    end = "" if excuse.reason.endswith((".", "!", "?")) else "."
    why = f": “{excuse.reason}”" if excuse.reason else ""
    by = excuse.by or SOMEBODY
    yield excuse.at, f"{by} said on {say_day(excuse.at, zone)} that it is not needed{why}{end}"
    if excuse.back_at is not None:
        back = excuse.back_by or SOMEBODY
        yield excuse.back_at, f"{back} took that back on {say_day(excuse.back_at, zone)}."


def _kept(kept: Kept, zone: str) -> Iterator[tuple[datetime, str]]:
    if kept.seen_at is not None and not kept.how.entries:
        yield kept.seen_at, f"Opened on {say_day(kept.seen_at, zone)}."
    for entry in kept.how.entries:
        yield entry.at, say_entry(entry, zone)
    if kept.done_at is not None and kept.how.by is None:
        how = f": {HOW[kept.rule]}" if kept.rule in HOW else ""
        yield kept.done_at, f"Done on {say_day(kept.done_at, zone)}{how}."
    elif kept.done_at is not None and kept.rule == ATTENDED:
        yield kept.done_at, f"{kept.how.by} noted on {say_day(kept.done_at, zone)} that they came."
