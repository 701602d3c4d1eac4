"""Pages for authors, facilitators and readers."""

from app.outputs.views import (
    approvals,
    contributions,
    desk,
    edition_files,
    feeds,
    grouping,
    library,
    messages,
    notes,
    offering,
    own_redactions,
    pictures,
    public,
    readings,
    redacting,
    sources,
    waiting,
)
from app.outputs.views.blueprint import bp

__all__ = [
    "approvals",
    "bp",
    "contributions",
    "desk",
    "edition_files",
    "feeds",
    "grouping",
    "library",
    "messages",
    "notes",
    "offering",
    "own_redactions",
    "pictures",
    "public",
    "readings",
    "redacting",
    "sources",
    "waiting",
]
