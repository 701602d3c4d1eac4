"""Where a cohort is, where it may move, and what that would change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from sqlalchemy import Subquery, and_, func, select
from sqlalchemy.orm import Session, aliased

from app.cohorts.models import Cohort
from app.people.models import Person
from app.progress.errors import EditionUnknown
from app.progress.models import CohortMove
from app.syllabus.models import CourseModule, Edition, FrameworkEdition, Step
from app.syllabus.queries import (
    all_editions,
    all_frameworks,
    differences_between,
    framework_differences,
)

# More than these nobody looks for.
MOST_PAST = 20
E = TypeVar("E", Edition, FrameworkEdition)


@dataclass(frozen=True)
class PastMove:
    """A move that was made; `by` is a name, and None when the person is gone."""

    at: datetime
    by: str | None
    before: str
    after: str


@dataclass(frozen=True)
class MovePlan:
    """A move that could be made: what changes, and what becomes of steps that people did.

    `kept` steps are in both editions, `gone` ones only in the present, `come` only in the other.
    """

    edition: Edition
    framework: FrameworkEdition | None
    changes: list[str]
    framework_changes: list[str]
    kept: int
    gone: int
    come: int
    is_a_move: bool


@dataclass(frozen=True)
class MovePage:
    """The edition and framework of a cohort, what there is to choose from, and past moves."""

    edition: Edition
    framework: FrameworkEdition | None
    editions: Sequence[Edition]
    frameworks: Sequence[FrameworkEdition]
    past: Sequence[PastMove]
    plan: MovePlan | None = None


def move_page(
    db: Session, cohort: Cohort, *, edition_key: str = "", framework_key: str = ""
) -> MovePage:
    """Where the cohort is, and with an edition's key what a move there would change.

    Without a framework's key it is the one of that edition. At most fourteen statements.
    Raises: EditionUnknown.
    """
    editions, frameworks = all_editions(db), all_frameworks(db)
    by_id = {one.id: one for one in frameworks}
    here = next(one for one in editions if one.id == cohort.edition_id)
    editions = [one for one in editions if one.is_published or one is here]
    framework = by_id[cohort.framework_id] if cohort.framework_id else None
    plan = None
    if edition_key:
        edition = _chosen(editions, edition_key)
        chosen = _chosen(frameworks, framework_key) if framework_key else None
        own = by_id[edition.framework_id] if edition.framework_id else None
        plan = _plan(db, cohort, edition, chosen or own)
    return MovePage(here, framework, editions, frameworks, _past(db, cohort), plan)


def _chosen(choices: Sequence[E], key: str) -> E:
    """The choice with this key.

    Raises: EditionUnknown.
    """
    for one in choices:
        if one.key == key:
            return one
    raise EditionUnknown


def _plan(
    db: Session, cohort: Cohort, edition: Edition, framework: FrameworkEdition | None
) -> MovePlan:
    before, after = cohort.framework_id, framework.id if framework else None
    is_other_edition = edition.id != cohort.edition_id
    kept, gone, come = _steps(db, cohort.edition_id, edition.id) if is_other_edition else (0, 0, 0)
    return MovePlan(
        edition=edition,
        framework=framework,
        changes=differences_between(db, cohort.edition_id, edition.id) if is_other_edition else [],
        framework_changes=(
            framework_differences(db, before, after) if before and after and before != after else []
        ),
        kept=kept,
        gone=gone,
        come=come,
        is_a_move=is_other_edition or before != after,
    )


def _steps(db: Session, before: UUID, after: UUID) -> tuple[int, int, int]:
    """How many steps are in both editions, only in the first, and only in the second."""

    def keys(edition_id: UUID) -> Subquery:
        return (
            select(CourseModule.key.label("module"), Step.key.label("step"))
            .join(Step, Step.module_id == CourseModule.id)
            .where(CourseModule.edition_id == edition_id)
            .subquery()
        )

    old, new = keys(before), keys(after)
    both = and_(old.c.module == new.c.module, old.c.step == new.c.step)
    everything = func.count()
    row = db.execute(
        select(
            everything.filter(old.c.step.is_not(None), new.c.step.is_not(None)),
            everything.filter(new.c.step.is_(None)),
            everything.filter(old.c.step.is_(None)),
        ).select_from(old.join(new, both, full=True))
    ).one()
    return row[0], row[1], row[2]


def _past(db: Session, cohort: Cohort) -> list[PastMove]:
    """The moves of a cohort, newest first."""
    before, after = aliased(Edition), aliased(Edition)
    rows = db.execute(
        select(CohortMove.moved_at, Person.name, before.title, after.title)
        .join(before, before.id == CohortMove.from_edition_id)
        .join(after, after.id == CohortMove.to_edition_id)
        .outerjoin(Person, Person.id == CohortMove.moved_by_id)
        .where(CohortMove.cohort_id == cohort.id)
        .order_by(CohortMove.id.desc())
        .limit(MOST_PAST)
    )
    return [PastMove(*row) for row in rows]
