"""Reads of drafts, as their authors and facilitators see them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.kit.document import Document
from app.outputs.models import OutputBuild
from app.outputs.rules.stages import DONE, DRAFT


def newest_draft(db: Session, output_id: UUID, *, now: datetime) -> OutputBuild | None:
    """The newest finished draft, unless it was emptied or holds words whose last day is over.

    One statement.
    """
    draft = db.scalar(
        select(OutputBuild)
        .where(
            OutputBuild.output_id == output_id,
            OutputBuild.purpose == DRAFT,
            OutputBuild.state == DONE,
        )
        .order_by(OutputBuild.created_at.desc(), OutputBuild.id.desc())
        .limit(1)
    )
    if draft is None or draft.document is None:
        return None
    ends = draft.work.get("shown_until")
    return None if ends and datetime.fromisoformat(ends) <= now else draft


@dataclass(frozen=True)
class Around:
    """A draft, and the block in it that is somebody's own."""

    document: Document
    block: int


def draft_around(
    db: Session, output_id: UUID, contribution_id: UUID, *, now: datetime
) -> Around | None:
    """The draft with the place of one contribution in it, if it is there. One statement."""
    draft = newest_draft(db, output_id, now=now)
    if draft is None or draft.document is None:
        return None
    for place in draft.work.get("places", []):
        if place["contribution"] == str(contribution_id):
            return Around(Document.from_json(draft.document), place["block"])
    return None
