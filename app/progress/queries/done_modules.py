"""Which modules people began and finished, as far as others may know; never to be shown as such."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Select,
    Subquery,
    and_,
    case,
    exists,
    false,
    func,
    null,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, Enrolment
from app.cohorts.rules import JOINED, PARTICIPANT
from app.progress.models import Excuse, StepProgress, Unlock
from app.progress.rules import REFLECTION
from app.progress.rules.done import DoneModules
from app.syllabus.models import CourseModule, Step


def done_modules(db: Session, which: ColumnElement[bool]) -> dict[UUID, DoneModules]:
    """What each participant began, finished and had opened, by enrolment. One statement.

    `which` chooses the enrolments; only modules of their cohort's edition count. A step that is
    not asked of somebody stands as if they had done it.
    """
    these = and_(which, Enrolment.role == PARTICIPANT, Enrolment.state == JOINED)
    each, unlocked = _each(these), _unlocked(these)
    totals = select(Step.module_id, func.count().label("steps")).group_by(Step.module_id).subquery()
    listed = func.array_agg(CourseModule.key)
    rows = db.execute(
        select(
            *(
                Enrolment.id,
                listed.filter(each.c.begun),
                listed.filter(each.c.settled >= totals.c.steps),
            ),
            *(unlocked.c.opened, func.max(each.c.last_at)),
        )
        .select_from(Enrolment)
        .outerjoin(each, each.c.enrolment_id == Enrolment.id)
        .outerjoin(CourseModule, CourseModule.id == each.c.module_id)
        .outerjoin(totals, totals.c.module_id == each.c.module_id)
        .outerjoin(unlocked, unlocked.c.enrolment_id == Enrolment.id)
        .where(these)
        .group_by(Enrolment.id, unlocked.c.opened)
    )
    return {
        one: DoneModules(_keys(begun), _keys(finished), _keys(opened), last_at)
        for one, begun, finished, opened, last_at in rows
    }


def _keys(listed: Iterable[str] | None) -> frozenset[str]:
    return frozenset(listed or ())


def is_told() -> ColumnElement[bool]:
    """Whether others may know of what is kept: of a reflection, nothing but that it is done."""
    return or_(StepProgress.done_at.is_not(None), Step.kind != REFLECTION)


def _each(these: ColumnElement[bool]) -> Subquery:
    """A row for each person and module of their edition with which they did something."""
    seen_at = case((Step.kind == REFLECTION, StepProgress.done_at), else_=StepProgress.visited_at)
    did = _of_people(
        these,
        *(
            func.count(StepProgress.done_at).label("settled"),
            func.bool_or(is_told()).label("begun"),
        ),
        func.max(seen_at).label("last_at"),
    ).join(StepProgress, _own_step())
    is_done = exists().where(_own_step(), StepProgress.done_at.is_not(None))
    excused = and_(
        Excuse.enrolment_id == Enrolment.id,
        Excuse.module_key == CourseModule.key,
        Excuse.step_key == Step.key,
        Excuse.taken_back_at.is_(None),
    )
    spared = _of_people(these, func.count(), false(), null()).join(Excuse, excused).where(~is_done)
    both = union_all(did, spared).subquery()
    return (
        select(
            *(both.c.enrolment_id, both.c.module_id, func.sum(both.c.settled).label("settled")),
            *(func.bool_or(both.c.begun).label("begun"), func.max(both.c.last_at).label("last_at")),
        )
        .group_by(both.c.enrolment_id, both.c.module_id)
        .subquery()
    )


def _of_people(these: ColumnElement[bool], *columns: ColumnElement[Any]) -> Select[Any]:
    """The steps of these people's editions, by person and module."""
    return (
        select(Enrolment.id.label("enrolment_id"), Step.module_id.label("module_id"), *columns)
        .select_from(Enrolment)
        .join(Cohort, Cohort.id == Enrolment.cohort_id)
        .join(CourseModule, CourseModule.edition_id == Cohort.edition_id)
        .join(Step, Step.module_id == CourseModule.id)
        .where(these)
        .group_by(Enrolment.id, Step.module_id)
    )


def _own_step() -> ColumnElement[bool]:
    return and_(StepProgress.step_id == Step.id, StepProgress.enrolment_id == Enrolment.id)


def _unlocked(these: ColumnElement[bool]) -> Subquery:
    """The modules that were opened early for one of these people alone."""
    return (
        select(Unlock.enrolment_id, func.array_agg(Unlock.module_key).label("opened"))
        .join(Enrolment, Enrolment.id == Unlock.enrolment_id)
        .where(these)
        .group_by(Unlock.enrolment_id)
        .subquery()
    )
