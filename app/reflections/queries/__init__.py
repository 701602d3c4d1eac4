"""Reads of a person's own reflective log; every statement names the person it reads for."""

from app.reflections.queries.attachments import (
    Attached,
    AttachedFile,
    attached_file,
    attachments_of,
    count_attachments,
    own_attachment,
)
from app.reflections.queries.details import Details, details_in
from app.reflections.queries.drafts import (
    Draft,
    DraftLine,
    draft_begun_here,
    drafts_page,
    entry_of_form,
    newest_drafts,
    own_draft,
)
from app.reflections.queries.entries import (
    Entry,
    Origin,
    SessionOrigin,
    Version,
    VersionLine,
    own_entry,
    own_entry_even_thrown_away,
    versions_of,
)
from app.reflections.queries.log import Log, LogLine, log_page
from app.reflections.queries.origins import WritingSession, writing_session
from app.reflections.queries.prompts import AtBox, Prompts, at_box
from app.reflections.queries.zone import zone_for

__all__ = [
    "AtBox",
    "Attached",
    "AttachedFile",
    "Details",
    "Draft",
    "DraftLine",
    "Entry",
    "Log",
    "LogLine",
    "Origin",
    "Prompts",
    "SessionOrigin",
    "Version",
    "VersionLine",
    "WritingSession",
    "at_box",
    "attached_file",
    "attachments_of",
    "count_attachments",
    "details_in",
    "draft_begun_here",
    "drafts_page",
    "entry_of_form",
    "log_page",
    "newest_drafts",
    "own_attachment",
    "own_draft",
    "own_entry",
    "own_entry_even_thrown_away",
    "versions_of",
    "writing_session",
    "zone_for",
]
