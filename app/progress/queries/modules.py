"""The modules of a person's cohorts, and how far the person is with each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, Enrolment
from app.cohorts.rules import JOINED
from app.progress.models import StepProgress
from app.syllabus.models import CourseModule, Step


@dataclass(frozen=True)
class ModuleWay:
    """A module and how many of its steps one person has done."""

    key: str
    number: int
    title: str
    summary: str
    minutes: int
    total: int
    done: int
    opened: int

    @property
    def is_finished(self) -> bool:
        """Whether every step is done."""
        return self.done == self.total

    @property
    def has_begun(self) -> bool:
        """Whether any step was opened."""
        return self.opened > 0


@dataclass(frozen=True)
class CohortModules:
    """A cohort that a person joined, with the modules of its edition in order."""

    enrolment_id: UUID
    slug: str
    name: str
    modules: list[ModuleWay]


def own_modules(db: Session, person_id: UUID) -> Sequence[CohortModules]:
    """The cohorts a person joined, newest first, with their modules. One statement."""
    return _modules(db, Enrolment.person_id == person_id)


def modules_in(db: Session, enrolment_id: UUID) -> CohortModules | None:
    """The modules of one enrolment's cohort; None when it is not joined. One statement."""
    found = _modules(db, Enrolment.id == enrolment_id)
    return found[0] if found else None


def _modules(db: Session, whose: ColumnElement[bool]) -> list[CohortModules]:
    own = and_(StepProgress.step_id == Step.id, StepProgress.enrolment_id == Enrolment.id)
    rows: Iterable[Sequence[Any]] = db.execute(
        select(
            *(Enrolment.id, Cohort.slug, Cohort.name),
            *(CourseModule.key, CourseModule.number, CourseModule.title),
            *(CourseModule.summary, CourseModule.minutes),
            func.count(Step.id),
            func.count(StepProgress.done_at),
            func.count(StepProgress.id),
        )
        .join(Cohort, Cohort.id == Enrolment.cohort_id)
        .join(CourseModule, CourseModule.edition_id == Cohort.edition_id)
        .join(Step, Step.module_id == CourseModule.id)
        .outerjoin(StepProgress, own)
        .where(whose, Enrolment.state == JOINED)
        .group_by(Enrolment.id, Cohort.id, CourseModule.id)
        .order_by(Cohort.starts_on.desc(), Cohort.id, CourseModule.number)
    )
    return [
        CohortModules(*(*cohort, [ModuleWay(*row[3:]) for row in of_cohort]))
        for cohort, of_cohort in groupby(rows, key=lambda row: tuple(row[:3]))
    ]
