"""A calendar program in small, that reads what we write with readers that are not ours."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.message import EmailMessage, Message

import vobject
from ical.calendar_stream import IcsCalendarStream


@dataclass(frozen=True)
class Entry:
    """One session as a program shows it; times are UTC."""

    uid: str
    sequence: int
    title: str
    starts_at: datetime
    ends_at: datetime
    status: str
    place: str
    attendees: tuple[str, ...]


@dataclass(frozen=True)
class Read:
    """What one iCalendar object says, and what a program should do with it."""

    method: str
    entries: Sequence[Entry]


Reader = Callable[[str], Read]


def read_with_vobject(text: str) -> Read:
    """As `vobject` reads it."""
    calendar = vobject.readOne(text)
    method = calendar.method.value if "method" in calendar.contents else ""
    return Read(
        method,
        [
            Entry(
                uid=one.uid.value,
                sequence=int(one.sequence.value),
                title=one.summary.value,
                starts_at=one.dtstart.value.astimezone(UTC),
                ends_at=one.dtend.value.astimezone(UTC),
                status=one.status.value,
                place=one.location.value,
                attendees=tuple(who.value for who in one.contents.get("attendee", [])),
            )
            for one in calendar.contents.get("vevent", [])
        ],
    )


def read_with_ical(text: str) -> Read:
    """As `ical` reads it."""
    calendar = IcsCalendarStream.calendar_from_ics(text)
    entries = []
    for one in calendar.events:
        assert isinstance(one.dtstart, datetime)
        assert isinstance(one.dtend, datetime)
        entries.append(
            Entry(
                uid=one.uid,
                sequence=one.sequence or 0,
                title=one.summary or "",
                starts_at=one.dtstart.astimezone(UTC),
                ends_at=one.dtend.astimezone(UTC),
                status=str(one.status.value) if one.status else "",
                place=one.location or "",
                attendees=tuple(str(who.uri) for who in one.attendees),
            )
        )
    return Read(calendar.method or "", entries)


READERS: tuple[Reader, ...] = (read_with_vobject, read_with_ical)


@dataclass
class CalendarProgram:
    """Keeps what letters bring (RFC 5546); what is older than it holds changes nothing."""

    reader: Reader
    held: dict[str, Entry] = field(default_factory=dict)

    def take(self, text: str) -> None:
        """Do what one iCalendar object asks."""
        read = self.reader(text)
        for entry in read.entries:
            known = self.held.get(entry.uid)
            if known is not None and known.sequence > entry.sequence:
                continue
            if read.method == "CANCEL":
                self.held.pop(entry.uid, None)
            else:
                self.held[entry.uid] = entry

    def follow(self, text: str) -> None:
        """Show what a feed holds, and nothing that is off."""
        read = self.reader(text)
        self.held = {one.uid: one for one in read.entries if one.status != "CANCELLED"}


def calendar_files(letter: EmailMessage) -> list[str]:
    """The iCalendar objects of a letter that a person can open, in their order."""
    return [
        _content(part) for part in letter.walk() if part.get_content_disposition() == "attachment"
    ]


def offered(letter: EmailMessage) -> str | None:
    """The iCalendar object that mail programs offer by themselves, if there is one."""
    for part in letter.walk():
        if part.get_content_type() == "text/calendar" and part.get_content_disposition() is None:
            return _content(part)
    return None


def _content(part: Message) -> str:
    data = part.get_payload(decode=True)
    assert isinstance(data, bytes)
    return data.decode("utf-8")
