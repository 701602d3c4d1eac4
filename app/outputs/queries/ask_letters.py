"""Whom to tell of what came of a report, and what there is to tell."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Date, cast, func, select, union
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.outputs.models import (
    Ask,
    AskAnswer,
    Contribution,
    EditionQuote,
    Output,
    OutputEdition,
)
from app.outputs.queries.outputs import readable
from app.outputs.rules.asks import AGAIN
from app.people.models import Person


@dataclass(frozen=True)
class AnswerTold:
    """One answer, with what was asked."""

    kind: str
    asked: str
    by_whom: str
    said: str


@dataclass(frozen=True)
class OutputTold:
    """What came of one report on each day, by the cohort's own days."""

    title: str
    slug: str
    cohort: str
    answers: dict[date, list[AnswerTold]] = field(default_factory=dict)


def people_to_tell(
    db: Session, output_ids: Collection[UUID], *, now: datetime
) -> dict[tuple[UUID, UUID], str]:
    """Those whose words can be read in a report, and who proposed what it asks, with their names.

    One statement.
    """
    authors = (
        select(OutputEdition.output_id, Contribution.author_id.label("person_id"))
        .join(EditionQuote, EditionQuote.edition_id == OutputEdition.id)
        .join(Contribution, Contribution.id == EditionQuote.contribution_id)
        .where(OutputEdition.output_id.in_(output_ids), readable(now))
    )
    proposers = select(Ask.output_id, Ask.proposed_by_id.label("person_id")).where(
        Ask.output_id.in_(output_ids), Ask.proposed_by_id.is_not(None), Ask.asked_on.is_not(None)
    )
    both = union(authors, proposers).subquery()
    rows = db.execute(
        select(both.c.output_id, both.c.person_id, Person.name).join(
            Person, Person.id == both.c.person_id
        )
    )
    return {(row[0], row[1]): row[2] for row in rows}


def answers_told(db: Session, output_ids: Collection[UUID]) -> dict[UUID, OutputTold]:
    """What came of these reports, with what was taken down left out. One statement."""
    day = cast(func.timezone(Cohort.time_zone, AskAnswer.entered_at), Date)
    rows = db.execute(
        select(
            *(Output.id, Output.title, Output.slug, Cohort.name, day),
            *(AskAnswer.kind, Ask.text, AskAnswer.by_whom, AskAnswer.text),
        )
        .join(Ask, Ask.id == AskAnswer.ask_id)
        .join(Output, Output.id == Ask.output_id)
        .join(Cohort, Cohort.id == Output.cohort_id)
        .where(
            Output.id.in_(output_ids),
            AskAnswer.kind != AGAIN,
            AskAnswer.taken_down_at.is_(None),
        )
        .order_by(AskAnswer.on_day, AskAnswer.entered_at, AskAnswer.id)
    )
    found: dict[UUID, OutputTold] = {}
    for output_id, title, slug, cohort, on, *said in rows:
        told = found.setdefault(output_id, OutputTold(title, slug, cohort))
        told.answers.setdefault(on, []).append(AnswerTold(*said))
    return found
