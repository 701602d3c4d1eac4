"""Lines of the record in plain sentences, and what somebody asks to see of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import groupby
from uuid import UUID

from app.audit.rules.entries import COMMAND_LINE, PLATFORM
from app.kit.deeds import OWN, Deed
from app.kit.plain import plain_letters
from app.kit.times import say_clock, say_day, say_zone, start_of
from app.rights.rules.all_deeds import WORDS
from app.rights.rules.erasing import SOMEONE

# Who did something where no person did.
DOERS = {PLATFORM: "The platform itself", COMMAND_LINE: "Somebody who looks after the server"}
SOMEBODY_ELSE = "Somebody else"
WITHOUT_WORDS = "did something"
ROOMS = {
    "certificates": "Certificates",
    "cohorts": "Cohorts and who is in them",
    "correspondence": "Letters",
    "gatherings": "Sessions",
    "insights": "Progress and messages",
    "mentoring": "Mentoring",
    "outputs": "Reports",
    "participation": "What the cohort decides and shares",
    "people": "Accounts",
    "post": "Post",
    "practice": "Tools to practise with",
    "preview": "Editions of the course",
    "progress": "Steps of the course",
    "reflections": "Logs",
    "rights": "What we keep about people",
    "suggestions": "Suggestions",
    "helping": "Helpers",
}
# Days before and after these are not asked for: the calendar ends somewhere.
EARLIEST, LATEST = date(2000, 1, 1), date(2200, 1, 1)
_owned = re.compile(r"\bthe ((?:\w+ ){0,2}\w+) of \{whom\}")


@dataclass(frozen=True)
class Line:
    """One row of the record, with the names that its ids lead to; none: they lead nowhere."""

    at: datetime
    number: int | None
    deed: str
    by: str
    actor_id: UUID | None
    whom_id: UUID | None
    actor: str | None
    whom: str | None
    place: str | None


@dataclass(frozen=True)
class Asked:
    """What somebody asks to see; what is empty goes without saying."""

    who: str = ""
    whom: str = ""
    place: str = ""
    # The deeds; None: all of them.
    deeds: frozenset[str] | None = None
    since: datetime | None = None
    until: datetime | None = None


def rooms_for(*readers: str) -> dict[str, str]:
    """The rooms in which people do what these readers read of."""
    there = {key.partition(".")[0] for key, deed in WORDS.items() if deed.readers in readers}
    return {room: title for room, title in ROOMS.items() if room in there}


def deeds_like(room: str, typed: str) -> frozenset[str] | None:
    """The deeds of a room in whose words this stands; None: all there are."""
    if not room and not typed:
        return None
    sought = plain_letters(typed).casefold()
    return frozenset(
        key
        for key, deed in WORDS.items()
        if deed.readers != OWN
        and (not room or key.startswith(f"{room}."))
        and sought in _plainly(deed).casefold()
    )


def since_day(day: date | None, zone: str) -> datetime | None:
    """When a day begins."""
    return start_of(min(max(day, EARLIEST), LATEST), zone) if day else None


def until_day(day: date | None, zone: str) -> datetime | None:
    """When a day is over."""
    return since_day(min(day, LATEST) + timedelta(days=1), zone) if day else None


def sentence(line: Line, *, reader_id: UUID | None = None) -> str:
    """What was done, as in "Tom Bell moved a session in Riverside, for Amina", ending with a stop.

    To its reader it says "you".
    """
    whom = whom_of(line, reader_id)
    words = _plain_words(line.deed)
    names_whom = "{whom}" in words
    if whom == "you":
        words = _owned.sub(r"your \1", words).replace("{whom} is", "you are")
    if line.place:
        names_place = "the cohort" in words
        words = (
            words.replace("the cohort", "{place}", 1) if names_place else f"{words} in {{place}}"
        )
    said = words.format(whom=whom or "somebody", place=line.place)
    is_for_another = whom and not names_whom and line.whom_id != line.actor_id
    return f"{doer_of(line, reader_id)} {said}{f', for {whom}' if is_for_another else ''}."


def doer_of(line: Line, reader_id: UUID | None = None) -> str:
    """Who did it."""
    if line.actor_id is None:
        return DOERS.get(line.by, SOMEONE)
    return "You" if line.actor_id == reader_id else line.actor or SOMEONE


def whom_of(line: Line, reader_id: UUID | None = None) -> str:
    """For whom it was done; empty: nobody is known."""
    if line.whom_id is None:
        return ""
    if line.whom_id == reader_id:
        return "you"
    return SOMEONE.lower() if line.whom in (None, SOMEONE) else line.whom or ""


def of_one(line: Line, ids: Sequence[UUID]) -> Line:
    """The same with the first of the ids wherever one of them stands: they are one person's."""
    return replace(
        line,
        actor_id=ids[0] if line.actor_id in ids else line.actor_id,
        whom_id=ids[0] if line.whom_id in ids else line.whom_id,
    )


def unnamed(line: Line, reader_id: UUID) -> Line:
    """The same for a copy that its reader takes away: others are not named in it."""
    actor = line.actor if line.actor_id == reader_id else SOMEBODY_ELSE
    whom = line.whom if line.whom_id == reader_id else "somebody"
    return replace(line, actor=actor, whom=whom)


def by_day(
    lines: Iterable[Line], zone: str, *, reader_id: UUID | None = None, in_place: bool = True
) -> list[tuple[str, list[tuple[str, str]]]]:
    """Days in words, each with its times and sentences, in the order of the lines.

    Where all of them are of one cohort, they need not say so.
    """
    said = lines if in_place else [replace(one, place=None) for one in lines]
    return [
        (day, [(say_clock(one.at, zone), sentence(one, reader_id=reader_id)) for one in ones])
        for day, ones in groupby(said, lambda one: say_day(one.at, zone))
    ]


def file_rows(lines: Iterable[Line], zone: str) -> list[list[str]]:
    """The same for a spreadsheet, with a line of headings."""
    headings = ["Day", f"Time ({say_zone(zone)})", "What was done", "Who", "For whom", "Cohort"]
    return [
        [*headings, "Number in the record"],
        *(
            [
                say_day(one.at, zone),
                say_clock(one.at, zone),
                sentence(one),
                doer_of(one),
                whom_of(one),
                one.place or "",
                str(one.number or ""),
            ]
            for one in lines
        ),
    ]


def _plain_words(key: str) -> str:
    deed = WORDS.get(key)
    return deed.words if deed else WITHOUT_WORDS


def _plainly(deed: Deed) -> str:
    """The words of a deed as they are looked through."""
    return plain_letters(deed.words.replace("{whom}", "somebody"))
