"""What waits for an answer: what may not be so any more, and what people would change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.cohorts.models import Enrolment
from app.cohorts.rules import JOINED
from app.participation.models import Asset, AssetSuggestion, OfferedSkill
from app.participation.queries.skills import SkillLine
from app.participation.rules.assets import ASKED_AFTER
from app.people.models import Person

AT_ONCE = 50
"""Rows of each kind on the page, the oldest first; the next come when these are answered."""


@dataclass(frozen=True)
class AssetLine:
    """An asset, who added it, and whether they are in the cohort now."""

    asset: Asset
    added_by: str | None
    is_here: bool


@dataclass(frozen=True)
class Waiting:
    """A suggestion that nobody has answered, and which asset it is about."""

    suggestion: AssetSuggestion
    asset: Asset
    by: str | None


@dataclass(frozen=True)
class Questions:
    """All that waits for the actor, or for the whole cohort."""

    assets: Sequence[AssetLine]
    skills: Sequence[SkillLine]
    suggestions: Sequence[Waiting]

    def __bool__(self) -> bool:
        """Whether anything waits."""
        return bool(self.assets or self.skills or self.suggestions)


def questions_of(db: Session, cohort_id: UUID, person_id: UUID | None, now: datetime) -> Questions:
    """What waits for one person, or with None for those who run the cohort. Three statements."""
    return Questions(
        _assets(db, cohort_id, person_id, now),
        _skills(db, cohort_id, person_id, now),
        _suggestions(db, cohort_id, person_id),
    )


def _assets(
    db: Session, cohort_id: UUID, person_id: UUID | None, now: datetime
) -> Sequence[AssetLine]:
    is_here = (
        select(Enrolment.id)
        .where(
            Enrolment.cohort_id == cohort_id,
            Enrolment.person_id == Asset.added_by_id,
            Enrolment.state == JOINED,
        )
        .exists()
    )
    due = (
        select(Asset, Person.name, is_here)
        .outerjoin(Person, Person.id == Asset.added_by_id)
        .where(
            Asset.cohort_id == cohort_id,
            Asset.gone_at.is_(None),
            Asset.confirmed_at <= now - ASKED_AFTER,
        )
        .order_by(Asset.confirmed_at, Asset.id)
        .limit(AT_ONCE)
    )
    own = due if person_id is None else due.where(Asset.added_by_id == person_id)
    return [AssetLine(*row) for row in db.execute(own)]


def _skills(
    db: Session, cohort_id: UUID, person_id: UUID | None, now: datetime
) -> Sequence[SkillLine]:
    due = (
        select(OfferedSkill, Person.id, Person.name)
        .join(Enrolment, Enrolment.id == OfferedSkill.enrolment_id)
        .join(Person, Person.id == Enrolment.person_id)
        .where(
            Enrolment.cohort_id == cohort_id,
            Enrolment.state == JOINED,
            OfferedSkill.confirmed_at <= now - ASKED_AFTER,
        )
        .order_by(func.lower(Person.name), Person.id, OfferedSkill.id)
        .limit(AT_ONCE)
    )
    own = due if person_id is None else due.where(Enrolment.person_id == person_id)
    return [SkillLine(*row, None) for row in db.execute(own)]


def _suggestions(db: Session, cohort_id: UUID, person_id: UUID | None) -> Sequence[Waiting]:
    waiting = (
        select(AssetSuggestion, Asset, Person.name)
        .join(Asset, Asset.id == AssetSuggestion.asset_id)
        .outerjoin(Person, Person.id == AssetSuggestion.made_by_id)
        .where(Asset.cohort_id == cohort_id, AssetSuggestion.is_done.is_(None))
        .order_by(AssetSuggestion.made_at, AssetSuggestion.id)
        .limit(AT_ONCE)
    )
    own = waiting if person_id is None else waiting.where(Asset.added_by_id == person_id)
    return [Waiting(*row) for row in db.execute(own)]
