"""Queueing what the worker is to make, and to make again."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import case, select, text, update
from sqlalchemy.dialects.postgresql import distinct_on, insert
from sqlalchemy.orm import Session

from app.kit.db import new_id
from app.outputs.models import OutputBuild, OutputEdition
from app.outputs.rules.stages import DONE, DRAFT, FAILED, LIVE, QUEUED

# Whether the edition that a build made was not taken down.
_STANDS = (
    select(OutputEdition.id)
    .where(OutputEdition.build_id == OutputBuild.id, OutputEdition.withdrawn_at.is_(None))
    .exists()
)


def make_again(db: Session, output_ids: Collection[UUID], *, now: datetime) -> None:
    """Empty the drafts of these outputs, start running builds over, and queue what is missing.

    What stood where in them is forgotten, with the hash of each of the words; but for an edition
    that people can still read: without it, nobody would know whose yes its translation needs.
    """
    of_these = OutputBuild.output_id.in_(output_ids)
    db.execute(
        update(OutputBuild)
        .where(of_these, OutputBuild.state.in_((DONE, FAILED)))
        .values(
            document=None,
            work=case((_STANDS, OutputBuild.work), else_=OutputBuild.work.op("-")("places")),
        )
    )
    # A worker that has one of these in its hands finds its claim gone, and lets go.
    db.execute(
        update(OutputBuild)
        .where(of_these, OutputBuild.state.in_(LIVE))
        .values(
            state=QUEUED, stage=0, tries=0, claim=None, claimed_until=None, work={}, document=None
        )
    )
    queue_missing(db, output_ids, now=now)


def queue_missing(db: Session, output_ids: Collection[UUID], *, now: datetime) -> None:
    """Queue a build for each output whose newest draft or edition was taken down.

    A draft comes before an edition, since authors answer in the draft. Two statements.
    """
    newest = db.execute(
        select(
            OutputBuild.output_id,
            OutputBuild.purpose,
            OutputBuild.state,
            OutputBuild.document.is_not(None),
            _STANDS,
        )
        .where(OutputBuild.output_id.in_(output_ids))
        .ext(distinct_on(OutputBuild.output_id, OutputBuild.purpose))
        .order_by(
            OutputBuild.output_id,
            OutputBuild.purpose,
            OutputBuild.created_at.desc(),
            OutputBuild.id.desc(),
        )
    )
    missing: dict[UUID, str] = {}
    # `draft` sorts before `edition`, so the first that is missing is the one to make.
    for output_id, purpose, state, draft_stands, edition_stands in newest:
        there = draft_stands if purpose == DRAFT else edition_stands
        if state == DONE and not there:
            missing.setdefault(output_id, purpose)
    queue_builds(db, missing, asked_by_id=None, now=now)


def queue_builds(
    db: Session, purposes: dict[UUID, str], *, asked_by_id: UUID | None, now: datetime
) -> int:
    """Queue a build for each output that has none waiting or at work; returns how many are new."""
    if not purposes:
        return 0
    rows = [
        {
            "id": new_id(),
            "output_id": output_id,
            "purpose": purpose,
            "asked_by_id": asked_by_id,
            "created_at": now,
        }
        for output_id, purpose in purposes.items()
    ]
    made = db.scalars(
        insert(OutputBuild)
        .values(rows)
        .on_conflict_do_nothing(
            index_elements=["output_id"],
            # Written out: a plan that PostgreSQL keeps cannot match parameters to the index.
            index_where=text("state IN ('queued','working')"),
        )
        .returning(OutputBuild.id)
    )
    return len(made.all())
