"""The pages about a cohort's letters: to bring, to come, gone, and what they say."""

from __future__ import annotations

from app.correspondence.views import calls, letters, openings
from app.correspondence.views.blueprint import bp

__all__ = ["bp", "calls", "letters", "openings"]
