"""The people of a cohort whom filters choose."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, case, exists, false, func, or_, select
from sqlalchemy.orm import Session, aliased

from app.cohorts.models import Cohort, Enrolment
from app.gatherings.models import FollowUp
from app.gatherings.rules.follow_ups import OPEN, SNOOZED
from app.insights.rules.filters import FINISHED, NO_PLACE, NOT_BEGUN, ON_THE_WAY, Filters
from app.kit.paging import PAGE_SIZE, Page, nearest_page
from app.kit.seeking import has_in_name
from app.people.models import Person, Place
from app.post.models import Letter
from app.post.rules import BY_HAND
from app.progress.models import Excuse, StepProgress
from app.progress.queries.done_modules import is_told
from app.syllabus.models import CourseModule, Step

_before = aliased(Enrolment)
_moved_here = select(_before.moved_to_id).where(_before.moved_to_id.is_not(None))
_carried_before = case((Enrolment.id.in_(_moved_here), Enrolment.joined_at))
# After the id of the enrolment.
_PERSON = (
    *(Enrolment.person_id, Person.name, Enrolment.role, Enrolment.standing),
    *(Enrolment.state, Person.channel, Place.name, _carried_before),
)


class ChosenPerson(NamedTuple):
    """Somebody of a cohort; `place` is the name of where they come from, if it was said.

    `carried_before`: they were moved here then, in UTC, and what they did before was carried along.
    """

    enrolment_id: UUID
    person_id: UUID
    name: str
    role: str
    standing: str
    state: str
    channel: str
    place: str | None
    carried_before: datetime | None


def people_page(
    db: Session,
    cohort: Cohort,
    filters: Filters,
    number: int,
    *,
    now: datetime,
    sees_follow_ups: bool = False,
) -> Page[ChosenPerson]:
    """The people whom filters choose, fifty at a time; two statements.

    A number outside the list shows its nearest page.
    """
    total = how_many(db, cohort, filters, now=now, sees_follow_ups=sees_follow_ups)
    number = nearest_page(number, total)
    skip = (number - 1) * PAGE_SIZE
    rows = chosen_people(
        *(db, cohort, filters),
        now=now,
        sees_follow_ups=sees_follow_ups,
        first=PAGE_SIZE,
        skip=skip,
    )
    return Page(rows, number, total)


def chosen_people(
    db: Session,
    cohort: Cohort,
    filters: Filters,
    *,
    now: datetime,
    sees_follow_ups: bool = False,
    first: int | None = None,
    skip: int = 0,
) -> Sequence[ChosenPerson]:
    """The people whom filters choose, by name; `first` so many after `skip`. One statement.

    `sees_follow_ups` holds for facilitators of this cohort alone: nobody else learns that
    somebody was missed.
    """
    rows = db.execute(
        choice(cohort, filters, now=now, sees_follow_ups=sees_follow_ups)
        .add_columns(*_PERSON)
        .outerjoin(Place, Place.id == Enrolment.place_id)
        .order_by(func.lower(Person.name), Person.id)
        .limit(first)
        .offset(skip)
    )
    return list(map(ChosenPerson._make, rows))


def person_of(
    db: Session, cohort_id: UUID, enrolment_id: UUID
) -> tuple[Enrolment, ChosenPerson] | None:
    """One person of a cohort and their place in it. One statement."""
    row = db.execute(
        select(Enrolment, *_PERSON)
        .join(Person, Person.id == Enrolment.person_id)
        .outerjoin(Place, Place.id == Enrolment.place_id)
        .where(Enrolment.cohort_id == cohort_id, Enrolment.id == enrolment_id)
    ).one_or_none()
    return (row[0], ChosenPerson(row[0].id, *row[1:])) if row else None


def how_many(
    db: Session, cohort: Cohort, filters: Filters, *, now: datetime, sees_follow_ups: bool = False
) -> int:
    """How many people filters choose. One statement."""
    chosen = choice(cohort, filters, now=now, sees_follow_ups=sees_follow_ups).subquery()
    return db.scalar(select(func.count()).select_from(chosen)) or 0


def choice(
    cohort: Cohort, filters: Filters, *, now: datetime, sees_follow_ups: bool = False
) -> Select[Any]:
    """Asks for the ids of the chosen enrolments; each stands beside its person."""
    chosen = (
        select(Enrolment.id)
        .join(Person, Person.id == Enrolment.person_id)
        .where(Enrolment.cohort_id == cohort.id, *_facts(filters))
    )
    if filters.needs_call:
        missed = _is_followed_up(now) if sees_follow_ups else false()
        chosen = chosen.where(
            or_(Person.channel.in_(sorted(BY_HAND)), _waits_for_call(cohort), missed)
        )
    return _as_far(chosen, cohort, filters) if filters.how_far else chosen


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


def _waits_for_call(cohort: Cohort) -> ColumnElement[bool]:
    """Whether a letter of this cohort is on the list of those to ring or write to."""
    return exists().where(
        Letter.person_id == Enrolment.person_id,
        Letter.cohort_id == cohort.id,
        Letter.state == "listed",
    )


def _is_followed_up(now: datetime) -> ColumnElement[bool]:
    """Whether they were missed and somebody is to ring them, now or since a day that came."""
    is_due = and_(FollowUp.state == SNOOZED, FollowUp.snoozed_until <= now)
    return exists().where(
        FollowUp.enrolment_id == Enrolment.id, or_(FollowUp.state == OPEN, is_due)
    )


def _as_far(chosen: Select[Any], cohort: Cohort, filters: Filters) -> Select[Any]:
    """Those who are so far with the module, or with the whole course. Grouped, not row by row.

    Who opened their own reflection and did no more has not begun: nobody is told of that.
    """
    of_course = [CourseModule.edition_id == cohort.edition_id]
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
        .where(Enrolment.cohort_id == cohort.id, Step.id.in_(steps), is_told())
        .group_by(StepProgress.enrolment_id)
        .subquery()
    )
    spared = _spared(cohort, filters)
    is_finished = and_(total > 0, func.coalesce(way.c.done, 0) + spared >= total)
    how_far = {
        # Of a module that the course does not have, nobody is anywhere.
        NOT_BEGUN: and_(total > 0, way.c.done.is_(None), ~is_finished),
        ON_THE_WAY: and_(way.c.done.is_not(None), ~is_finished),
        FINISHED: is_finished,
    }
    return chosen.outerjoin(way, way.c.enrolment_id == Enrolment.id).where(how_far[filters.how_far])


def _spared(cohort: Cohort, filters: Filters) -> ColumnElement[int]:
    """How many steps are not asked of a person, and not done either."""
    is_done = exists().where(
        StepProgress.enrolment_id == Excuse.enrolment_id,
        StepProgress.step_id == Step.id,
        StepProgress.done_at.is_not(None),
    )
    where = [
        Excuse.enrolment_id == Enrolment.id,
        Excuse.taken_back_at.is_(None),
        CourseModule.edition_id == cohort.edition_id,
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
