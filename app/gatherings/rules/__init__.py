"""The words and limits of sessions."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlsplit

from app.people.rules import clean_lines
from app.post.rules.tongues import mark

WAYS = {
    "online": mark("Online"),
    "in_person": mark("In person"),
    "blended": mark("Online and in person"),
}
PLANNED = "planned"
# What a session is for: learning together, or people in mentoring who help each other think.
SESSION = "session"
CIRCLE = "circle"
CANCELLED = "cancelled"
# Why a reminder lapsed, for a facilitator.
CALLED_OFF = "The session was called off."

MOST_SEATS = 9999
LONGEST_TITLE = 120
LONGEST_PLACE = 300
LONGEST_LINK = 500
LONGEST_ABOUT = 2000
SHORTEST = 10
LONGEST = 480
# A session farther away than this is a slip of the pen.
FARTHEST = timedelta(days=3 * 366)


def clean_link(text: str) -> str | None:
    """A web address of the kinds that a browser opens safely; empty stays empty, None is wrong.

    None with a name before the host, either: `https://zoom.us@evil.example` leads to the last.
    """
    link = text.strip()
    if not link:
        return ""
    if len(link) > LONGEST_LINK or not link.isprintable() or any(mark.isspace() for mark in link):
        return None
    try:
        parts = urlsplit(link)
        good = parts.scheme.lower() in ("http", "https") and bool(parts.hostname)
        good = good and "@" not in parts.netloc
    except ValueError:
        return None
    return link if good else None


def clean_text(text: str, longest: int) -> str | None:
    """Several lines with plain line ends and no marks that nobody sees; None: too long."""
    return clean_lines(text.replace("\t", " "), longest)
