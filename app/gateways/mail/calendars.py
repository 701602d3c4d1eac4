"""The calendar parts of an e-mail, laid out as most calendar programs find them (RFC 6047)."""

from __future__ import annotations

import re
from binascii import b2a_base64
from hashlib import sha256

END = "END:VCALENDAR\r\n"
# 57 bytes make one line of 76 letters.
LINE_OF_BASE64 = 57
_method = re.compile(r"^METHOD:([A-Z]+)\r$", re.MULTILINE)


def with_calendar(text: bytes, calendar: str, message_id: str) -> bytes:
    """The parts of a letter: its text, and the sessions for calendar programs.

    `text` has its own headers. One session is a second way to read the letter, so that programs
    offer it at once, and also a file for those that look for files only. Of several none can be
    the other way to read it, so that each is a file of its own to be opened.
    """
    word = sha256(message_id.encode()).hexdigest()[:24]
    sessions = [part + END for part in calendar.split(END) if part.strip()]
    if len(sessions) == 1:
        shown = _part(_calendar_type(sessions[0]), sessions[0])
        both = _multipart("alternative", f"=_a{word}", [text, shown])
        file = _part("application/ics", sessions[0], name="invite.ics")
        return _multipart("mixed", f"=_m{word}", [both, file])
    files = [
        _part(_calendar_type(session), session, name=f"session-{number}.ics")
        for number, session in enumerate(sessions, start=1)
    ]
    return _multipart("mixed", f"=_m{word}", [text, *files])


def _calendar_type(calendar: str) -> str:
    found = _method.search(calendar)
    method = f"; method={found.group(1)}" if found else ""
    return f"text/calendar; charset=utf-8{method}"


def _part(kind: str, content: str, *, name: str = "") -> bytes:
    """One part in base64, so that no server on the way touches its line ends or spaces."""
    head = f"Content-Type: {kind}"
    if name:
        head += f'; name="{name}"\r\nContent-Disposition: attachment; filename="{name}"'
    head += "\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    data = content.encode("utf-8")
    lines = (
        b2a_base64(data[start : start + LINE_OF_BASE64], newline=False)
        for start in range(0, len(data), LINE_OF_BASE64)
    )
    return head.encode("ascii") + b"\r\n".join(lines) + b"\r\n"


def _multipart(kind: str, boundary: str, parts: list[bytes]) -> bytes:
    """Parts one after the other; whoever wrote a text cannot know the words between them."""
    mark = f"--{boundary}".encode("ascii")
    head = f'Content-Type: multipart/{kind}; boundary="{boundary}"\r\n\r\n'.encode("ascii")
    between = b"".join(mark + b"\r\n" + part + b"\r\n" for part in parts)
    return head + between + mark + b"--\r\n"
