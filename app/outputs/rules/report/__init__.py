"""Writes a report of what is known: by key message, by priority, or as a digest of a session."""

from __future__ import annotations

from app.outputs.rules.report.facts import (
    LookedAt,
    Message,
    Note,
    Priority,
    Report,
    ShownLook,
    Told,
    Votes,
)
from app.outputs.rules.report.figures import (
    ModuleCount,
    draw_blocks,
    draw_chart,
    people_behind,
)
from app.outputs.rules.report.sheet import Mark
from app.outputs.rules.report.whole import Written, write_report

__all__ = [
    "LookedAt",
    "Mark",
    "Message",
    "ModuleCount",
    "Note",
    "Priority",
    "Report",
    "ShownLook",
    "Told",
    "Votes",
    "Written",
    "draw_blocks",
    "draw_chart",
    "people_behind",
    "write_report",
]
