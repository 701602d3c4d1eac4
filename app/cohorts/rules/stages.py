"""How far somebody's way into a cohort is: their state, and what became of the letter."""

from __future__ import annotations

from app.cohorts.rules import (
    ASKED,
    DECLINED,
    JOINED,
    LEFT,
    OFFERED,
    WAITING,
    WITHDRAWN,
)

TO_SEND = "to_send"
LISTED = "listed"
SENT = "sent"
NOT_ARRIVED = "not_arrived"
OPENED = "opened"

# Not a stage: people at any of them to whom a letter of late did not come.
UNREACHED = "unreached"

# In the order of the page: what needs somebody first.
STAGES = {
    ASKED: "Ask to join",
    NOT_ARRIVED: "Invitation did not arrive",
    LISTED: "On your list to ring or write to",
    TO_SEND: "Letter waits to be sent",
    SENT: "Letter sent, no answer yet",
    OPENED: "Opened the link, no answer yet",
    OFFERED: "Have a seat kept for them",
    WAITING: "In line for a seat",
    JOINED: "Joined",
    DECLINED: "Said no thanks",
    WITHDRAWN: "Taken off the list",
    LEFT: "Left",
}
