"""Pages of a person's own records of learning (CPD)."""

from __future__ import annotations

from app.reflections.views.cpd import exports, records, statement

__all__ = ["exports", "records", "statement"]
