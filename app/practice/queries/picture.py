"""A cohort's numbers as its people may see them: only of those who want theirs counted."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.practice.models import Plumbline, PlumblineLook, PlumblineScore
from app.practice.queries.plumblines import look_from
from app.practice.queries.questions import framework_steps
from app.practice.rules.comparing import FrameworkStep
from app.practice.rules.picture import DoneLook, Picture, pictures_of


def cohort_pictures(db: Session, cohort_id: UUID) -> list[Picture]:
    """The pictures of a cohort; one statement, however many people there are.

    Three more when its people were asked in different editions of the framework.
    """
    return pictures_by_cohort(db, [cohort_id])[cohort_id]


def pictures_by_cohort(db: Session, cohort_ids: Sequence[UUID]) -> dict[UUID, list[Picture]]:
    """The same of several cohorts, each by itself, for as many statements."""
    scores = (
        select(func.jsonb_object_agg(PlumblineScore.item_key, PlumblineScore.score))
        .where(PlumblineScore.look_id == PlumblineLook.id)
        .scalar_subquery()
    )
    rows = db.execute(
        select(Plumbline.cohort_id, Plumbline.person_id, PlumblineLook, scores)
        .join(PlumblineLook, PlumblineLook.plumbline_id == Plumbline.id)
        .where(
            Plumbline.cohort_id.in_(cohort_ids),
            Plumbline.is_counted,
            PlumblineLook.done_at.is_not(None),
        )
        .order_by(PlumblineLook.done_at, PlumblineLook.id)
    ).all()
    people: dict[UUID, dict[UUID, dict[str, DoneLook]]] = {one: {} for one in cohort_ids}
    for cohort_id, person_id, row, given in rows:
        looks = people[cohort_id].setdefault(person_id, {})
        looks[row.moment] = DoneLook(look_from(row, given or {}), row.done_at)
    story: Sequence[FrameworkStep] = ()
    if len({row.framework_id for _, _, row, _ in rows}) > 1:
        story = framework_steps(db)
    return {one: pictures_of(list(found.values()), story) for one, found in people.items()}
