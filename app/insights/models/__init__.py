"""Tables of what facilitators did about what they saw."""

from __future__ import annotations

from app.insights.models.messages import GroupMessage
from app.insights.models.needs import KeptNeed, NeedChange, NeedContact

__all__ = ["GroupMessage", "KeptNeed", "NeedChange", "NeedContact"]
