"""The pages of sessions, and the page of a cohort with its next one."""

from __future__ import annotations

from app.gatherings.views import (
    attendance,
    calling_off,
    catch_up,
    changes,
    cohort,
    feed,
    follow_ups,
    moves,
    opening,
    planning,
    proposals,
    proposing,
    register_files,
    reminders,
    replies,
    reruns,
    roles,
    room,
    series,
    sessions,
)
from app.gatherings.views.blueprint import bp

__all__ = [
    "attendance",
    "bp",
    "calling_off",
    "catch_up",
    "changes",
    "cohort",
    "feed",
    "follow_ups",
    "moves",
    "opening",
    "planning",
    "proposals",
    "proposing",
    "register_files",
    "reminders",
    "replies",
    "reruns",
    "roles",
    "room",
    "series",
    "sessions",
]
