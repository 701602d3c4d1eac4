"""What an author may say to their words in place, and in which way it reached us."""

from __future__ import annotations

from datetime import date, timedelta

from app.outputs.rules.consent import NO, YES

# How a facilitator read somebody's words back to them.
WAYS = {"phone": "By phone", "in_person": "In person", "paper": "On paper, sent back"}
# How the record tells it, after who did it.
SAID = {"phone": "by phone", "in_person": "in person", "paper": "on paper"}
# Ways of an author's own, without signing in.
BY_LINK = "link"
# How long the link of a text opens the words that it is about.
LINK_LASTS = timedelta(days=14)
# What a facilitator is offered as the time for answers: long enough for one by post.
ANSWERS_TAKE = timedelta(days=14)
BY_TEXT = "text"
# Left out until something is different; left out, and back into the draft to be asked anew.
CHANGE = "change"
AGAIN = "again"
# Somebody would like to hear their words from whoever runs the group.
READ = "read"
ANSWERS = (YES, NO, CHANGE, AGAIN)
LONGEST_WISH = 500
# How many days before the last day for answers one reminder goes.
DAYS_BEFORE = 3


def clean_wish(text: str) -> str | None:
    """What somebody would like to be different, on one line; None when it is empty or too long."""
    wish = " ".join(text.split())
    return wish if 0 < len(wish) <= LONGEST_WISH else None


def is_near(until: date | None, today: date) -> bool:
    """Whether the last day for answers is today, or so near that a reminder is due."""
    return until is not None and 0 <= (until - today).days <= DAYS_BEFORE
