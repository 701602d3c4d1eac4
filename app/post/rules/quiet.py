"""Quiet hours: times of a person's own wall clock in which letters wait."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo


def quiet_until(now: datetime, *, zone: str, quiet_from: time, quiet_ends: time) -> datetime | None:
    """When the quiet hours that are on `now` end, in UTC; None when they are not on.

    They may go over midnight; equal times mean none. A time that the clocks skip is the one an
    hour later, and of a time that comes twice the first ends them.
    """
    local = now.astimezone(ZoneInfo(zone))
    at = local.time().replace(tzinfo=None)
    if quiet_from <= quiet_ends:
        is_on = quiet_from <= at < quiet_ends
    else:
        is_on = at >= quiet_from or at < quiet_ends
    if not is_on:
        return None
    day = local.date() + timedelta(days=1 if at >= quiet_ends else 0)
    return datetime.combine(day, quiet_ends, ZoneInfo(zone)).astimezone(UTC)
