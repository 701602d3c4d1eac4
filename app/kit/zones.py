"""The time zones to choose from."""

from __future__ import annotations

from functools import cache
from zoneinfo import available_timezones

FIRST = "Europe/London"
REGIONS = (
    "Africa/",
    "America/",
    "Asia/",
    "Atlantic/",
    "Australia/",
    "Europe/",
    "Indian/",
    "Pacific/",
)


@cache
def zones() -> list[str]:
    """Zones named after a place, ours first and the others by name."""
    named = {zone for zone in available_timezones() if zone.startswith(REGIONS)}
    return [FIRST, *sorted(named - {FIRST})]
