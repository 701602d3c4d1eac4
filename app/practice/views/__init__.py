"""The pages of the practice room."""

from __future__ import annotations

from app.practice.views import looking, plumblines
from app.practice.views.blueprint import bp

__all__ = ["bp", "looking", "plumblines"]
