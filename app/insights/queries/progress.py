"""The progress grid: a cohort's people and the steps of their course."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.cohorts.rules import FACILITATOR
from app.insights.queries.cells import done_by
from app.insights.queries.chosen import ChosenPerson, chosen_people, people_page
from app.insights.queries.columns import ModuleColumns, columns_of
from app.insights.queries.eased import NOTHING, eased_for
from app.insights.queries.found import Words
from app.insights.queries.standing import Standing
from app.insights.rules.filters import Filters
from app.insights.rules.marks import Mark
from app.kit.paging import Page
from app.people.queries import names_of
from app.progress.rules import Standpoint


@dataclass(frozen=True, slots=True)
class GridRow:
    """A person and all their cells, in the order of the course."""

    person: ChosenPerson
    marks: Sequence[Mark]


@dataclass(frozen=True, slots=True)
class Grid:
    """The chosen people with their cells, page by page or all at once."""

    modules: Sequence[ModuleColumns]
    page: Page[GridRow]


def progress_grid(
    db: Session,
    cohort: Cohort,
    filters: Filters,
    *,
    number: int | None,
    now: datetime,
    sees_follow_ups: bool = False,
) -> Grid:
    """The people whom filters choose, fifty at a time; without a number all at once.

    At most six statements.
    """
    modules = columns_of(db, cohort)
    if number is None:
        rows = chosen_people(db, cohort, filters, now=now, sees_follow_ups=sees_follow_ups)
        people = Page(rows, 1, len(rows), max(len(rows), 1))
    else:
        people = people_page(db, cohort, filters, number, now=now, sees_follow_ups=sees_follow_ups)
    marks = marks_of(db, cohort, modules, people.rows, now=now)
    found = [GridRow(person, row) for person, row in zip(people.rows, marks, strict=True)]
    return Grid(modules, Page(found, people.number, people.total, people.size))


def marks_of(
    db: Session,
    cohort: Cohort,
    modules: Sequence[ModuleColumns],
    people: Sequence[ChosenPerson],
    *,
    now: datetime,
) -> list[list[Mark]]:
    """All cells of each of these people, in their order. At most three statements."""
    zone = cohort.time_zone
    ids = [person.enrolment_id for person in people]
    before = [person.carried_before for person in people]
    way = done_by(db, modules, list(zip(ids, before, strict=True)), zone=zone)
    eased = eased_for(db, ids, zone=zone, now=now)
    names = names_of(db, [UUID(bytes=one) for one in {typist for *_, typist in way.typed}])
    found = Words(names, zone, now).found(way)
    standing = {
        always: Standing(modules, Standpoint(now, cohort.starts_on, zone, always, "they have"))
        for always in {person.role == FACILITATOR for person in people}
    }
    return [
        standing[person.role == FACILITATOR].row(own, eased.get(person.enrolment_id, NOTHING))
        for person, own in zip(people, found, strict=True)
    ]
