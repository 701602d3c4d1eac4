"""The pages of a person's own reflective log, and of what they share from it."""

from __future__ import annotations

from app.reflections.views import (
    attachments,
    cpd,
    drafts,
    exports,
    log,
    log_openings,
    opened_log,
    shared,
    shares,
    spoken,
    versions,
    writing,
)
from app.reflections.views.blueprint import bp

__all__ = [
    "attachments",
    "bp",
    "cpd",
    "drafts",
    "exports",
    "log",
    "log_openings",
    "opened_log",
    "shared",
    "shares",
    "spoken",
    "versions",
    "writing",
]
