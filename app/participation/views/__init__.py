"""The pages on which a community of learning decides together."""

from __future__ import annotations

from app.participation.views import asking, discussing, entering, polls, stopping, tallies, voting
from app.participation.views.blueprint import bp

__all__ = ["asking", "bp", "discussing", "entering", "polls", "stopping", "tallies", "voting"]
