"""Asking authors to look at their words in place: one letter each, however many words."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from app.outputs.letters import APPROVAL
from app.outputs.models import Output
from app.outputs.queries.approvals import Asked
from app.post.actions.plan import NewLetter, plan_letters


def ask_again(
    db: Session, output: Output, asked: Sequence[Asked], *, occurrence: str, now: datetime
) -> None:
    """Forget answers to something that has changed since, and ask their authors anew."""
    for one in asked:
        one.selection.ask(one.voice.shown_sha256, now)
    db.flush()
    write_to(db, output, {one.author_id for one in asked}, occurrence=occurrence, now=now)


def write_to(
    db: Session,
    output: Output,
    authors: Collection[UUID],
    *,
    occurrence: str,
    now: datetime,
    kind: str = APPROVAL,
) -> None:
    """Plan one letter to each author; it is not sent when nothing waits for them any more.

    `kind` is another one for those who are told where their words stand, and need not answer.
    """
    plan_letters(
        db,
        [
            NewLetter(
                person_id=author,
                kind=kind,
                about_id=output.id,
                due_at=now,
                occurrence=occurrence,
                cohort_id=output.cohort_id,
            )
            for author in sorted(authors)
        ],
        now=now,
    )
