"""The people of a cohort whom filters choose."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Select, Text, case, cast, func, select
from sqlalchemy.orm import Session, aliased

from app.cohorts.models import Cohort, Enrolment
from app.insights.queries.choice import choice, facts_of
from app.insights.rules.filters import EVERYBODY, Filters
from app.kit.paging import PAGE_SIZE, Page, nearest_page
from app.people.models import Person, Place

_before = aliased(Enrolment)
_moved_here = select(_before.moved_to_id).where(_before.moved_to_id.is_not(None))
_carried_before = case((Enrolment.id.in_(_moved_here), Enrolment.joined_at))
# After the id of the enrolment.
_PERSON = (
    *(Enrolment.person_id, Person.name, Enrolment.role, Enrolment.standing),
    *(Enrolment.state, Person.channel, Place.name, _carried_before),
)
_IN_GRID = (cast(Enrolment.id, Text), Person.name, Enrolment.role, _carried_before)
_BY_NAME = (func.lower(Person.name), Person.id)


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

    @property
    def in_grid(self) -> GridPerson:
        """What the grid needs of them."""
        return GridPerson(str(self.enrolment_id), self.name, self.role, self.carried_before)


class GridPerson(NamedTuple):
    """Somebody of a cohort, as the grid needs them: the id of their enrolment is in words."""

    key: str
    name: str
    role: str
    carried_before: datetime | None


def chosen_people(
    db: Session,
    cohort: Cohort,
    filters: Filters,
    *,
    now: datetime,
    sees_follow_ups: bool = False,
) -> Sequence[ChosenPerson]:
    """The people whom filters choose, by name. One statement.

    `sees_follow_ups` holds for facilitators of this cohort alone: nobody else learns that
    somebody was missed.
    """
    rows = db.execute(
        choice(filters, sees_follow_ups=sees_follow_ups)
        .add_columns(*_PERSON)
        .outerjoin(Place, Place.id == Enrolment.place_id)
        .order_by(*_BY_NAME),
        facts_of(cohort, now),
    )
    return list(map(ChosenPerson._make, rows))


def grid_people(
    db: Session, cohort: Cohort, filters: Filters, *, now: datetime, sees_follow_ups: bool = False
) -> Sequence[GridPerson]:
    """The same for the grid, which may be of hundreds. One statement."""
    asked = _in_grid(filters, sees_follow_ups=sees_follow_ups)
    return list(map(GridPerson._make, db.execute(asked, facts_of(cohort, now))))


def grid_page(
    db: Session,
    cohort: Cohort,
    filters: Filters,
    number: int,
    *,
    now: datetime,
    sees_follow_ups: bool = False,
) -> Page[GridPerson]:
    """The people whom filters choose, fifty at a time; two statements.

    A number outside the list shows its nearest page.
    """
    facts = facts_of(cohort, now)
    chosen = choice(filters, sees_follow_ups=sees_follow_ups).subquery()
    total = db.scalar(select(func.count()).select_from(chosen), facts) or 0
    number = nearest_page(number, total)
    asked = _in_grid(filters, sees_follow_ups=sees_follow_ups)
    rows = db.execute(asked.limit(PAGE_SIZE).offset((number - 1) * PAGE_SIZE), facts)
    return Page(list(map(GridPerson._make, rows)), number, total)


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


def _in_grid(filters: Filters, *, sees_follow_ups: bool) -> Select[Any]:
    # Most look at everybody, and the question costs more to put together than to ask.
    if not filters.is_narrowed:
        return _EVERYBODY_IN_GRID
    asked = choice(filters, sees_follow_ups=sees_follow_ups)
    return asked.with_only_columns(*_IN_GRID).order_by(*_BY_NAME)


_EVERYBODY_IN_GRID = choice(EVERYBODY).with_only_columns(*_IN_GRID).order_by(*_BY_NAME)
