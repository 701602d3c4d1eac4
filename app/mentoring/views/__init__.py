"""The pages of peer mentoring."""

from __future__ import annotations

from app.mentoring.views import (
    first_page,
    happenings,
    hours,
    meetings,
    pairing,
    safeguarding,
    worries,
)
from app.mentoring.views.blueprint import bp

__all__ = [
    "bp",
    "first_page",
    "happenings",
    "hours",
    "meetings",
    "pairing",
    "safeguarding",
    "worries",
]
