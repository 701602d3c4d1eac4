"""What letters to whoever gave words need to know when they leave."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import literal, select
from sqlalchemy.orm import Session, aliased

from app.cohorts.models import Cohort
from app.outputs.models import Contribution, Output, Selection
from app.outputs.queries.letters import Shown
from app.outputs.queries.voices import LastConsent, in_force
from app.outputs.rules.consent import PUBLIC
from app.people.models import Person


@dataclass(frozen=True)
class ToldAuthor:
    """Somebody for whom words were written down: by whom, and in which group."""

    person_id: UUID
    name: str
    by: str
    cohort: str


def authors_placed(
    db: Session, output_ids: Collection[UUID], *, now: datetime
) -> Mapping[tuple[UUID, UUID], Shown]:
    """Whose words a yes ahead put into drafts, by output and person. One statement."""
    rows = db.execute(
        select(
            *(Output.id, Person.id, Person.name, Output.title, Cohort.name, Output.slug),
            *(Cohort.slug, literal(None)),
        )
        .join(Selection, Selection.output_id == Output.id)
        .join(Cohort, Cohort.id == Output.cohort_id)
        .join(Contribution, Contribution.id == Selection.contribution_id)
        .join(LastConsent, LastConsent.contribution_id == Contribution.id)
        .join(Person, Person.id == Contribution.author_id)
        .where(
            Output.id.in_(output_ids),
            Selection.is_ahead,
            LastConsent.audience == PUBLIC,
            in_force(now),
        )
    )
    return {(row[0], row[1]): Shown(*row[2:-1], row[0], []) for row in rows}


def told_authors(db: Session, contribution_ids: Collection[UUID]) -> Mapping[UUID, ToldAuthor]:
    """For whom words were written down that they have not taken back. One statement."""
    teller = aliased(Person)
    rows = db.execute(
        select(Contribution.id, Person.id, Person.name, teller.name, Cohort.name)
        .join(Person, Person.id == Contribution.author_id)
        .join(teller, teller.id == Contribution.told_by_id)
        .join(Cohort, Cohort.id == Contribution.cohort_id)
        .join(LastConsent, LastConsent.contribution_id == Contribution.id)
        .where(Contribution.id.in_(contribution_ids), LastConsent.withdrawn_at.is_(None))
    )
    return {row[0]: ToldAuthor(*row[1:]) for row in rows}
