"""The tables of people's reflective logs."""

from app.reflections.models.cpd import CPD_WORDS, CpdRecord, CpdYear
from app.reflections.models.drafts import DRAFT, ReflectionDraft
from app.reflections.models.entries import (
    BEGINNING,
    TEXT,
    Reflection,
    ReflectionFeature,
    ReflectionVersion,
)
from app.reflections.models.log_openings import REASON, LogOpening, LogOpeningRead
from app.reflections.models.shares import COMMENT, PURPOSE, Share, ShareComment, ShareOpening

__all__ = [
    "BEGINNING",
    "COMMENT",
    "CPD_WORDS",
    "DRAFT",
    "PURPOSE",
    "REASON",
    "TEXT",
    "CpdRecord",
    "CpdYear",
    "LogOpening",
    "LogOpeningRead",
    "Reflection",
    "ReflectionDraft",
    "ReflectionFeature",
    "ReflectionVersion",
    "Share",
    "ShareComment",
    "ShareOpening",
]
