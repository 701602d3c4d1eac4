"""The modules of a person's cohorts, and how far the person is with each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.kit.languages import ENGLISH
from app.progress.queries.course import CourseWay
from app.progress.queries.courses import course_of, courses_of, own_courses
from app.progress.queries.on_way import ModuleOnWay
from app.syllabus.models import CourseModule, Step


@dataclass(frozen=True)
class ModulePage:
    """A module on one person's way, and all that is written on its front."""

    course: CourseWay
    module: ModuleOnWay
    written: CourseModule
    # Titles of its steps in the language that was asked for, by key, where there are any.
    titles: Mapping[str, str]


def own_modules(db: Session, person_id: UUID, *, now: datetime) -> Sequence[CourseWay]:
    """The cohorts a person joined, newest first, with their modules. One statement."""
    return own_courses(db, person_id, now=now)


def modules_in(db: Session, enrolment_id: UUID, *, now: datetime) -> CourseWay | None:
    """The modules of one enrolment's cohort; None when there are none. One statement."""
    found = courses_of(db, [enrolment_id], now=now)
    return found[0] if found else None


def module_page(
    db: Session, enrolment_id: UUID, module_key: str, *, now: datetime, language: str = ENGLISH
) -> ModulePage:
    """A module of the cohort's edition on one person's way.

    Two statements; three in another language than English.
    Raises: NotFound when the edition has no such module.
    """
    course = course_of(db, enrolment_id, now=now)
    module = course.module(module_key)
    written = db.get_one(CourseModule, module.id)
    titles = {} if language == ENGLISH else _titles_in(db, module.id, language)
    return ModulePage(course, module, written, titles)


def _titles_in(db: Session, module_id: UUID, language: str) -> dict[str, str]:
    title = Step.translations[(language, "title")].astext
    rows = db.execute(
        select(Step.key, title).where(Step.module_id == module_id, title.is_not(None))
    )
    return dict(rows.all())
