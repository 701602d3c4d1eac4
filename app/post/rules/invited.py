"""Whom a session in a calendar is for; rooms write the session, and the post knows the person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.kit.later import Later

if TYPE_CHECKING:
    from icalendar import parser
else:
    parser = Later("icalendar.parser")

END_OF_SESSION = "\r\nEND:VEVENT\r\n"


def invite(calendar: str, *, name: str, address: str) -> str:
    """An iCalendar object with one person in each of its sessions.

    Nothing that people write can hold the end of a session: line breaks in a text are escaped.
    An answer is not asked for, since our letters come from an address that nobody reads.
    """
    facts = {
        "CN": " ".join(name.replace('"', "'").split()),
        "ROLE": "REQ-PARTICIPANT",
        "PARTSTAT": "NEEDS-ACTION",
        "RSVP": "FALSE",
    }
    line = parser.Contentline.from_parts("ATTENDEE", parser.Parameters(facts), f"mailto:{address}")
    attendee = str(line.to_ical(), "utf-8")
    return calendar.replace(END_OF_SESSION, f"\r\n{attendee}{END_OF_SESSION}")
