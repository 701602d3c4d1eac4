"""Reflecting out loud: that it happened, when, how long, and with what kind of person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

ALONE = "alone"
COMPANIES: Mapping[str, str] = {
    ALONE: "On my own",
    "mentor": "With my mentor, or somebody I mentor",
    "facilitator": "With a facilitator",
    "group": "In a group",
    "somebody": "With somebody else",
}
"""Whom somebody reflected with, never who it was."""

SAID: Mapping[str, str] = {
    ALONE: "on your own",
    "mentor": "with your mentor, or somebody you mentor",
    "facilitator": "with a facilitator",
    "group": "in a group",
    "somebody": "with somebody else",
}

SAID_BY_ME: Mapping[str, str] = {
    ALONE: "on my own",
    "mentor": "with my mentor, or somebody I mentor",
    "facilitator": "with a facilitator",
    "group": "in a group",
    "somebody": "with somebody else",
}

LONGEST_TALK = 600
"""Minutes."""

EARLIEST = date(2000, 1, 1)


@dataclass(frozen=True)
class Talk:
    """What is kept of it; `minutes` is None where nobody counted, `on` where no day was said."""

    on: date | None
    company: str
    minutes: int | None
