"""What stands beside the blocks of a published page for those who may know more of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import url_for

from app.kit.paging import PAGE_SIZE
from app.outputs.policy import may_make_outputs
from app.outputs.queries.beside import Margin, margin_of
from app.outputs.queries.public import PublishedEdition
from app.web.context import actor, db

WORDS = "Where this comes from"
# Where what facilitators wrote themselves is kept, and what the way there is called.
OURS = {
    "note": ("outputs.note", "note_id", "In our notes"),
    "message": ("outputs.message", "message_id", "How this message was made"),
    "poll": ("participation.poll", "poll_id", "The vote itself"),
    "indicator": ("practice.indicator", "indicator_id", "What we found, with its sources"),
}


@dataclass(frozen=True)
class Beside:
    """What one reader is shown beside a block; no contribution: facilitators wrote it."""

    source: str
    words: str = WORDS
    contribution_id: UUID | None = None
    is_own: bool = False


def margin_for_reader(found: PublishedEdition) -> dict[int, Beside]:
    """For each block of which the reader may know more, the way there. One statement."""
    margin = margin_of(db(), actor(), found.edition)
    runs_it = may_make_outputs(actor(), margin)
    seen = {block: _ours(margin, *mark) for block, *mark in margin.marks} if runs_it else {}
    for place, (block, of) in enumerate(sorted(margin.places.items())):
        source = _source(margin, found, place) if runs_it else ""
        if source or of in margin.own:
            seen[block] = Beside(source, contribution_id=of, is_own=of in margin.own)
    return seen


def _source(margin: Margin, found: PublishedEdition, place: int) -> str:
    """Where it is told what the words at this place, counted from 0, come from."""
    return url_for(
        "outputs.sources",
        slug=margin.seat.cohort.slug,
        output_id=margin.output_id,
        edition_id=found.edition.id,
        page=place // PAGE_SIZE + 1,
        _anchor=f"w{place + 1}",
    )


def _ours(margin: Margin, kind: str, key: str) -> Beside:
    """The way to the notes, the message, the vote or the indicator that a block stands on."""
    page, name, words = OURS[kind]
    address: dict[str, Any] = {name: key}
    if kind != "poll":
        address["slug"] = margin.seat.cohort.slug
    if kind in ("note", "message"):
        address["output_id"] = str(margin.output_id)
    return Beside(url_for(page, **address), words)
