"""Reads the ways of enrolments through their courses, and what decides when things open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any
from uuid import UUID

from sqlalchemy import Executable, and_, bindparam, exists, false, func, or_, select
from sqlalchemy.dialects.postgresql import aggregate_order_by
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, Enrolment
from app.cohorts.rules import JOINED
from app.kit.errors import NotFound
from app.progress.models import Excuse, SessionEnd, StepProgress, Unlock
from app.progress.queries.course import CourseWay
from app.progress.queries.on_way import ModuleOnWay, StepOnWay
from app.progress.rules import AT_ONCE, ENTRIES, OPEN, Opening
from app.syllabus.models import CourseModule, Step

# The steps of a module as one value: a row for each would cost four times as much to read.
_steps = (
    select(
        func.json_agg(
            aggregate_order_by(
                func.json_build_array(
                    *(Step.id, Step.key, Step.kind, Step.title, Step.minutes),
                    *(Step.opens_days, Step.opens_after_session, Step.needs, Step.done_by),
                    *(StepProgress.visited_at, StepProgress.done_at, StepProgress.done_by_rule),
                    or_(
                        StepProgress.entered_by_id.is_not(None),
                        func.coalesce(StepProgress.evidence.has_key(ENTRIES), false()),
                    ),
                    Excuse.id.is_not(None),
                ),
                Step.position,
            )
        )
    )
    .outerjoin(
        StepProgress,
        and_(StepProgress.step_id == Step.id, StepProgress.enrolment_id == Enrolment.id),
    )
    .outerjoin(
        Excuse,
        and_(
            Excuse.enrolment_id == Enrolment.id,
            Excuse.module_key == CourseModule.key,
            Excuse.step_key == Step.key,
            Excuse.taken_back_at.is_(None),
        ),
    )
    .where(Step.module_id == CourseModule.id)
    .correlate(Enrolment, CourseModule)
    .scalar_subquery()
)
_is_unlocked = (
    exists()
    .where(
        Unlock.cohort_id == Cohort.id,
        Unlock.module_key == CourseModule.key,
        or_(Unlock.enrolment_id.is_(None), Unlock.enrolment_id == Enrolment.id),
    )
    .correlate(Cohort, CourseModule, Enrolment)
)
# Built once: putting these together takes longer than running them.
_COURSE = (
    select(
        *(Enrolment.id, Cohort.id, Enrolment.role),
        *(Cohort.slug, Cohort.name, Cohort.time_zone, Cohort.starts_on),
        *(CourseModule.id, CourseModule.key, CourseModule.number, CourseModule.title),
        *(CourseModule.summary, CourseModule.minutes),
        *(CourseModule.opens_days, CourseModule.opens_after_session, CourseModule.needs),
        *(SessionEnd.ends_at, _is_unlocked, _steps),
    )
    .select_from(Enrolment)
    .join(Cohort, Cohort.id == Enrolment.cohort_id)
    .join(CourseModule, CourseModule.edition_id == Cohort.edition_id)
    .outerjoin(
        SessionEnd,
        and_(SessionEnd.cohort_id == Cohort.id, SessionEnd.module_key == CourseModule.key),
    )
    .order_by(Cohort.starts_on.desc(), Cohort.id, Enrolment.id, CourseModule.number)
)
_OF_SEATS = _COURSE.where(Enrolment.id.in_(bindparam("enrolments", expanding=True)))
_OF_ONE = _COURSE.where(Enrolment.id == bindparam("enrolment"))
_OF_PERSON = _COURSE.where(Enrolment.person_id == bindparam("person"), Enrolment.state == JOINED)
# While somebody writes, the cohort stays on its edition, so that a move carries what was written.
_HELD = _OF_ONE.with_for_update(read=True, of=Cohort)
# How many columns tell of the enrolment and its cohort; a module begins after them.
_WAY = 7


def courses_of(db: Session, enrolment_ids: Sequence[UUID], *, now: datetime) -> list[CourseWay]:
    """The ways of these enrolments, newest cohort first; one without steps is left out.

    One statement.
    """
    return _read(db, _OF_SEATS, {"enrolments": list(enrolment_ids)}, now)


def own_courses(db: Session, person_id: UUID, *, now: datetime) -> list[CourseWay]:
    """The ways of a person through the cohorts they joined, newest first. One statement."""
    return _read(db, _OF_PERSON, {"person": person_id}, now)


def course_of(db: Session, enrolment_id: UUID, *, now: datetime) -> CourseWay:
    """The way of one enrolment. One statement.

    Raises: NotFound when its course has no steps.
    """
    found = _read(db, _OF_ONE, {"enrolment": enrolment_id}, now)
    if not found:
        raise NotFound
    return found[0]


def held_course(db: Session, enrolment_id: UUID, *, now: datetime) -> CourseWay:
    """The same for somebody who writes: until the commit, the cohort moves to no other edition.

    One statement; one more when the cohort has just been moved.
    Raises: NotFound when its course has no steps.
    """
    facts = {"enrolment": enrolment_id}
    # Whoever had to wait for a move finds the modules of neither edition, and looks again.
    found = _read(db, _HELD, facts, now) or _read(db, _HELD, facts, now)
    if not found:
        raise NotFound
    return found[0]


def _read(
    db: Session, statement: Executable, facts: dict[str, Any], now: datetime
) -> list[CourseWay]:
    rows: Iterable[Sequence[Any]] = db.execute(statement, facts)
    return [
        way.seen_at(now)
        for seat, of_seat in groupby(rows, key=lambda row: tuple(row[:_WAY]))
        if (way := CourseWay(*(*seat, tuple(_modules(of_seat))))).modules
    ]


def _modules(rows: Iterable[Sequence[Any]]) -> Iterator[ModuleOnWay]:
    for row in rows:
        id_, key, number, title, summary, minutes, days, after_session, needs = row[_WAY:-3]
        ends_at, is_unlocked, steps = row[-3:]
        if steps is not None:
            opening = _opening(days, after_session, needs)
            read = tuple(map(_step, steps))
            yield ModuleOnWay(
                *(id_, key, number, title, summary, minutes, opening, ends_at, is_unlocked, read),
                has_steps_that_wait=any(step.opening is not AT_ONCE for step in read),
            )


def _step(values: Sequence[Any]) -> StepOnWay:
    days, after_session, needs, done_by, visited_at, done_at = values[5:11]
    # By place: a person's course has many steps, and most pages read them all.
    return StepOnWay._make(
        (
            *values[:5],
            _opening(days, after_session, needs),
            tuple(done_by),
            datetime.fromisoformat(visited_at) if visited_at else None,
            datetime.fromisoformat(done_at) if done_at else None,
            *values[11:],
            OPEN,
        )
    )


def _opening(days: int | None, after_session: bool, needs: Sequence[str]) -> Opening:  # noqa: FBT001 - as the columns come
    if days is None and not after_session and not needs:
        return AT_ONCE
    return Opening(days, after_session, tuple(needs))
