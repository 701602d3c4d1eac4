"""Reads of where somebody's words have been used."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.outputs.models import EditionQuote, Output, OutputEdition, Selection, StoryWord
from app.outputs.queries.approvals import Use, uses_of
from app.outputs.queries.outputs import authors_were_asked
from app.outputs.rules.consent import NO, WAITING


@dataclass(frozen=True)
class PastUse:
    """An edition that showed somebody's words and is taken down: from when to when (UTC)."""

    contribution_id: UUID
    title: str
    number: int
    published_at: datetime | None
    withdrawn_at: datetime | None


@dataclass(frozen=True)
class DraftUse:
    """A draft that somebody's words were chosen for, and what their author said once asked."""

    contribution_id: UUID
    title: str
    selection_id: UUID
    answer: str
    is_ahead: bool
    was_asked: bool

    @property
    def said(self) -> str:
        """What the author said, to them."""
        if not self.was_asked:
            return "it is still being put together, and nobody is asked yet"
        if self.answer == WAITING:
            return "it waits for your answer"
        if self.answer == NO:
            return "you left them out"
        return "you said yes ahead" if self.is_ahead else "you said yes"


@dataclass(frozen=True)
class Uses:
    """Where words are, were, and may come to be."""

    now: Sequence[Use]
    past: Sequence[PastUse]
    drafts: Sequence[DraftUse]
    # Words that lead to a story, newest first, whether they still do or not.
    words: Sequence[StoryWord]


def all_uses(
    db: Session, contribution_ids: Collection[UUID], *, now: datetime
) -> Mapping[UUID, Uses]:
    """Where each of these has been used, newest first. Four statements."""
    shown = uses_of(db, contribution_ids, now=now)
    past = [
        PastUse(*row)
        for row in db.execute(
            select(
                EditionQuote.contribution_id,
                Output.title,
                OutputEdition.number,
                OutputEdition.published_at,
                OutputEdition.withdrawn_at,
            )
            .join(OutputEdition, OutputEdition.id == EditionQuote.edition_id)
            .join(Output, Output.id == OutputEdition.output_id)
            .where(
                EditionQuote.contribution_id.in_(contribution_ids),
                OutputEdition.published_at.is_not(None),
                OutputEdition.withdrawn_at.is_not(None),
            )
            .order_by(OutputEdition.published_at.desc(), OutputEdition.id)
        )
    ]
    drafts = [
        DraftUse(*row)
        for row in db.execute(
            select(
                Selection.contribution_id,
                Output.title,
                Selection.id,
                Selection.answer,
                Selection.is_ahead,
                authors_were_asked(),
            )
            .join(Output, Output.id == Selection.output_id)
            .where(Selection.contribution_id.in_(contribution_ids))
            .order_by(Selection.asked_at.desc(), Selection.id)
        )
    ]
    words = db.scalars(
        select(StoryWord)
        .where(StoryWord.contribution_id.in_(contribution_ids))
        .order_by(StoryWord.made_at.desc(), StoryWord.id.desc())
    ).all()
    return {
        each: Uses(
            [one for one in shown if one.contribution_id == each],
            [one for one in past if one.contribution_id == each],
            [one for one in drafts if one.contribution_id == each],
            [one for one in words if one.contribution_id == each],
        )
        for each in contribution_ids
    }
