"""Worries: what happens to one, and what stands in the log."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

LONGEST_WORRY = 5000
LONGEST_ABOUT = 200
LONGEST_NOTE = 3000
# What letters that a role is empty are about: no row, so that none says that there is a worry.
EMPTY_ROLES = UUID("6d656e74-6f72-7000-8000-656d70747931")

RAISED = "raised"
OPENED = "opened"
NOTED = "noted"
ESCALATED = "escalated"
TOLD = "told"
CLOSED = "closed"
CHANGES = {
    RAISED: "It came in",
    OPENED: "Opened",
    NOTED: "Noted",
    ESCALATED: "Went to the deputy",
    TOLD: "The person concerned was told",
    CLOSED: "Closed",
}
# How a worry came in.
BY_PAGE = "page"
BY_PHONE = "phone"
# Whom it is about.
MYSELF = "myself"
SOMEBODY = "somebody"
CONCERNS = {MYSELF: "Myself", SOMEBODY: "Somebody else"}
# What the person concerned is told.
UNSAFE = "unsafe"


def days_waited(since: datetime, now: datetime) -> int:
    """How many whole days something has waited; none when a clock was put back."""
    return max(0, (now - since).days)
