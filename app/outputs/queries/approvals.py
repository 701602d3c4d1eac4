"""Reads of what waits for authors to say yes."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import DateTime, Select, bindparam, func, select, union
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.kit.paging import PAGE_SIZE, Page
from app.outputs.models import (
    Contribution,
    EditionQuote,
    Output,
    OutputEdition,
    Retelling,
    RetoldAnswer,
    Selection,
)
from app.outputs.queries.outputs import authors_were_asked, readable
from app.outputs.queries.voices import LastConsent, Voice, in_force, select_voices, voice_from
from app.outputs.rules.consent import NO, PUBLIC, WAITING, YES
from app.people.models import Person

# Built once: putting it together takes longer than running it.
_IN_REPORTS = (
    select(Selection.output_id)
    .join(Output, Output.id == Selection.output_id)
    .join(Contribution, Contribution.id == Selection.contribution_id)
    .join(Cohort, Cohort.id == Contribution.cohort_id)
    .join(LastConsent, LastConsent.contribution_id == Contribution.id)
    .where(
        Contribution.author_id == bindparam("person"),
        Selection.answer == WAITING,
        authors_were_asked(),
        LastConsent.audience == PUBLIC,
        in_force(bindparam("now", type_=DateTime(timezone=True))),
    )
)
_IN_OTHER_WORDS = (
    select(OutputEdition.output_id)
    .select_from(RetoldAnswer)
    .join(Contribution, Contribution.id == RetoldAnswer.contribution_id)
    .join(Retelling, Retelling.id == RetoldAnswer.retelling_id)
    .join(OutputEdition, OutputEdition.id == Retelling.edition_id)
    .where(
        Contribution.author_id == bindparam("person"),
        RetoldAnswer.answer == WAITING,
        readable(bindparam("now", type_=DateTime(timezone=True))),
    )
)
# In how many reports words of a person wait for their yes, as they gave them or in other words, at
# a time; for a page that asks together.
WAITING_FOR = select(func.count()).select_from(union(_IN_REPORTS, _IN_OTHER_WORDS).subquery())


@dataclass(frozen=True)
class Asked:
    """Somebody's words, chosen for an output, and their answer so far."""

    selection: Selection
    output: Output
    voice: Voice

    @property
    def author_id(self) -> UUID:
        """Who wrote the words."""
        return self.voice.author_id

    @property
    def seen(self) -> str:
        """What a page shows of the words: they and their name, and what stands over them; hashed.

        A page from before the words were moved, or the message over them changed, has another.
        """
        return f"{self.voice.shown_sha256}-{self.selection.beside_sha256}"

    @property
    def has_yes(self) -> bool:
        """Whether the author said yes to exactly what would be shown now."""
        kept = self.selection
        same = kept.shown_sha256 == self.voice.shown_sha256
        counts = self.voice.has_yes_ahead if kept.is_ahead else not self.voice.tells_who
        return kept.answer == YES and same and counts

    @property
    def stays_out(self) -> bool:
        """Whether the author left the words out.

        A wish for a change leaves them out until something is different.
        """
        kept = self.selection
        is_same = kept.shown_sha256 == self.voice.shown_sha256
        return kept.answer == NO and (not kept.wish or is_same)

    @property
    def has_open_wish(self) -> bool:
        """Whether the author would like something to be different, and nobody has answered it."""
        kept = self.selection
        return kept.answer == NO and kept.wish != "" and kept.replied_at is None


@dataclass(frozen=True)
class Use:
    """One edition that shows somebody's words now."""

    contribution_id: UUID
    title: str
    slug: str
    number: int


def select_asked() -> Select[*tuple[Any, ...]]:
    """Selections with the words and the output that they are about, in their order.

    Of outputs whose authors were asked: before that nobody is shown a question, or can answer one.
    """
    return (
        select_voices()
        .join(Selection, Selection.contribution_id == Contribution.id)
        .join(Output, Output.id == Selection.output_id)
        .where(authors_were_asked())
        .add_columns(Selection, Output)
        .order_by(None)
        .order_by(Selection.position, Selection.id)
    )


def read_asked(db: Session, wanted: Select[*tuple[Any, ...]]) -> list[Asked]:
    """The rows of `select_asked`, as they are in the database now. One statement."""
    rows = db.execute(wanted, execution_options={"populate_existing": True})
    return [Asked(row[-2], row[-1], voice_from(row)) for row in rows]


def asked_by_id(db: Session, actor: Person, *, selection_id: UUID) -> Asked | None:
    """One selection; policy decides whether the actor may. One statement."""
    del actor
    found = read_asked(db, select_asked().where(Selection.id == selection_id))
    return found[0] if found else None


def own_asked(db: Session, person_id: UUID, *, now: datetime, page: int) -> Page[Asked]:
    """What an author was asked about, what still waits first. Two statements."""
    mine = (
        select_asked()
        .where(Contribution.author_id == person_id, LastConsent.audience == PUBLIC, in_force(now))
        .order_by(None)
    )
    total = db.scalar(mine.with_only_columns(func.count())) or 0
    waiting_first = mine.order_by(
        (Selection.answer == WAITING).desc(), Selection.asked_at.desc(), Selection.id
    )
    rows = read_asked(db, waiting_first.limit(PAGE_SIZE).offset((page - 1) * PAGE_SIZE))
    return Page(rows, page, total)


def asked_of_output(db: Session, output_id: UUID) -> list[Asked]:
    """Everything that authors were asked about in one output. One statement."""
    return read_asked(db, select_asked().where(Selection.output_id == output_id))


def uses_of(db: Session, contribution_ids: Collection[UUID], *, now: datetime) -> Sequence[Use]:
    """Where words can be read now, newest edition first. One statement."""
    rows = db.execute(
        select(EditionQuote.contribution_id, Output.title, Output.slug, OutputEdition.number)
        .join(OutputEdition, OutputEdition.id == EditionQuote.edition_id)
        .join(Output, Output.id == OutputEdition.output_id)
        .where(EditionQuote.contribution_id.in_(contribution_ids), readable(now))
        .order_by(OutputEdition.published_at.desc(), OutputEdition.id)
    )
    return [Use(*row) for row in rows]
