"""The pages of people's ways through modules, and of what opens them."""

from __future__ import annotations

from app.progress.views import (
    checks,
    learning,
    moving,
    moving_people,
    opening,
    packs,
    paper,
    pictures,
    sheets,
)
from app.progress.views.blueprint import bp

__all__ = [
    "bp",
    "checks",
    "learning",
    "moving",
    "moving_people",
    "opening",
    "packs",
    "paper",
    "pictures",
    "sheets",
]
