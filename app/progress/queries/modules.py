"""The modules of a person's cohorts, and how far the person is with each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from app.progress.queries.course import CourseWay
from app.progress.queries.courses import course_of, courses_of, own_courses
from app.progress.queries.on_way import ModuleOnWay
from app.syllabus.models import CourseModule


@dataclass(frozen=True)
class ModulePage:
    """A module on one person's way, and all that is written on its front."""

    course: CourseWay
    module: ModuleOnWay
    written: CourseModule


def own_modules(db: Session, person_id: UUID, *, now: datetime) -> Sequence[CourseWay]:
    """The cohorts a person joined, newest first, with their modules. One statement."""
    return own_courses(db, person_id, now=now)


def modules_in(db: Session, enrolment_id: UUID, *, now: datetime) -> CourseWay | None:
    """The modules of one enrolment's cohort; None when there are none. One statement."""
    found = courses_of(db, [enrolment_id], now=now)
    return found[0] if found else None


def module_page(db: Session, enrolment_id: UUID, module_key: str, *, now: datetime) -> ModulePage:
    """A module of the cohort's edition on one person's way. Two statements.

    Raises: NotFound when the edition has no such module.
    """
    course = course_of(db, enrolment_id, now=now)
    module = course.module(module_key)
    written = db.get_one(CourseModule, module.id)
    return ModulePage(course, module, written)
