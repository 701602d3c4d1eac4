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
from app.insights.queries.chosen import ChosenPerson, chosen_people, people_page
from app.insights.queries.columns import ModuleColumns, columns_of
from app.insights.queries.eased import NOTHING, eased_by
from app.insights.queries.found import lay_over
from app.insights.queries.standing import Standing
from app.insights.rules.filters import Filters
from app.insights.rules.marks import Mark
from app.kit.db import as_array
from app.kit.paging import Page
from app.people.queries import names_of
from app.progress.rules import Standpoint


class GridRow(NamedTuple):
    """A person, all their cells in the order of the course, and their id as addresses have it."""

    person: ChosenPerson
    marks: Sequence[Mark]
    key: str


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
        rows = chosen_people(db, cohort, filters, now=now, sees_follow_ups=sees_follow_ups)
        people = Page(rows, 1, len(rows), max(len(rows), 1))
    else:
        people = people_page(db, cohort, filters, number, now=now, sees_follow_ups=sees_follow_ups)
    keys = [str(person.enrolment_id) for person in people.rows]
    marks = marks_of(db, cohort, modules, people.rows, keys, now=now)
    found = list(map(GridRow, people.rows, marks, keys))
    return Grid(modules, Page(found, people.number, people.total, people.size))


def marks_of(
    db: Session,
    cohort: Cohort,
    modules: Sequence[ModuleColumns],
    people: Sequence[ChosenPerson],
    keys: Sequence[str],
    *,
    now: datetime,
) -> list[list[Mark]]:
    """All cells of each of these people, in their order. At most two statements.

    `keys` are the ids of their enrolments in words.
    """
    zone = cohort.time_zone
    moved = {one.enrolment_id: one.carried_before for one in people if one.carried_before}
    way = done_by(db, modules, as_array(keys), moved, zone=zone, now=now)
    eased = eased_by(way.eased, zone=zone, now=now)
    standing = {
        always: Standing(modules, Standpoint(now, cohort.starts_on, zone, always, "they have"))
        for always in {person.role == FACILITATOR for person in people}
    }
    stands = [standing[person.role == FACILITATOR] for person in people]
    cells = list(chain.from_iterable(stand.usual for stand in stands))
    lay_over(cells, way, names_of(db, way.typists), zone=zone, now=now)
    width = sum(len(module.steps) for module in modules)
    rows = [cells[at * width : (at + 1) * width] for at in range(len(stands))]
    for person, stand, row in zip(people, stands, rows, strict=True):
        if eased or stand.may_differ:
            stand.differ(row, eased.get(person.enrolment_id, NOTHING))
    return rows
