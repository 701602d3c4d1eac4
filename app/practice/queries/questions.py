"""What a cohort's plumbline asks, and how the framework's items changed over its editions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import and_, select
from sqlalchemy.orm import Session, aliased

from app.cohorts.models import Cohort
from app.practice.rules.comparing import Asked, FrameworkStep
from app.syllabus.models import Card, FrameworkItem
from app.syllabus.queries.frameworks import all_framework_pages
from app.syllabus.rules.shown import INTRO

SHELF = "plumbline"
DRAFT = "draft"


@dataclass(frozen=True)
class Questions:
    """The questions in the order of the framework, safe HTML over them, and whether drafts."""

    asked: Sequence[Asked]
    intro: str
    is_draft: bool


def questions_of(db: Session, cohort: Cohort) -> Questions:
    """What is asked in a cohort: its course's question for each item of its framework.

    None are there when its course has none, or when it works with no framework. One statement.
    """
    intro = aliased(Card)
    rows = db.execute(
        select(FrameworkItem.key, FrameworkItem.part, FrameworkItem.label, Card.title, intro.data)
        .join(
            Card,
            and_(
                Card.edition_id == cohort.edition_id,
                Card.kind == SHELF,
                Card.key == FrameworkItem.key,
            ),
        )
        .join(
            intro,
            and_(intro.edition_id == cohort.edition_id, intro.kind == SHELF, intro.key == INTRO),
        )
        .where(FrameworkItem.framework_id == cohort.framework_id)
        .order_by(FrameworkItem.position)
    ).all()
    if not rows:
        return Questions([], "", is_draft=True)
    data = rows[0][-1]
    asked = [Asked(item, part, label, ask) for item, part, label, ask, _ in rows]
    return Questions(asked, data["html"], is_draft=data["state"] == DRAFT)


def framework_steps(db: Session) -> list[FrameworkStep]:
    """What became of each item in each edition of the framework. Three statements."""
    return [
        FrameworkStep(
            page.framework.id,
            page.framework.title,
            {key: change.kind for key, change in page.changes.items()},
        )
        for page in all_framework_pages(db)
    ]
