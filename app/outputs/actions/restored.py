"""Words that were taken back, or allowed to fewer people, after a backup that is brought back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from app.outputs.actions.retire import hold, outputs_with, take_out
from app.outputs.actions.take_back import take_back
from app.outputs.models import Contribution
from app.outputs.queries.voices import voices_by_id

# `{old}` is the schema that is replaced, as it was at its last moment.
CHANGED = """
    SELECT contribution.id FROM contribution
    WHERE EXISTS (
        SELECT FROM {old}.consent AS there
        LEFT JOIN consent ON consent.id = there.id
        WHERE there.contribution_id = contribution.id
          AND (consent.id IS NULL OR consent.withdrawn_at IS DISTINCT FROM there.withdrawn_at)
    ) OR EXISTS (
        SELECT FROM {old}.contribution AS there
        WHERE there.id = contribution.id AND (there.text, there.title, there.slices)
              IS DISTINCT FROM (contribution.text, contribution.title, contribution.slices)
    ) OR EXISTS (
        SELECT FROM {old}.selection AS there
        LEFT JOIN selection ON selection.id = there.id
        WHERE there.contribution_id = contribution.id
          AND (selection.id IS NULL OR selection.answer IS DISTINCT FROM there.answer)
    ) OR EXISTS (
        SELECT FROM {old}.redaction AS there
        LEFT JOIN redaction ON redaction.id = there.id
        WHERE there.contribution_id = contribution.id
          AND (redaction.id IS NULL OR redaction.state IS DISTINCT FROM there.state)
    )
"""
Shown = Mapping[UUID, Sequence[UUID]]


def shown_otherwise(db: Session, old: str) -> Shown:
    """The contributions of which their author said something else since, and the reports with them.

    `old` is the replaced schema as SQL names it. Two statements, and one for each contribution.
    """
    ids = db.scalars(text(CHANGED.format(old=old))).all()
    wanted = select(Contribution).where(Contribution.id.in_(ids))
    return {one.id: outputs_with(db, one) for one in db.scalars(wanted)}


def take_out_again(db: Session, shown: Shown, *, now: datetime) -> int:
    """Take them out of pages, files and drafts of the backup; reports are made again without.

    What was taken back is taken back again. Called once the rows are as they were in the replaced
    database. Returns how many contributions that were.
    """
    hold(db, shown, to_change=True)
    for voice in voices_by_id(db, list(shown)):
        if voice.consent.withdrawn_at is not None:
            take_back(db, voice, now=now)
    for contribution_id, outputs in shown.items():
        take_out(db, outputs, contribution_id=contribution_id, now=now)
    return len(shown)
