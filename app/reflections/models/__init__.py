"""The tables of people's reflective logs."""

from app.reflections.models.drafts import DRAFT, ReflectionDraft
from app.reflections.models.entries import (
    BEGINNING,
    TEXT,
    Reflection,
    ReflectionFeature,
    ReflectionVersion,
)

__all__ = [
    "BEGINNING",
    "DRAFT",
    "TEXT",
    "Reflection",
    "ReflectionDraft",
    "ReflectionFeature",
    "ReflectionVersion",
]
