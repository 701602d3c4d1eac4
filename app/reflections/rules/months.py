"""Months of a log, in the zone in which its times are told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from app.kit.times import MONTHS, start_of

DECEMBER = 12


@dataclass(frozen=True, order=True)
class Month:
    """A month of a year; its text is as in `2027-01`."""

    year: int
    number: int

    def __str__(self) -> str:
        """As it stands in addresses and forms."""
        return f"{self.year:04}-{self.number:02}"

    @property
    def words(self) -> str:
        """As people read it, such as `January 2027`."""
        return f"{self.name} {self.year}"

    @property
    def name(self) -> str:
        """Without the year."""
        return MONTHS[self.number - 1]

    def begins(self, zone: str) -> datetime:
        """Its first moment, in UTC."""
        return start_of(date(self.year, self.number, 1), zone)

    def after(self) -> Month:
        """The month that follows."""
        is_last = self.number == DECEMBER
        return Month(self.year + is_last, 1 if is_last else self.number + 1)


def read_month(text: str | None) -> Month | None:
    """A month as it stands in a form; None when it is none."""
    try:
        day = date.fromisoformat(f"{text}-01")
    except ValueError:
        return None
    return Month(day.year, day.month)
