"""The pages of a person's own reflective log."""

from __future__ import annotations

from app.reflections.views import drafts, log, versions, writing
from app.reflections.views.blueprint import bp

__all__ = ["bp", "drafts", "log", "versions", "writing"]
