"""Which enrolments of a cohort filters choose."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    DateTime,
    Select,
    Uuid,
    and_,
    bindparam,
    exists,
    false,
    func,
    or_,
    select,
)

from app.cohorts.models import Cohort, Enrolment
from app.gatherings.models import FollowUp
from app.gatherings.rules.follow_ups import OPEN, SNOOZED
from app.insights.rules.filters import FINISHED, NO_PLACE, NOT_BEGUN, ON_THE_WAY, Filters
from app.kit.seeking import has_in_name
from app.people.models import Person
from app.post.models import Letter
from app.post.rules import BY_HAND
from app.progress.models import Excuse, StepProgress
from app.progress.queries.done_modules import is_told
from app.syllabus.models import CourseModule, Step

# What a choice is told when it is asked.
_COHORT = bindparam("cohort", type_=Uuid)
_EDITION = bindparam("edition", type_=Uuid)
_NOW = bindparam("now", type_=DateTime(timezone=True))
# Whether a letter of this cohort is on the list of those to ring or write to.
_WAITS_FOR_CALL = exists().where(
    Letter.person_id == Enrolment.person_id,
    Letter.cohort_id == _COHORT,
    Letter.state == "listed",
)
# Whether they were missed and somebody is to ring them, now or since a day that came.
_IS_FOLLOWED_UP = exists().where(
    FollowUp.enrolment_id == Enrolment.id,
    or_(
        FollowUp.state == OPEN,
        and_(FollowUp.state == SNOOZED, FollowUp.snoozed_until <= _NOW),
    ),
)


def facts_of(cohort: Cohort, now: datetime) -> dict[str, Any]:
    """What a choice has to be told when it is asked."""
    return {"cohort": cohort.id, "edition": cohort.edition_id, "now": now}


def choice(filters: Filters, *, sees_follow_ups: bool = False) -> Select[Any]:
    """Asks for the ids of the chosen enrolments; each stands beside its person."""
    chosen = (
        select(Enrolment.id)
        .join(Person, Person.id == Enrolment.person_id)
        .where(Enrolment.cohort_id == _COHORT, *_facts(filters))
    )
    if filters.needs_call:
        missed = _IS_FOLLOWED_UP if sees_follow_ups else false()
        chosen = chosen.where(or_(Person.channel.in_(sorted(BY_HAND)), _WAITS_FOR_CALL, missed))
    return _as_far(chosen, filters) if filters.how_far else chosen


def _facts(filters: Filters) -> list[ColumnElement[bool]]:
    where = list[ColumnElement[bool]]()
    if filters.place:
        of_place = None if filters.place == NO_PLACE else UUID(filters.place)
        where.append(Enrolment.place_id.is_not_distinct_from(of_place))
    if filters.standing:
        where.append(Enrolment.standing == filters.standing)
    if filters.role:
        where.append(Enrolment.role == filters.role)
    if filters.state:
        where.append(Enrolment.state == filters.state)
    if filters.name:
        where.append(has_in_name(Person.name, filters.name))
    return where


def _as_far(chosen: Select[Any], filters: Filters) -> Select[Any]:
    """Those who are so far with the module, or with the whole course. Grouped, not row by row.

    Who opened their own reflection and did no more has not begun: nobody is told of that.
    """
    of_course = [CourseModule.edition_id == _EDITION]
    if filters.module:
        of_course.append(CourseModule.key == filters.module)
    steps = select(Step.id).join(CourseModule, CourseModule.id == Step.module_id).where(*of_course)
    total = select(func.count()).select_from(steps.subquery()).scalar_subquery()
    way = (
        select(
            StepProgress.enrolment_id,
            func.count(StepProgress.done_at).label("done"),
        )
        .join(Enrolment, Enrolment.id == StepProgress.enrolment_id)
        .join(Step, Step.id == StepProgress.step_id)
        .where(Enrolment.cohort_id == _COHORT, Step.id.in_(steps), is_told())
        .group_by(StepProgress.enrolment_id)
        .subquery()
    )
    spared = _spared(filters)
    is_finished = and_(total > 0, func.coalesce(way.c.done, 0) + spared >= total)
    how_far = {
        # Of a module that the course does not have, nobody is anywhere.
        NOT_BEGUN: and_(total > 0, way.c.done.is_(None), ~is_finished),
        ON_THE_WAY: and_(way.c.done.is_not(None), ~is_finished),
        FINISHED: is_finished,
    }
    return chosen.outerjoin(way, way.c.enrolment_id == Enrolment.id).where(how_far[filters.how_far])


def _spared(filters: Filters) -> ColumnElement[int]:
    """How many steps are not asked of a person, and not done either."""
    is_done = exists().where(
        StepProgress.enrolment_id == Excuse.enrolment_id,
        StepProgress.step_id == Step.id,
        StepProgress.done_at.is_not(None),
    )
    where = [
        Excuse.enrolment_id == Enrolment.id,
        Excuse.taken_back_at.is_(None),
        CourseModule.edition_id == _EDITION,
        ~is_done,
    ]
    if filters.module:
        where.append(CourseModule.key == filters.module)
    return (
        select(func.count())
        .select_from(Excuse)
        .join(CourseModule, CourseModule.key == Excuse.module_key)
        .join(Step, and_(Step.module_id == CourseModule.id, Step.key == Excuse.step_key))
        .where(*where)
        .correlate(Enrolment)
        .scalar_subquery()
    )
