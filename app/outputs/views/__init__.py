"""Pages for authors, facilitators and readers."""

from app.outputs.views import (
    approvals,
    contributions,
    desk,
    edition_files,
    feeds,
    library,
    offering,
    pictures,
    public,
    readings,
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
    "library",
    "offering",
    "pictures",
    "public",
    "readings",
    "sources",
    "waiting",
]
