"""A cohort's numbers as its people may see them: only of those who want theirs counted."""

from __future__ import annotations

from collections import defaultdict
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
    scores = (
        select(func.jsonb_object_agg(PlumblineScore.item_key, PlumblineScore.score))
        .where(PlumblineScore.look_id == PlumblineLook.id)
        .scalar_subquery()
    )
    rows = db.execute(
        select(Plumbline.person_id, PlumblineLook, scores)
        .join(PlumblineLook, PlumblineLook.plumbline_id == Plumbline.id)
        .where(
            Plumbline.cohort_id == cohort_id,
            Plumbline.is_counted,
            PlumblineLook.done_at.is_not(None),
        )
        .order_by(PlumblineLook.done_at, PlumblineLook.id)
    ).all()
    people: dict[UUID, dict[str, DoneLook]] = defaultdict(dict)
    for person_id, row, given in rows:
        people[person_id][row.moment] = DoneLook(look_from(row, given or {}), row.done_at)
    story: Sequence[FrameworkStep] = ()
    if len({row.framework_id for _, row, _ in rows}) > 1:
        story = framework_steps(db)
    return pictures_of(list(people.values()), story)
