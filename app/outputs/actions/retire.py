"""Taking words out of everything that was made of them, and queueing what must be made again."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import DateTime, cast, delete, or_, select, update
from sqlalchemy.orm import Session

from app.outputs.actions.queueing import make_again
from app.outputs.actions.taken_out import note_taken_out
from app.outputs.models import (
    Consent,
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
from app.outputs.rules.afterwards import BY_AUTHOR, CHANGED, ENDED, TAKEN_BACK
from app.outputs.rules.consent import PUBLIC
from app.outputs.rules.stages import LIVE


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
    db: Session,
    output_ids: Collection[UUID],
    *,
    contribution_id: UUID,
    now: datetime,
    why: str = CHANGED,
) -> None:
    """Take one contribution out of these outputs at once; a constant number of statements.

    That words left a published edition is kept, and its facilitators are told. When their author
    took them back, it is kept of drafts too.
    """
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
    editions = db.scalars(shown).all()
    _withdraw(db, editions, now=now)
    if why == CHANGED and not _may_come_back(db, contribution_id):
        why = BY_AUTHOR
    also = output_ids if why == TAKEN_BACK else ()
    note_taken_out(db, editions, also=also, why=why, now=now)
    make_again(db, output_ids, now=now)


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
        note_taken_out(db, editions, why=ENDED, now=now)
        make_again(db, outputs, now=now)
    return len(outputs)


def _may_come_back(db: Session, contribution_id: UUID) -> bool:
    """Whether the author allows words on a public page now, so that they are asked again."""
    newest = (
        select(Consent.audience)
        .where(Consent.contribution_id == contribution_id)
        .order_by(Consent.given_at.desc(), Consent.id.desc())
        .limit(1)
    )
    return db.scalar(newest) == PUBLIC


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
