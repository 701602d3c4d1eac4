"""What letters of the outputs room need to know when they leave, or are planned."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, select
from sqlalchemy.orm import Session, aliased

from app.cohorts.models import Cohort, Enrolment
from app.cohorts.rules import FACILITATOR, JOINED
from app.outputs.models import (
    Contribution,
    EditionQuote,
    Output,
    OutputEdition,
    Selection,
    TakenOut,
)
from app.outputs.queries.outputs import authors_were_asked, readable
from app.outputs.queries.voices import LastConsent, in_force
from app.outputs.rules.consent import PUBLIC, WAITING
from app.people.models import Person


@dataclass(frozen=True)
class Author:
    """Somebody whose words a letter is about, with the report and the group.

    `until` is the last day for an answer; `shares_phone`: others have the same number.
    """

    person_id: UUID
    name: str
    title: str
    cohort: str
    until: date | None
    shares_phone: bool


@dataclass(frozen=True)
class Wish:
    """A wish for a change that somebody answered; `asks`: it was made, and waits for a yes."""

    author: Author
    asks: bool


@dataclass(frozen=True)
class Shown:
    """Somebody whose words stand in an edition, or who runs the group of one."""

    name: str
    title: str
    cohort: str
    slug: str
    cohort_slug: str
    output_id: UUID
    numbers: Sequence[int]


def _shares_phone() -> ColumnElement[bool]:
    sharing = aliased(Person)
    same = and_(sharing.phone == Person.phone, sharing.id != Person.id)
    return select(sharing.id).where(same).correlate(Person).exists()


def _authors() -> Select[UUID, UUID, str, str, str, date | None, bool]:
    return (
        select(
            Selection.id,
            *(Person.id, Person.name, Output.title, Cohort.name, Output.answers_until),
            _shares_phone(),
        )
        .join(Output, Output.id == Selection.output_id)
        .join(Cohort, Cohort.id == Output.cohort_id)
        .join(Contribution, Contribution.id == Selection.contribution_id)
        .join(LastConsent, LastConsent.contribution_id == Contribution.id)
        .join(Person, Person.id == Contribution.author_id)
    )


def waits(now: datetime) -> ColumnElement[bool]:
    """The condition that words wait for an answer that their author was asked for and can give."""
    return and_(
        Selection.answer == WAITING,
        authors_were_asked(),
        LastConsent.audience == PUBLIC,
        in_force(now),
    )


def waiting_authors(
    db: Session, output_ids: Collection[UUID], *, now: datetime
) -> Mapping[tuple[UUID, UUID], Author]:
    """Whom outputs still wait for, by output and person. One statement."""
    rows = db.execute(
        _authors().add_columns(Output.id).where(Output.id.in_(output_ids), waits(now))
    )
    return {(row[-1], row[1]): Author(*row[1:-1]) for row in rows}


def answered_wishes(db: Session, selection_ids: Collection[UUID]) -> Mapping[UUID, Wish]:
    """Wishes that were answered, by the selection. One statement."""
    rows = db.execute(
        _authors()
        .add_columns(Selection.answer == WAITING)
        .where(Selection.id.in_(selection_ids), Selection.replied_at.is_not(None))
    )
    return {row[0]: Wish(Author(*row[1:-1]), row[-1]) for row in rows}


def authors_shown(
    db: Session, edition_ids: Collection[UUID], *, now: datetime
) -> Mapping[tuple[UUID, UUID], Shown]:
    """Whose words stand in editions that can be read now, by edition and person. One statement."""
    rows = db.execute(
        select(
            *(OutputEdition.id, Person.id, Person.name, Output.title, Cohort.name, Output.slug),
            *(Cohort.slug, Output.id, OutputEdition.number),
        )
        .join(Output, Output.id == OutputEdition.output_id)
        .join(Cohort, Cohort.id == Output.cohort_id)
        .join(EditionQuote, EditionQuote.edition_id == OutputEdition.id)
        .join(Contribution, Contribution.id == EditionQuote.contribution_id)
        .join(Person, Person.id == Contribution.author_id)
        .where(OutputEdition.id.in_(edition_ids), readable(now))
    )
    return {(row[0], row[1]): Shown(*row[2:-1], [row[-1]]) for row in rows}


def runners_of_taken_out(
    db: Session, event_ids: Collection[UUID]
) -> Mapping[tuple[UUID, UUID], Shown]:
    """Who runs the groups of editions that were taken down, by event and person. One statement."""
    rows = db.execute(
        select(
            *(TakenOut.id, Person.id, Person.name, Output.title, Cohort.name, Output.slug),
            *(Cohort.slug, Output.id, TakenOut.editions),
        )
        .join(Output, Output.id == TakenOut.output_id)
        .join(Cohort, Cohort.id == Output.cohort_id)
        .join(Enrolment, Enrolment.cohort_id == Cohort.id)
        .join(Person, Person.id == Enrolment.person_id)
        .where(
            TakenOut.id.in_(event_ids),
            Enrolment.role == FACILITATOR,
            Enrolment.state == JOINED,
        )
    )
    return {(row[0], row[1]): Shown(*row[2:]) for row in rows}


def newly_shown(db: Session, edition: OutputEdition) -> Sequence[UUID]:
    """The people whose words stand in an edition and in none that was published before it.

    One statement.
    """
    before, other = aliased(EditionQuote), aliased(Contribution)
    told = (
        select(other.author_id)
        .join(before, before.contribution_id == other.id)
        .join(OutputEdition, OutputEdition.id == before.edition_id)
        .where(
            OutputEdition.output_id == edition.output_id,
            OutputEdition.published_at.is_not(None),
            OutputEdition.id != edition.id,
        )
    )
    return db.scalars(
        select(Contribution.author_id)
        .join(EditionQuote, EditionQuote.contribution_id == Contribution.id)
        .where(EditionQuote.edition_id == edition.id, Contribution.author_id.not_in(told))
        .distinct()
    ).all()
