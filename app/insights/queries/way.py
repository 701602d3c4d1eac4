"""How far one person of a cohort is, and all that became of one step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from app.cohorts.models import Enrolment
from app.cohorts.queries import Seat, seat_by_slug
from app.insights.queries.chosen import ChosenPerson, person_of
from app.insights.queries.columns import ModuleColumns, StepColumn, columns_of
from app.insights.queries.progress import marks_of
from app.insights.rules.marks import Mark, of_several
from app.kit.errors import NotFound
from app.people.models import Person
from app.progress.models import StepProgress, Unlock
from app.progress.queries import StepAddress
from app.progress.queries.easing import Easing, easing_of
from app.progress.queries.entries import HowDone, how_done


@dataclass(frozen=True, slots=True)
class ProgressSeat:
    """The actor's seat in a cohort, one person of it, and the step that an address names."""

    seat: Seat
    enrolment: Enrolment
    person: ChosenPerson
    module_key: str = ""
    step_key: str = ""

    @property
    def at(self) -> StepAddress:
        """The step on their way."""
        return StepAddress(self.enrolment.id, self.module_key, self.step_key)


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step and what is told of it."""

    step: StepColumn
    mark: Mark


@dataclass(frozen=True, slots=True)
class ModuleLines:
    """A module and its steps, for one person."""

    module: ModuleColumns
    mark: Mark
    steps: Sequence[StepLine]


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of a person and a step; the times are in UTC, and None: never.

    Of a reflection nothing is read but that it is done, and not who typed that in.
    """

    seen_at: datetime | None
    done_at: datetime | None
    rule: str
    how: HowDone


@dataclass(frozen=True, slots=True)
class Opened:
    """A module was opened early, for one person or for everybody; `by` None: they are gone."""

    at: datetime
    by: str | None
    for_all: bool


@dataclass(frozen=True, slots=True)
class CellPage:
    """One step of one person, and all that became of it."""

    lines: ModuleLines
    line: StepLine
    kept: Kept | None
    opened: Sequence[Opened]
    easing: Easing


def progress_seat(
    db: Session,
    actor: Person,
    *,
    slug: str,
    enrolment_id: UUID,
    module_key: str = "",
    step_key: str = "",
) -> ProgressSeat | None:
    """The actor's own seat in the cohort, and one person of it. Two statements."""
    seat = seat_by_slug(db, actor, slug=slug)
    found = person_of(db, seat.cohort.id, enrolment_id) if seat else None
    if seat is None or found is None:
        return None
    enrolment, person = found
    return ProgressSeat(seat, enrolment, person, module_key, step_key)


def way_of(db: Session, facts: ProgressSeat, *, now: datetime) -> list[ModuleLines]:
    """All modules and steps, and how far the person is with each. At most three statements."""
    cohort, person = facts.seat.cohort, facts.person
    modules = columns_of(db, cohort)
    marks = marks_of(db, cohort, modules, [person.in_grid], now=now)[0]
    return [_lines(module, marks[module.span]) for module in modules]


def cell_page(db: Session, facts: ProgressSeat, *, now: datetime) -> CellPage:
    """One step of one person. At most eight statements.

    Raises: NotFound when the course has no such step.
    """
    for lines in way_of(db, facts, now=now):
        for line in lines.steps:
            if (lines.module.facts.key, line.step.key) == (facts.module_key, facts.step_key):
                kept = _kept(db, facts.person.enrolment_id, line.step)
                easing = easing_of(db, facts.person.enrolment_id, facts.module_key)
                return CellPage(lines, line, kept, _opened(db, facts), easing)
    raise NotFound


def _lines(module: ModuleColumns, marks: Sequence[Mark]) -> ModuleLines:
    steps = [StepLine(step, mark) for step, mark in zip(module.steps, marks, strict=True)]
    return ModuleLines(module, of_several(marks), steps)


def _kept(db: Session, enrolment_id: UUID, step: StepColumn) -> Kept | None:
    row = db.execute(
        select(StepProgress.seen_at, StepProgress.done_at, StepProgress.done_by_rule).where(
            StepProgress.enrolment_id == enrolment_id, StepProgress.step_id == step.id
        )
    ).one_or_none()
    if row is None:
        return None
    seen_at, done_at, rule = row
    if not step.is_private:
        return Kept(seen_at, done_at, rule or "", how_done(db, enrolment_id, step.id))
    return Kept(None, done_at, "", HowDone(None, [])) if done_at else None


def _opened(db: Session, facts: ProgressSeat) -> list[Opened]:
    by = aliased(Person)
    rows = db.execute(
        select(Unlock.unlocked_at, by.name, Unlock.enrolment_id.is_(None))
        .outerjoin(by, by.id == Unlock.unlocked_by_id)
        .where(
            Unlock.cohort_id == facts.seat.cohort.id,
            Unlock.module_key == facts.module_key,
            Unlock.enrolment_id.is_(None) | (Unlock.enrolment_id == facts.enrolment.id),
        )
        .order_by(Unlock.unlocked_at)
    )
    return [Opened(*row) for row in rows]
