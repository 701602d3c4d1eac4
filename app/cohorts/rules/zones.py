"""The time zones to choose from for a cohort."""

from __future__ import annotations

from app.kit.zones import zones

__all__ = ["zones"]
