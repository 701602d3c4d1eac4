"""The pages of sessions, and the page of a cohort with its next one."""

from __future__ import annotations

from app.gatherings.views import (
    attendance,
    catch_up,
    cohort,
    feed,
    follow_ups,
    opening,
    planning,
    proposals,
    register_files,
    reminders,
    reruns,
    room,
    series,
    sessions,
)
from app.gatherings.views.blueprint import bp

__all__ = [
    "attendance",
    "bp",
    "catch_up",
    "cohort",
    "feed",
    "follow_ups",
    "opening",
    "planning",
    "proposals",
    "register_files",
    "reminders",
    "reruns",
    "room",
    "series",
    "sessions",
]
