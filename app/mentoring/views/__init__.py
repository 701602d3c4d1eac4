"""The pages of peer mentoring."""

from __future__ import annotations

from app.mentoring.views import (
    check_ins,
    choices,
    coordination,
    finance,
    first_page,
    goals,
    happenings,
    hours,
    meetings,
    notebook,
    offers,
    pairing,
    people,
    profiles,
    recognition,
    run_lines,
    runs,
    safeguarding,
    worries,
)
from app.mentoring.views.blueprint import bp

__all__ = [
    "bp",
    "check_ins",
    "choices",
    "coordination",
    "finance",
    "first_page",
    "goals",
    "happenings",
    "hours",
    "meetings",
    "notebook",
    "offers",
    "pairing",
    "people",
    "profiles",
    "recognition",
    "run_lines",
    "runs",
    "safeguarding",
    "worries",
]
