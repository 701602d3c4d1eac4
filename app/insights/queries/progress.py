"""The progress grid: a cohort's people and the steps of their course."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from typing import NamedTuple

from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.cohorts.rules import FACILITATOR
from app.insights.queries.cells import done_by
from app.insights.queries.chosen import GridPerson, grid_page, grid_people
from app.insights.queries.columns import ModuleColumns, columns_of
from app.insights.queries.eased import NOTHING, eased_by
from app.insights.queries.found import lay_over
from app.insights.queries.standing import Standing
from app.insights.rules.filters import Filters
from app.insights.rules.marks import Mark
from app.kit.paging import Page
from app.people.queries import names_of
from app.progress.rules import Standpoint


class GridRow(NamedTuple):
    """A person, and all their cells in the order of the course."""

    person: GridPerson
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

    At most five statements.
    """
    modules = columns_of(db, cohort)
    if number is None:
        rows = grid_people(db, cohort, filters, now=now, sees_follow_ups=sees_follow_ups)
        people = Page(rows, 1, len(rows), max(len(rows), 1))
    else:
        people = grid_page(db, cohort, filters, number, now=now, sees_follow_ups=sees_follow_ups)
    marks = marks_of(db, cohort, modules, people.rows, now=now)
    found = list(map(GridRow, people.rows, marks))
    return Grid(modules, Page(found, people.number, people.total, people.size))


def marks_of(
    db: Session,
    cohort: Cohort,
    modules: Sequence[ModuleColumns],
    people: Sequence[GridPerson],
    *,
    now: datetime,
) -> list[list[Mark]]:
    """All cells of each of these people, in their order. At most two statements."""
    zone = cohort.time_zone
    way = done_by(db, modules, people, zone=zone, now=now)
    eased = eased_by(way.eased, zone=zone, now=now)
    standing = {
        always: Standing(modules, Standpoint(now, cohort.starts_on, zone, always, "they have"))
        for always in {person.role == FACILITATOR for person in people}
    }
    stands = [standing[person.role == FACILITATOR] for person in people]
    cells = list(chain.from_iterable([stand.usual for stand in stands]))
    lay_over(cells, way, names_of(db, way.typists), zone=zone, now=now)
    width = sum(len(module.steps) for module in modules)
    rows = [cells[at * width : (at + 1) * width] for at in range(len(stands))]
    if eased or any(stand.may_differ for stand in standing.values()):
        for person, stand, row in zip(people, stands, rows, strict=True):
            stand.differ(row, eased.get(person.key, NOTHING))
    return rows
