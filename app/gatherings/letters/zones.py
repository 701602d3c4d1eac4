"""Time zones as calendar programs need to be told of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import cast
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

LONDON = "Europe/London"
# Written by hand from the rule in force since 1996: the clocks change at 01:00 UTC on the last
# Sundays of March and October. A zone that the library makes starts summer time an hour late.
LONDON_TEXT = """BEGIN:VTIMEZONE
TZID:Europe/London
BEGIN:DAYLIGHT
TZNAME:BST
DTSTART:19970330T010000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZOFFSETFROM:+0000
TZOFFSETTO:+0100
END:DAYLIGHT
BEGIN:STANDARD
TZNAME:GMT
DTSTART:19961027T020000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZOFFSETFROM:+0100
TZOFFSETTO:+0000
END:STANDARD
END:VTIMEZONE
"""
# Clocks change at most a few times a year, so a year around the events holds the change before.
AROUND = timedelta(days=370)
DAY = timedelta(days=1)
SECOND = timedelta(seconds=1)


def describe_zone(zone: str, first: datetime, last: datetime) -> Timezone:
    """The offsets of a zone's clocks that hold for moments from `first` to `last`.

    Those of London by its rule, for ever; those of others change by change, as they are known.
    """
    if zone == LONDON:
        return london()
    described = Timezone()
    described.add("TZID", zone)
    clock = ZoneInfo(zone)
    start = datetime(first.year - 1, 1, 1, tzinfo=UTC)
    described.add_component(_observance(clock, start - SECOND, start - SECOND))
    for change in changes(clock, start, last + AROUND):
        described.add_component(_observance(clock, change - SECOND, change))
    return described


@lru_cache
def london() -> Timezone:
    """The zone of London; the same object each time, to be put into calendars as it is."""
    read = Timezone.from_ical(LONDON_TEXT.replace("\n", "\r\n"))
    return cast("Timezone", read)


def changes(clock: ZoneInfo, start: datetime, end: datetime) -> Iterator[datetime]:
    """The first moments, in UTC, at which the clocks of a zone show a new offset."""
    at = start
    while at < end:
        if _offset(clock, at) != _offset(clock, at + DAY):
            yield _first_of_new(clock, at, at + DAY)
        at += DAY


def _first_of_new(clock: ZoneInfo, before: datetime, after: datetime) -> datetime:
    """Halve the time between an old offset and a new one until one second is left."""
    old = _offset(clock, before)
    while after - before > SECOND:
        middle = (before + (after - before) / 2).replace(microsecond=0)
        before, after = (middle, after) if _offset(clock, middle) == old else (before, middle)
    return after


def _observance(
    clock: ZoneInfo, before: datetime, after: datetime
) -> TimezoneDaylight | TimezoneStandard:
    """What holds from `after` on; its start is told on the clock that showed the time before."""
    offset_before = _offset(clock, before)
    local = after.astimezone(clock)
    part = TimezoneDaylight() if local.dst() else TimezoneStandard()
    part.add("TZNAME", local.tzname() or "")
    part.add("DTSTART", (after + offset_before).replace(tzinfo=None))
    part.add("TZOFFSETFROM", offset_before)
    part.add("TZOFFSETTO", _offset(clock, after))
    return part


def _offset(clock: ZoneInfo, at: datetime) -> timedelta:
    return at.astimezone(clock).utcoffset() or timedelta()
