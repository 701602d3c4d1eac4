"""What was typed in for a person from paper or the phone; never what they did themselves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Uuid, cast, func, select, true
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Session, aliased

from app.people.models import Person
from app.progress import rules
from app.progress.models import StepProgress
from app.syllabus.models import CourseModule, Step


@dataclass(frozen=True)
class Entered:
    """One thing that was typed in: by whom (None: they are gone), how it came, and its day."""

    by: str | None
    by_id: UUID
    how: str
    on: date
    at: datetime


@dataclass(frozen=True)
class HowDone:
    """Who made a step done for the person, if anybody did, and all that was typed in for it."""

    by: str | None
    entries: list[Entered]


_entry = (
    func.jsonb_array_elements(StepProgress.evidence[rules.ENTRIES])
    .table_valued("value", name="entry")
    .lateral()
)
_value = cast(_entry.c.value, JSONB)
_typist_id = cast(_value["by"].astext, Uuid)
_Typist = aliased(Person)
_Doer = aliased(Person)
# Entries of the edition that the cohort is on, with the module of each.
_OF_ENROLMENT = (
    select(CourseModule.key, Step.key, _value, _Typist.name)
    .select_from(StepProgress)
    .join(Step, Step.id == StepProgress.step_id)
    .join(CourseModule, CourseModule.id == Step.module_id)
    .join(_entry, true())
    .outerjoin(_Typist, _Typist.id == _typist_id)
    .order_by(CourseModule.number, Step.position, _value["at"].astext)
)
_OF_STEP = (
    select(_Doer.name, _value, _Typist.name)
    .select_from(StepProgress)
    .outerjoin(_Doer, _Doer.id == StepProgress.entered_by_id)
    .outerjoin(_entry, true())
    .outerjoin(_Typist, _Typist.id == _typist_id)
    .order_by(_value["at"].astext)
)


def entries_of(
    db: Session, enrolment_id: UUID, edition_id: UUID
) -> dict[tuple[str, str], list[Entered]]:
    """All that was typed in for one enrolment, by the keys of module and step. One statement.

    It is there whether or not the person did the step themselves, so that a missing entry does
    not tell that they did.
    """
    found: dict[tuple[str, str], list[Entered]] = {}
    rows = db.execute(
        _OF_ENROLMENT.where(
            StepProgress.enrolment_id == enrolment_id, CourseModule.edition_id == edition_id
        )
    )
    for module_key, step_key, value, name in rows:
        found.setdefault((module_key, step_key), []).append(_entered(value, name))
    return found


def how_done(db: Session, enrolment_id: UUID, step_id: UUID) -> HowDone:
    """Who entered a step for the person, for the person's own page. One statement."""
    rows: Iterable[Sequence[Any]] = db.execute(
        _OF_STEP.where(StepProgress.enrolment_id == enrolment_id, StepProgress.step_id == step_id)
    )
    found = list(rows)
    entries = [_entered(value, name) for _, value, name in found if value is not None]
    return HowDone(found[0][0] if found else None, entries)


def _entered(value: dict[str, str], name: str | None) -> Entered:
    return Entered(
        name,
        UUID(value["by"]),
        value["how"],
        date.fromisoformat(value["on"]),
        datetime.fromisoformat(value["at"]),
    )
