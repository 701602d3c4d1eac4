"""How a need stands once somebody acted on it, and the words and limits of a contact."""

from __future__ import annotations

OPEN = "open"
SNOOZED = "snoozed"
DONE = "done"
STATES = (OPEN, SNOOZED, DONE)

# How two people were in touch.
HOWS = {
    "call": "We spoke on the phone",
    "met": "We met",
    "text": "By text message",
    "email": "By e-mail",
    "letter": "By letter",
    "message": "I left a message",
}
# What is to become of the needs that were chosen.
NEXTS = {
    DONE: "It is done",
    SNOOZED: "Look at it again on a day",
    OPEN: "Keep it on the list",
}
LONGEST_WORDS = 1000
# A day farther away than this is a slip of the pen.
MOST_DAYS = 366
# How far back a contact can be entered.
MOST_DAYS_AGO = 92

SHOWS = {"open": "Waiting", "snoozed": "Put off", "done": "Done"}
OWNERS = {"all": "Everybody", "mine": "Those I look after", "nobody": "Nobody looks after them"}
