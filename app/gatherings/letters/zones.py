"""The clocks of London as calendar programs need to be told of them."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, cast

from app.kit.later import Later

if TYPE_CHECKING:
    import icalendar
else:
    icalendar = Later("icalendar")

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


@lru_cache
def london() -> icalendar.Timezone:
    """The zone of London; the same object each time, to be put into calendars as it is."""
    read = icalendar.Timezone.from_ical(LONDON_TEXT.replace("\n", "\r\n"))
    return cast("icalendar.Timezone", read)
