"""Pieces of a text that could tell who somebody is. Found by plain rules, here on the server.

The checker reads a text and changes nothing. It keeps nothing, and tells nobody but the writer.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice

from app.reflections.rules.details.addresses import emails, postcodes
from app.reflections.rules.details.births import births
from app.reflections.rules.details.companions import companions
from app.reflections.rules.details.dates import Dated, dates
from app.reflections.rules.details.finding import KINDS, SENTENCES, Finding
from app.reflections.rules.details.health_numbers import health_numbers
from app.reflections.rules.details.introduced import introduced_names
from app.reflections.rules.details.phones import phones
from app.reflections.rules.details.titles import titled_names

MOST = 100
"""A text in which so many pieces of one kind were found is not looked at further for it."""


def find_details(text: str, names: Iterable[str], *, today: date) -> list[Finding]:
    """The pieces of a text that could tell who somebody is, in their order, apart from each other.

    `names` are the people whom the writer learns with; `today` tells what a date can be. Takes
    time in proportion to the length of the text.
    """
    days = dates(text, today)
    found = [
        *_some(emails(text)),
        *_some(_not_in(days, phones(text))),
        *_some(_not_in(days, health_numbers(text))),
        *_some(births(text, days, today)),
        *_some(postcodes(text)),
        *_some(titled_names(text)),
        *_some(companions(text, names)),
        *_some(introduced_names(text)),
    ]
    return _apart(found)


def _not_in(days: list[Dated], found: Iterator[Finding]) -> Iterator[Finding]:
    """Numbers that do not begin within a date, such as `01.02.2026 100`."""
    starts = [day.start for day in days]
    for one in found:
        nearest = bisect_right(starts, one.start) - 1
        if nearest < 0 or one.start >= days[nearest].end or one.end <= days[nearest].end:
            yield one


def _some(found: Iterator[Finding]) -> Iterator[Finding]:
    return islice(found, MOST)


def _apart(found: list[Finding]) -> list[Finding]:
    """The longest of those that overlap; of equals the kind that comes first."""
    kept = list[Finding]()
    for one in sorted(found, key=lambda one: (one.start, -one.end, KINDS.index(one.kind))):
        if kept and kept[-1].overlaps(one):
            if len(one.text) > len(kept[-1].text):
                kept[-1] = one
        else:
            kept.append(one)
    return kept


__all__ = ["KINDS", "SENTENCES", "Finding", "find_details"]
