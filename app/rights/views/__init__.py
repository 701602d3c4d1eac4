"""The pages on what is kept about people: copies of it, and erasing it."""

from __future__ import annotations

from app.rights.views import leads, own, processing
from app.rights.views.blueprint import bp

__all__ = ["bp", "leads", "own", "processing"]
