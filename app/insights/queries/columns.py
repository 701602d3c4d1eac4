"""The modules and steps of a cohort's course, as the columns of its grid."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, bindparam, exists, func, literal, select
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.cohorts.models import Cohort
from app.progress.models import SessionEnd, Unlock
from app.progress.queries.doors import DoorFacts
from app.progress.queries.waiting import WaitingStep
from app.progress.rules import REFLECTION, Opening
from app.syllabus.models import CourseModule, Step


@dataclass(frozen=True, slots=True)
class StepColumn:
    """A step: its place in its module from 1, and what opens it."""

    id: UUID
    number: int
    kind: str
    facts: WaitingStep

    @property
    def key(self) -> str:
        """Its key."""
        return self.facts.key

    @property
    def title(self) -> str:
        """What it is called."""
        return self.facts.title

    @property
    def is_private(self) -> bool:
        """Whether nothing is told of it but that it is done."""
        return self.kind == REFLECTION


@dataclass(frozen=True, slots=True)
class ModuleColumns:
    """A module, what opens it, and its steps; `first` is the place of its first among all."""

    facts: DoorFacts
    steps: tuple[StepColumn, ...]
    first: int

    @property
    def span(self) -> slice:
        """Where its cells stand in a row."""
        return slice(self.first, self.first + len(self.steps))


def _unless_empty(needs: InstrumentedAttribute[list[Any]]) -> ColumnElement[list[Any] | None]:
    """Most need nothing, and to read an empty list costs as much as one that says something."""
    return func.nullif(needs, literal([], JSONB), type_=JSONB)


_FOR_ALL = exists().where(
    Unlock.cohort_id == bindparam("cohort"),
    Unlock.module_key == CourseModule.key,
    Unlock.enrolment_id.is_(None),
)
_COLUMNS = (
    select(
        *(CourseModule.key, CourseModule.number, CourseModule.title),
        *(
            CourseModule.opens_days,
            CourseModule.opens_after_session,
            _unless_empty(CourseModule.needs),
        ),
        *(SessionEnd.ends_at, _FOR_ALL),
        *(Step.id, Step.kind, Step.key, Step.title),
        *(Step.opens_days, Step.opens_after_session, _unless_empty(Step.needs)),
    )
    .join(Step, Step.module_id == CourseModule.id)
    .outerjoin(
        SessionEnd,
        and_(
            SessionEnd.cohort_id == bindparam("cohort"), SessionEnd.module_key == CourseModule.key
        ),
    )
    .where(CourseModule.edition_id == bindparam("edition"))
    .order_by(CourseModule.number, Step.position)
)


def columns_of(db: Session, cohort: Cohort) -> list[ModuleColumns]:
    """Every module with its steps, in order. One statement."""
    rows = db.execute(_COLUMNS, {"cohort": cohort.id, "edition": cohort.edition_id})
    found = list[ModuleColumns]()
    first = 0
    for _, group in groupby(rows, key=lambda row: row[0]):
        steps = list(group)
        key, number, title, days, after, needs, ends_at, is_unlocked = steps[0][:8]
        facts = DoorFacts(key, number, title, _opening(days, after, needs), ends_at, is_unlocked)
        found.append(ModuleColumns(facts, tuple(_steps(key, steps)), first))
        first += len(steps)
    return found


def _steps(module_key: str, rows: Sequence[Sequence[Any]]) -> list[StepColumn]:
    found = []
    for number, row in enumerate(rows, start=1):
        id_, kind, key, title, *opening = row[8:]
        found.append(
            StepColumn(id_, number, kind, WaitingStep(module_key, key, title, _opening(*opening)))
        )
    return found


def _opening(days: int | None, after_session: bool, needs: Sequence[str] | None) -> Opening:  # noqa: FBT001 - as the columns come
    return Opening(days, after_session, tuple(needs or ()))
