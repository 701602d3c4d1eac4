"""Web pages about certificates."""

from __future__ import annotations

from app.certificates.views import badges, checking, cohort, learning, one, own
from app.certificates.views.blueprint import bp

__all__ = ["badges", "bp", "checking", "cohort", "learning", "one", "own"]
