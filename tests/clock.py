"""A clock that tests set and move."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

# A Wednesday in term time, in winter time.
NOON = datetime(2027, 1, 20, 12, 0, tzinfo=UTC)


class StoppedClock:
    """Stands still until a test moves it."""

    def __init__(self, moment: datetime = NOON) -> None:
        self.moment = moment

    def now(self) -> datetime:
        """The moment the test chose."""
        return self.moment

    def move(self, **by: float) -> datetime:
        """Go forward, as in `move(hours=2)`."""
        self.moment += timedelta(**by)
        return self.moment
