"""You said, we did: asking for a change to a page, and what came of it."""

from __future__ import annotations

from app.suggestions.views import answering, asking, entering, listing
from app.suggestions.views.blueprint import bp

__all__ = ["answering", "asking", "bp", "entering", "listing"]
