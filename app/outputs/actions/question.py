"""Asking authors to look at their words in place: one letter each, however many words."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.outputs.errors import AlreadyBuilding
from app.outputs.errors.making import DraftIsOld, DraftNeeded, NobodyToAsk
from app.outputs.letters import APPROVAL, PLACED
from app.outputs.models import Output, Selection
from app.outputs.queries.approvals import Asked
from app.outputs.queries.outputs import standing_of
from app.outputs.queries.waiting import authors_to_ask
from app.outputs.rules.consent import WAITING
from app.people.models import Person
from app.post.actions.plan import NewLetter, plan_letters

# The first letters about an output; those of a later draft bear the id of its build.
FIRST = "first"


def ask_authors(db: Session, actor: Person, output: Output, *, now: datetime) -> None:
    """Ask the authors of the words in a draft, now that a facilitator says so; twice is as once.

    Each gets one letter about all words that wait, and another about those with a yes ahead, which
    says where they stand. From then on each draft asks about what is new or has changed in it. At
    most nine statements.
    Raises: AlreadyBuilding, DraftNeeded, DraftIsOld, NobodyToAsk.
    """
    # Policy says who may, and it is not kept who did.
    del actor
    # A draft whose words are being noted is waited for; one that is noted later finds them asked.
    kept = db.scalars(
        select(Output)
        .where(Output.id == output.id)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    ).one()
    if kept.asked_authors_at is not None:
        return
    standing = standing_of(db, kept.id)
    if standing.live is not None:
        raise AlreadyBuilding
    if not standing.has_draft:
        raise DraftNeeded
    if standing.is_old(kept):
        raise DraftIsOld
    found = authors_to_ask(db, kept.id, now=now)
    if not found.number:
        raise NobodyToAsk
    kept.asked_authors_at = now
    db.flush()
    db.execute(
        update(Selection)
        .where(Selection.output_id == kept.id, Selection.answer == WAITING)
        .values(asked_at=now)
    )
    write_to(db, kept, found.waiting, occurrence=FIRST, now=now)
    write_to(db, kept, found.ahead, occurrence=FIRST, now=now, kind=PLACED)


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
