"""The pages of peer mentoring."""

from __future__ import annotations

from app.mentoring.views import (
    choices,
    first_page,
    happenings,
    hours,
    meetings,
    pairing,
    people,
    profiles,
    run_lines,
    runs,
    safeguarding,
    worries,
)
from app.mentoring.views.blueprint import bp

__all__ = [
    "bp",
    "choices",
    "first_page",
    "happenings",
    "hours",
    "meetings",
    "pairing",
    "people",
    "profiles",
    "run_lines",
    "runs",
    "safeguarding",
    "worries",
]
