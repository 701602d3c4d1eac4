"""Web pages about helpers."""

from __future__ import annotations

from app.helping.views import helping, own, setting_up
from app.helping.views.blueprint import bp

__all__ = ["bp", "helping", "own", "setting_up"]
