"""The time zones to choose from."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
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
    """Zones named after a place, ours first and the others by name.

    Only names that the zone data lists for a country: the older second names of the same zones
    would make every page with this list longer.
    """
    table = (files("tzdata") / "zoneinfo" / "zone.tab").read_text(encoding="utf-8")
    listed = {line.split("\t")[2] for line in table.splitlines() if not line.startswith("#")}
    named = {zone for zone in listed & available_timezones() if zone.startswith(REGIONS)}
    return [FIRST, *sorted(named - {FIRST})]
