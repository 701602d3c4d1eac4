"""The pages for whoever runs cohorts: who needs them, and how far people are."""

from __future__ import annotations

from app.insights.views import (
    easing,
    messages,
    needs,
    needs_of_one,
    programme,
    progress,
    progress_files,
)
from app.insights.views.blueprint import bp

__all__ = [
    "bp",
    "easing",
    "messages",
    "needs",
    "needs_of_one",
    "programme",
    "progress",
    "progress_files",
]
