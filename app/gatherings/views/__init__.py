"""The pages of sessions, and the page of a cohort with its next one."""

from __future__ import annotations

from app.gatherings.views import (
    attendance,
    cohort,
    follow_ups,
    planning,
    register_files,
    room,
    sessions,
)
from app.gatherings.views.blueprint import bp

__all__ = [
    "attendance",
    "bp",
    "cohort",
    "follow_ups",
    "planning",
    "register_files",
    "room",
    "sessions",
]
