"""The words, limits and states of what there is in a place, and when it is asked about again."""

from __future__ import annotations

from datetime import datetime, timedelta

GROUP = "association"
SERVICE = "institution"
PLACE = "place"
KINDS = {
    GROUP: "A group of people",
    SERVICE: "A service or organisation",
    PLACE: "A place to be",
}
KIND_HINTS = {
    GROUP: "Such as a choir, a walking group or neighbours who help each other.",
    SERVICE: "Such as a surgery, a school, a library or a charity with staff.",
    PLACE: "Such as a park, a hall, a café or a bench where people meet.",
}

UNKNOWN = "unknown"
STEP_FREE = {
    "yes": "Step-free",
    "partly": "Step-free in parts",
    "no": "There are steps",
    UNKNOWN: "We do not know",
}
FREE = "free"
COSTS = {
    FREE: "Free",
    "some": "Some of it costs money",
    "paid": "It costs money",
    UNKNOWN: "We do not know",
}

PAGE = "page"
PHONE = "phone"
PAPER = "paper"
WAYS = {PAGE: "on this page", PHONE: "by phone", PAPER: "on paper"}
"""How something came to us; what came by phone or on paper was typed in by somebody else."""
TOLD = {PHONE: "By phone", PAPER: "On paper, or sitting beside me"}

ADDED = "added"
CHANGED = "changed"
STILL_SO = "confirmed"
GONE = "gone"
HAPPENED = {
    ADDED: "Added",
    CHANGED: "Changed",
    STILL_SO: "Still so",
    GONE: "Not there any more",
}

LONGEST_NAME = 120
LONGEST_ABOUT = 600
LONGEST_LINE = 200
LONGEST_SKILL = 300
MOST_SKILLS = 20
"""More things that one person offers than this are a slip, or somebody else's."""

ASKED_AFTER = timedelta(days=182)
OLD_AFTER = ASKED_AFTER + timedelta(days=91)

FRESH = "fresh"
DUE = "due"
OLD = "old"


def standing(confirmed_at: datetime, now: datetime) -> str:
    """How sure we are: after half a year somebody is asked; after nine months it is old news."""
    if now < confirmed_at + ASKED_AFTER:
        return FRESH
    return DUE if now < confirmed_at + OLD_AFTER else OLD
