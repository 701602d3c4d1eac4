"""The pages of a person's own reflective log, and of what its author lets others read."""

from __future__ import annotations

from app.reflections.views import (
    attachments,
    cpd,
    details,
    drafts,
    exports,
    features,
    finding,
    imports,
    locker,
    log,
    log_openings,
    offline,
    opened_log,
    shared,
    shares,
    spoken,
    thrown_away,
    versions,
    writing,
)
from app.reflections.views.blueprint import bp

__all__ = [
    "attachments",
    "bp",
    "cpd",
    "details",
    "drafts",
    "exports",
    "features",
    "finding",
    "imports",
    "locker",
    "log",
    "log_openings",
    "offline",
    "opened_log",
    "shared",
    "shares",
    "spoken",
    "thrown_away",
    "versions",
    "writing",
]
