"""Reads of a person's own reflective log; every statement names the person it reads for."""

from app.reflections.queries.details import Details, details_in
from app.reflections.queries.entries import (
    Entry,
    Origin,
    Version,
    VersionLine,
    own_entry,
    versions_of,
)
from app.reflections.queries.log import Log, LogLine, log_page
from app.reflections.queries.zone import zone_for

__all__ = [
    "Details",
    "Entry",
    "Log",
    "LogLine",
    "Origin",
    "Version",
    "VersionLine",
    "details_in",
    "log_page",
    "own_entry",
    "versions_of",
    "zone_for",
]
