"""Years of appraisal, which may begin with any month, and times between two renewals."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from app.kit import times
from app.kit.times import say_short_date

APRIL = 4
MONTHS = dict(enumerate(times.MONTHS, start=1))


@dataclass(frozen=True)
class AppraisalYear:
    """Twelve months; `number` is the year of the calendar in which they begin."""

    number: int
    first_month: int = APRIL

    @property
    def first_day(self) -> date:
        """The day with which it begins."""
        return date(self.number, self.first_month, 1)

    @property
    def last_day(self) -> date:
        """The day with which it ends."""
        return date(self.number + 1, self.first_month, 1) - timedelta(days=1)

    @property
    def name(self) -> str:
        """The year in words, such as `1 April 2026 to 31 March 2027`."""
        return f"{say_short_date(self.first_day)} to {say_short_date(self.last_day)}"

    @property
    def short(self) -> str:
        """The year for a file's name, such as `2026-27`, or `2026` for a calendar year."""
        return f"{self.number}-{self.last_day:%y}" if self.first_month > 1 else str(self.number)

    def back(self, years: int) -> AppraisalYear:
        """The year that began so many years earlier."""
        return AppraisalYear(self.number - years, self.first_month)


def year_with(day: date, first_month: int) -> AppraisalYear:
    """The year in which a day lies."""
    return AppraisalYear(day.year - (day.month < first_month), first_month)


def renewal_period(last: date, years: int, day: date) -> tuple[date, date]:
    """The first and the last day of the time between two renewals in which `day` lies.

    `last` is the last day of one such time; each takes so many years.
    """
    # Counted by the days after the last ones, which are mostly first days of months.
    after = last + timedelta(days=1)
    while after <= day:
        after = _years_on(after, years)
    while _years_on(after, -years) > day:
        after = _years_on(after, -years)
    return _years_on(after, -years), after - timedelta(days=1)


def _years_on(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 2, 28)
