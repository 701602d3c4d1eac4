"""The tables of people's reflective logs."""

from app.reflections.models.attachments import DESCRIPTION, FILE, NAME, Attachment
from app.reflections.models.cpd import CPD_WORDS, CpdRecord, CpdYear
from app.reflections.models.drafts import DRAFT, ReflectionDraft
from app.reflections.models.entries import (
    BEGINNING,
    TEXT,
    Reflection,
    ReflectionFeature,
    ReflectionVersion,
)
from app.reflections.models.imports import IMPORTED, LogImport
from app.reflections.models.log_openings import REASON, LogOpening, LogOpeningRead
from app.reflections.models.shares import (
    COMMENT,
    PURPOSE,
    Share,
    ShareAttachment,
    ShareComment,
    ShareOpening,
)
from app.reflections.models.spoken import SpokenReflection

__all__ = [
    "BEGINNING",
    "COMMENT",
    "CPD_WORDS",
    "DESCRIPTION",
    "DRAFT",
    "FILE",
    "IMPORTED",
    "NAME",
    "PURPOSE",
    "REASON",
    "TEXT",
    "Attachment",
    "CpdRecord",
    "CpdYear",
    "LogImport",
    "LogOpening",
    "LogOpeningRead",
    "Reflection",
    "ReflectionDraft",
    "ReflectionFeature",
    "ReflectionVersion",
    "Share",
    "ShareAttachment",
    "ShareComment",
    "ShareOpening",
    "SpokenReflection",
]
