"""Times as people read them: in a cohort's own zone, with the name of the zone."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo, available_timezones

from app.kit.errors import Refusal

# Not as the machine's own language has them; and looked up sooner than formatted, line by line.
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August"),
    *("September", "October", "November", "December"),
)


class NoSuchTime(Refusal):
    """A wall-clock time that the zone skips when the clocks go forward."""

    sentence = "The clocks go forward then, so that time does not exist. Choose another time."


class NoSuchDay(Refusal):
    """Something that cannot be read as a day."""

    sentence = "Choose a day, or write it like 2027-02-28 (year, month, day)."


def read_day(text: str) -> date:
    """A day as a browser or a person writes it, such as 2027-02-28.

    Raises: NoSuchDay.
    """
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise NoSuchDay from None


def is_zone(name: str) -> bool:
    """Whether `name` is an IANA time zone, such as Europe/London."""
    return name in available_timezones()


def in_zone(moment: datetime, zone: str) -> datetime:
    """A UTC moment as local time in `zone`."""
    return moment.astimezone(ZoneInfo(zone))


def to_utc(day: date, clock: time, zone: str) -> datetime:
    """The UTC moment of a wall-clock time in `zone`; the earlier one when it comes twice.

    Raises: NoSuchTime when the zone skips that time.
    """
    local = datetime.combine(day, clock, ZoneInfo(zone))
    moment = local.astimezone(UTC)
    if moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None) != local.replace(tzinfo=None):
        raise NoSuchTime
    return moment


def start_of(day: date, zone: str) -> datetime:
    """The UTC moment at which a day begins in `zone`: midnight, or the hour that follows it.

    Where the clocks skip midnight, the day begins when they have gone forward; where midnight
    comes twice, it begins with the first.
    """
    return datetime.combine(day, time.min, ZoneInfo(zone)).astimezone(UTC)


def say_day(moment: datetime, zone: str) -> str:
    """A day in words, such as `Tuesday 2 February 2027`."""
    return say_date(in_zone(moment, zone))


def say_date(day: date) -> str:
    """A day of the calendar in words, such as `Tuesday 2 February 2027`."""
    return f"{WEEKDAYS[day.weekday()]} {say_short_date(day)}"


def say_short_date(day: date) -> str:
    """The same without the day of the week, such as `2 February 2027`."""
    return f"{day.day} {say_month(day)}"


def say_month(day: date) -> str:
    """The month of a day in words, such as `February 2027`."""
    return f"{MONTHS[day.month - 1]} {day.year}"


def say_clock(moment: datetime, zone: str) -> str:
    """A time of day in words, such as `2:30pm`.

    In the hour that comes twice when the clocks go back it says which, as in `1:30am GMT`.
    """
    local = in_zone(moment, zone)
    hour = local.hour % 12 or 12
    minutes = f":{local.minute:02d}" if local.minute else ""
    half = "am" if local.hour < 12 else "pm"  # noqa: PLR2004 - noon
    which = f" {_name_of_clocks(local)}" if _comes_twice(local) else ""
    return f"{hour}{minutes}{half}{which}"


def which_clocks(moment: datetime, zone: str) -> str:
    """The short name of the clocks that hold, where they show this time twice; empty elsewhere."""
    local = in_zone(moment, zone)
    return _name_of_clocks(local) if _comes_twice(local) else ""


def say_clocks(starts_at: datetime, ends_at: datetime, zone: str) -> str:
    """From when until when on one day, such as `2:30pm to 4pm`."""
    return f"{say_clock(starts_at, zone)} to {say_clock(ends_at, zone)}"


def say_span(starts_at: datetime, ends_at: datetime, zone: str) -> str:
    """From when until when, such as `Tuesday 2 February 2027, 10am to 11am (UK time)`."""
    if in_zone(starts_at, zone).date() != in_zone(ends_at, zone).date():
        return f"{say_moment(starts_at, zone)} to {say_moment(ends_at, zone)}"
    clocks = say_clocks(starts_at, ends_at, zone)
    return f"{say_day(starts_at, zone)}, {clocks} ({say_zone(zone)})"


def say_change_of_clocks(starts_at: datetime, ends_at: datetime, zone: str) -> str:
    """What to know where the clocks change in between; empty when they do not."""
    before, after = (in_zone(moment, zone).utcoffset() for moment in (starts_at, ends_at))
    if before is None or after is None or before == after:
        return ""
    minutes = int((ends_at - starts_at).total_seconds()) // 60
    way = "back" if after < before else "forward"
    return f"The clocks go {way} in between. It takes {say_length(minutes)}."


def say_length(minutes: int) -> str:
    """How long something takes, such as `1 hour and 30 minutes`."""
    hours, rest = divmod(minutes, 60)
    parts = [(hours, "hour"), (rest, "minute")]
    said = [f"{number} {word}{'s' * (number != 1)}" for number, word in parts if number]
    return " and ".join(said) or "0 minutes"


def say_zone(zone: str) -> str:
    """The name of the zone for people, such as `UK time` or `Europe/Paris time`."""
    return "UK time" if zone == "Europe/London" else f"{zone.replace('_', ' ')} time"


def say_moment(moment: datetime, zone: str) -> str:
    """A moment in full: day, time and zone."""
    return f"{say_day(moment, zone)}, {say_clock(moment, zone)} ({say_zone(zone)})"


def _comes_twice(local: datetime) -> bool:
    """Whether clocks show this time of this day twice."""
    return local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()


def _name_of_clocks(local: datetime) -> str:
    """The short name of the clocks that hold then, such as `BST`, or their offset."""
    name = local.tzname() or ""
    return name if name.isalpha() else f"UTC{name}"
