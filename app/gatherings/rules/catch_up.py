"""Catching up on a session: who is asked, what each may say of it, and when the letter goes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from app.gatherings.rules import clean_link

OPEN = "open"
DONE = "done"
NOT_NEEDED = "not_needed"
STATES = {OPEN: "Still to do", DONE: "Done", NOT_NEEDED: "Not needed"}

# Whoever was noted in one of these ways gets the letter, and later whoever is not noted at all.
AWAY = ("apologies", "missed")

LONGEST_TRANSCRIPT = 200_000
LONGEST_TASK = 2_000

MORNING = time(9)
# Time enough for a facilitator to put a slip in the register right before a letter goes.
SLIP = timedelta(hours=1)
# Time enough to finish a register that was begun.
UNFINISHED = timedelta(days=1)


def was_away(how: str | None) -> bool:
    """Whether somebody may have something to catch up on; also when nothing was noted."""
    return not how or how in AWAY


def letter_moment(
    now: datetime, ends_at: datetime, zone: str, *, is_noted: bool = True
) -> datetime:
    """When the letter goes, in UTC: the next morning at nine, after the session's end.

    A day later to somebody who is not noted, since the register may not be finished.
    """
    earliest = max(now + SLIP, ends_at) if is_noted else max(now, ends_at) + UNFINISHED
    local = earliest.astimezone(ZoneInfo(zone))
    day = local.date() if local.time() <= MORNING else local.date() + timedelta(days=1)
    return datetime.combine(day, MORNING, ZoneInfo(zone)).astimezone(UTC)


@dataclass(frozen=True)
class Material:
    """What there is to catch up on; each may be empty.

    `transcript` is only its beginning, and tells whether it is an address or a text.
    """

    recording: str
    transcript: str
    task: str

    @property
    def recording_site(self) -> str:
        """The site that the recording is on."""
        return site_of(self.recording)

    @property
    def transcript_site(self) -> str:
        """The site that the transcript is on; empty: it is a text, kept here."""
        return site_of(self.transcript)

    def __bool__(self) -> bool:
        """Whether there is anything at all."""
        return bool(self.recording or self.transcript or self.task)


def site_of(address: str) -> str:
    """The name of the site at an address, such as `video.example`; empty: it is no address."""
    link = clean_link(address)
    return (urlsplit(link).hostname or "").removeprefix("www.") if link else ""
