"""What people write for themselves, and whom they let read it; every text is sealed."""

from __future__ import annotations

from app.reflections.models.entries import BEGINNING, TEXT, Reflection, ReflectionVersion

__all__ = ["BEGINNING", "TEXT", "Reflection", "ReflectionVersion"]
