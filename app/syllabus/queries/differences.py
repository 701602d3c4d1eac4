"""How loaded editions differ, in words."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.kit.errors import NotFound
from app.syllabus.models import (
    Card,
    CourseModule,
    Edition,
    FrameworkEdition,
    FrameworkItem,
    Step,
)
from app.syllabus.rules.differences import differences
from app.syllabus.rules.shown import (
    ShownCard,
    ShownEdition,
    ShownModule,
    ShownStep,
    opening_in_words,
)


def differences_between(db: Session, before_id: UUID, after_id: UUID) -> list[str]:
    """Each change from one loaded edition to another as a sentence. Eight statements.

    Raises: NotFound.
    """
    return differences(_shown(db, before_id), _shown(db, after_id))


def framework_differences(db: Session, before_id: UUID, after_id: UUID) -> list[str]:
    """Each change from one edition of the framework to another as a sentence. Two statements."""
    old, new = _items(db, before_id), _items(db, after_id)
    gone = [f"'{old[key]}' is not in it." for key in old if key not in new]
    come = [f"'{new[key]}' is new." for key in new if key not in old]
    renamed = [
        f"'{old[key]}' is now called '{new[key]}'."
        for key in new
        if key in old and old[key] != new[key]
    ]
    return [*renamed, *come, *gone]


def _items(db: Session, framework_id: UUID) -> dict[str, str]:
    rows = db.execute(
        select(FrameworkItem.key, FrameworkItem.label)
        .where(FrameworkItem.framework_id == framework_id)
        .order_by(FrameworkItem.position)
    )
    return dict(rows.all())


def _shown(db: Session, edition_id: UUID) -> ShownEdition:
    row = db.execute(
        select(Edition.title, FrameworkEdition.key)
        .outerjoin(FrameworkEdition, FrameworkEdition.id == Edition.framework_id)
        .where(Edition.id == edition_id)
    ).one_or_none()
    if row is None:
        raise NotFound
    of_edition = CourseModule.edition_id == edition_id
    modules = db.scalars(select(CourseModule).where(of_edition).order_by(CourseModule.number))
    steps: dict[UUID, list[ShownStep]] = {}
    for step in db.scalars(
        select(Step).join(CourseModule).where(of_edition).order_by(Step.position)
    ):
        steps.setdefault(step.module_id, []).append(_step(step))
    cards = db.scalars(select(Card).where(Card.edition_id == edition_id).order_by(Card.position))
    return ShownEdition(
        facts={"title": row[0], "framework": row[1]},
        modules=[_module(module, steps.get(module.id, [])) for module in modules],
        cards=[ShownCard(card.kind, card.key, card.title, card.data) for card in cards],
    )


def _module(module: CourseModule, steps: list[ShownStep]) -> ShownModule:
    facts = {
        "title": module.title,
        "summary": module.summary,
        "aims": module.aims,
        "minutes": module.minutes,
        "opens": opening_in_words(module.opens_days, after_session=module.opens_after_session),
        "needs": module.needs,
    }
    return ShownModule(module.key, module.number, module.title, facts, steps)


def _step(step: Step) -> ShownStep:
    facts = {
        "title": step.title,
        "kind": step.kind,
        "minutes": step.minutes,
        "opens": opening_in_words(step.opens_days, after_session=step.opens_after_session),
        "needs": step.needs,
        "done_by": step.done_by,
        **step.data,
    }
    return ShownStep(step.key, step.title, facts, step.html)
