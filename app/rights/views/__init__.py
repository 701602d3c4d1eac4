"""The pages on what is kept about people: copies of it, erasing it, and the record of deeds."""

from __future__ import annotations

from app.rights.views import (
    keeping,
    leads,
    merging,
    own,
    processing,
    record,
    retention,
    same_person,
)
from app.rights.views.blueprint import bp

__all__ = [
    "bp",
    "keeping",
    "leads",
    "merging",
    "own",
    "processing",
    "record",
    "retention",
    "same_person",
]
