"""Taking words out of everything that was made of them, and queueing what must be made again."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import DateTime, cast, delete, or_, select, text, update
from sqlalchemy.dialects.postgresql import distinct_on, insert
from sqlalchemy.orm import Session

from app.kit.db import new_id
from app.outputs.models import (
    Contribution,
    EditionPicture,
    EditionQuote,
    LibraryEntry,
    Output,
    OutputBuild,
    OutputEdition,
    OutputFile,
    Selection,
)
from app.outputs.rules.stages import DONE, DRAFT, FAILED, LIVE, QUEUED


def hold(db: Session, contribution_ids: Collection[UUID], *, to_change: bool = False) -> None:
    """Keep contributions as they are until this transaction ends.

    Whoever uses words holds them shared, whoever takes them back holds them alone; so words
    cannot be taken back between a look at their consent and the page made from it. Always the
    first lock of a transaction. One statement.
    """
    wanted = select(Contribution.id).where(Contribution.id.in_(contribution_ids))
    db.execute(wanted.order_by(Contribution.id).with_for_update(read=not to_change)).all()


def outputs_with(db: Session, contribution: Contribution) -> Sequence[UUID]:
    """The outputs that hold these words, or may be taking them up right now. One statement."""
    asked = select(Selection.id).where(
        Selection.output_id == Output.id, Selection.contribution_id == contribution.id
    )
    shown = (
        select(EditionQuote.edition_id)
        .join(OutputEdition, OutputEdition.id == EditionQuote.edition_id)
        .where(
            OutputEdition.output_id == Output.id, EditionQuote.contribution_id == contribution.id
        )
    )
    live = select(OutputBuild.id).where(
        OutputBuild.output_id == Output.id, OutputBuild.state.in_(LIVE)
    )
    wanted = select(Output.id).where(
        Output.cohort_id == contribution.cohort_id,
        or_(asked.exists(), shown.exists(), live.exists()),
    )
    return db.scalars(wanted).all()


def take_out(
    db: Session, output_ids: Collection[UUID], *, contribution_id: UUID, now: datetime
) -> None:
    """Take one contribution out of these outputs at once; a constant number of statements."""
    shown = (
        select(OutputEdition)
        .join(EditionQuote, EditionQuote.edition_id == OutputEdition.id)
        .where(
            EditionQuote.contribution_id == contribution_id,
            OutputEdition.output_id.in_(output_ids),
            OutputEdition.withdrawn_at.is_(None),
        )
        .order_by(OutputEdition.id)
        .with_for_update(of=OutputEdition)
        .execution_options(populate_existing=True)
    )
    _withdraw(db, db.scalars(shown).all(), now=now)
    _make_again(db, output_ids, now=now)


def retire_run_out(db: Session, *, now: datetime) -> int:
    """Take down what holds words whose last day is over; returns how many outputs that touched."""
    editions = db.scalars(
        select(OutputEdition)
        .where(OutputEdition.shown_until <= now, OutputEdition.withdrawn_at.is_(None))
        .order_by(OutputEdition.id)
        .with_for_update(skip_locked=True)
    ).all()
    ends = cast(OutputBuild.work["shown_until"].astext, DateTime(timezone=True))
    drafts = db.scalars(
        select(OutputBuild.output_id).where(OutputBuild.document.is_not(None), ends <= now)
    ).all()
    outputs = {edition.output_id for edition in editions} | set(drafts)
    if outputs:
        _withdraw(db, editions, now=now)
        _make_again(db, outputs, now=now)
    return len(outputs)


def queue_missing(db: Session, output_ids: Collection[UUID], *, now: datetime) -> None:
    """Queue a build for each output whose newest draft or edition was taken down.

    A draft comes before an edition, since authors answer in the draft. Two statements.
    """
    stands = (
        select(OutputEdition.id)
        .where(OutputEdition.build_id == OutputBuild.id, OutputEdition.withdrawn_at.is_(None))
        .exists()
    )
    newest = db.execute(
        select(
            OutputBuild.output_id,
            OutputBuild.purpose,
            OutputBuild.state,
            OutputBuild.document.is_not(None),
            stands,
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


def _withdraw(db: Session, editions: Sequence[OutputEdition], *, now: datetime) -> None:
    """Empty editions that people could read; those that nobody could read vanish."""
    published = [edition.id for edition in editions if edition.published_at is not None]
    waiting = [edition.id for edition in editions if edition.published_at is None]
    db.execute(delete(OutputEdition).where(OutputEdition.id.in_(waiting)))
    for made in (OutputFile, EditionPicture, LibraryEntry):
        db.execute(delete(made).where(made.edition_id.in_(published)))
    db.execute(
        update(OutputEdition)
        .where(OutputEdition.id.in_(published))
        .values(withdrawn_at=now, document=None, manifest=None)
    )


def _make_again(db: Session, output_ids: Collection[UUID], *, now: datetime) -> None:
    """Empty the drafts of these outputs, start running builds over, and queue what is missing."""
    of_these = OutputBuild.output_id.in_(output_ids)
    db.execute(
        update(OutputBuild)
        .where(of_these, OutputBuild.state.in_((DONE, FAILED)))
        .values(document=None)
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
