"""What a letter says, and why one is not wanted any more."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Draft:
    """What a letter says; the post knows whom it is for, and puts in the address.

    `body` is plain text for e-mail, for reading out and for paper. `short` is the same in as few
    words as fit a text message. `calendar` is an iCalendar object for calendar programs.
    """

    subject: str
    body: str
    short: str = ""
    calendar: str | None = None


@dataclass(frozen=True)
class Lapse:
    """Why a letter is no longer wanted, in words for a facilitator."""

    reason: str
