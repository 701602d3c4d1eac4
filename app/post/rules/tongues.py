"""Saying things in a person's language: sentences from a catalogue, and dates in its words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from gettext import NullTranslations

from babel.dates import format_date, format_time
from babel.lists import format_list

from app.kit import times
from app.kit.languages import ENGLISH, Language, language

# How a date, a full hour and a time of day are written where the language's usual form would read
# unlike the English letter: the clock of twelve hours. Letters mean what CLDR says.
PATTERNS = {"cy": ("EEEE d MMMM y", "h B", "h:mm B")}
# Days of the week that CLDR writes as they stand at the start of a line only.
SMALL_DAYS = frozenset({"cy"})


def mark(message: str) -> str:
    """The same words, which a catalogue is to hold because a text says them from a name."""
    return message


@dataclass(frozen=True)
class Tongue:
    """A language in which letters can be said; without a catalogue, English.

    A sentence is named by its English words, with each thing that is put into it in braces.
    """

    language: Language = field(default_factory=lambda: language(ENGLISH))
    catalogue: NullTranslations = field(default_factory=NullTranslations, compare=False)

    @property
    def is_english(self) -> bool:
        """Whether it is the language in which everything is written first."""
        return self.language.code == ENGLISH

    def say(self, message: str, **values: object) -> str:
        """A sentence, with these values in it."""
        said = self.catalogue.gettext(message) if message else ""
        return said.format(**values) if values else said

    def say_many(self, one: str, many: str, count: int, **values: object) -> str:
        """A sentence about a number of things, which stands in it as `count`."""
        return self.catalogue.ngettext(one, many, count).format(count=count, **values)

    def say_date(self, day: date) -> str:
        """A day of the calendar, as it stands inside a sentence."""
        code = self.language.code
        if self.is_english:
            return times.say_date(day)
        said = format_date(day, PATTERNS[code][0] if code in PATTERNS else "full", code)
        return said[0].lower() + said[1:] if code in SMALL_DAYS else said

    def say_day(self, moment: datetime, zone: str) -> str:
        """The day of a UTC moment in `zone`."""
        return self.say_date(times.in_zone(moment, zone).date())

    def say_clock(self, moment: datetime, zone: str) -> str:
        """The time of day of a UTC moment in `zone`."""
        if self.is_english:
            return times.say_clock(moment, zone)
        clock, code = times.in_zone(moment, zone).time(), self.language.code
        _, hour, minutes = PATTERNS.get(code, ("", "short", "short"))
        said = format_time(clock, minutes if clock.minute else hour, locale=code)
        return f"{said} {times.which_clocks(moment, zone)}".rstrip()

    def say_span(self, starts_at: datetime, ends_at: datetime, zone: str) -> str:
        """From when until when, with the zone; times are UTC."""
        if times.in_zone(starts_at, zone).date() != times.in_zone(ends_at, zone).date():
            start, end = (self.say_moment(moment, zone) for moment in (starts_at, ends_at))
            return self.say("{start} to {end}", start=start, end=end)
        start, end = (self.say_clock(moment, zone) for moment in (starts_at, ends_at))
        return self.say(
            "{day}, {clock} ({zone})",
            day=self.say_day(starts_at, zone),
            clock=self.say("{start} to {end}", start=start, end=end),
            zone=self.say_zone(zone),
        )

    def say_zone(self, zone: str) -> str:
        """The name of a zone for people."""
        if zone == "Europe/London":
            return self.say("UK time")
        return self.say("{zone} time", zone=zone.replace("_", " "))

    def say_moment(self, moment: datetime, zone: str) -> str:
        """A moment in full: day, time and zone."""
        return self.say(
            "{day}, {clock} ({zone})",
            day=self.say_day(moment, zone),
            clock=self.say_clock(moment, zone),
            zone=self.say_zone(zone),
        )

    def say_one_of(self, names: Sequence[str]) -> str:
        """Names as people say them: `Ann`, `Ann or Bo`, `Ann, Bo or Cy`."""
        if not self.is_english:
            return format_list(list(names), style="or", locale=self.language.code)
        if len(names) <= 1:
            return "".join(names)
        return f"{', '.join(names[:-1])} or {names[-1]}"


IN_ENGLISH = Tongue()


@dataclass(frozen=True)
class Tongues:
    """The languages in which every letter can be said: English, and those with a catalogue."""

    others: Mapping[str, Tongue] = field(default_factory=dict)

    def of(self, code: str) -> Tongue:
        """The language of a code; English for one that has no whole catalogue."""
        return self.others.get(code, IN_ENGLISH)

    @property
    def languages(self) -> list[Language]:
        """Those that people may choose from, English first."""
        return [IN_ENGLISH.language, *(tongue.language for tongue in self.others.values())]


def opening_capital(words: str) -> str:
    """Words that stand first, beginning with a capital letter."""
    return words[:1].upper() + words[1:]
