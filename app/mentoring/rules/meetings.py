"""Meetings of a pair: their states, and what a plan may hold."""

from __future__ import annotations

from datetime import date, timedelta

PLANNED = "planned"
HAPPENED = "happened"
CANCELLED = "cancelled"
# It was planned, its time came, and the two did not meet.
MISSED = "missed"

# In which way somebody told that they met: on a page, by text, in their own voice or on paper.
PAGE = "page"
TEXT = "text"
CALL = "call"
PAPER = "paper"
# What a coordinator may enter for somebody, and what the choice says.
ENTERED = {CALL: "They told me, by phone or face to face", PAPER: "They told me on paper"}

SHORTEST, LONGEST = 5, 480
LONGEST_PLACE = 300
# Farther ahead than this is a slip of the pen, and so is something so long ago.
FARTHEST = timedelta(days=366)
LONG_AGO = timedelta(days=366)

# How long before a meeting its people are reminded, by the words of the rules of sessions.
REMINDERS = ("day_before", "two_hours_before")


def is_good_day(day: date, today: date) -> bool:
    """Whether a meeting can have happened on this day: today, or in the year before."""
    return today - LONG_AGO <= day <= today
