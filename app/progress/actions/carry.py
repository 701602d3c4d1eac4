"""Carrying what people did to the steps of another edition, or to another cohort of theirs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, case, cast, exists, func, literal, select
from sqlalchemy.dialects.postgresql import JSONB, distinct_on, insert
from sqlalchemy.orm import Session, aliased

from app.cohorts.models import Enrolment
from app.progress.actions.record import DONE_FACTS
from app.progress.models import Answer, Excuse, MoreTime, StepProgress, Unlock
from app.syllabus.models import CourseModule, Step

_Old = aliased(Step)
_OldModule = aliased(CourseModule)


@dataclass(frozen=True)
class _Way:
    """Whose rows are carried, and to which edition.

    `whose` is a condition on enrolments; `into` is the enrolment that gets them, else each keeps
    its own.
    """

    whose: ColumnElement[bool]
    to: UUID
    into: UUID | None = None

    def enrolment(self, of: type[StepProgress | Answer]) -> ColumnElement[UUID]:
        """Whose the carried row is."""
        if self.into is None:
            return of.enrolment_id.expression
        return literal(self.into, of.enrolment_id.type)


def carry_cohort(db: Session, cohort_id: UUID, edition_id: UUID) -> None:
    """Carry what the people of a cohort did to the steps of an edition with the same keys.

    From all editions that the cohort was ever on: what one lacked may be back. Two statements.
    """
    way = _Way(
        and_(Enrolment.cohort_id == cohort_id, _OldModule.edition_id != edition_id), edition_id
    )
    _carry_progress(db, way)
    _carry_answers(db, way)


def carry_person(db: Session, before: Enrolment, after: Enrolment, *, edition_id: UUID) -> None:
    """Carry what somebody did in one cohort to another, which is on this edition.

    What has no step with the same keys there stays stored where it is. Nothing shrinks where
    something is already. Modules opened early for them are open. Five statements.
    """
    way = _Way(Enrolment.id == before.id, edition_id, after.id)
    _carry_progress(db, way)
    _carry_answers(db, way)
    columns = {
        "id": func.uuidv7(),
        "cohort_id": literal(after.cohort_id, Unlock.cohort_id.type),
        "module_key": Unlock.module_key,
        "enrolment_id": literal(after.id, Enrolment.id.type),
        "unlocked_at": Unlock.unlocked_at,
        "unlocked_by_id": Unlock.unlocked_by_id,
    }
    opened = select(*columns.values()).where(Unlock.enrolment_id == before.id)
    db.execute(insert(Unlock).from_select(list(columns), opened).on_conflict_do_nothing())
    _carry_easings(db, before, after)


def _carry_easings(db: Session, before: Enrolment, after: Enrolment) -> None:
    """Steps that are not asked of somebody, and days that were agreed, hold there too."""
    excused = ("module_key", "step_key", "reason", "excused_at", "excused_by_id")
    timed = ("module_key", "until", "given_at", "given_by_id")
    for table, names in ((Excuse, excused), (MoreTime, timed)):
        columns = {
            "id": func.uuidv7(),
            "enrolment_id": literal(after.id, Enrolment.id.type),
            **{name: getattr(table, name) for name in names},
        }
        rows = select(*columns.values()).where(table.enrolment_id == before.id)
        if table is Excuse:
            rows = rows.where(Excuse.taken_back_at.is_(None))
        else:
            # Whoever is moved back finds there what was carried away before.
            rows = rows.where(~_is_there(after))
        db.execute(insert(table).from_select(list(columns), rows).on_conflict_do_nothing())


def _is_there(after: Enrolment) -> ColumnElement[bool]:
    """Whether the same time was given for the same module in that cohort already."""
    there = aliased(MoreTime)
    return exists().where(
        there.enrolment_id == after.id,
        there.module_key == MoreTime.module_key,
        there.until == MoreTime.until,
        there.given_at == MoreTime.given_at,
    )


def _in_new_steps(
    rows: Select[*tuple[Any, ...]], of: type[StepProgress | Answer], way: _Way
) -> Select[*tuple[Any, ...]]:
    """Rows of these people, each beside the step of the new edition with the same keys."""
    return (
        rows.select_from(of)
        .join(Enrolment, Enrolment.id == of.enrolment_id)
        .join(_Old, _Old.id == of.step_id)
        .join(_OldModule, _OldModule.id == _Old.module_id)
        .join(CourseModule, CourseModule.key == _OldModule.key)
        .join(Step, and_(Step.module_id == CourseModule.id, Step.key == _Old.key))
        .where(way.whose, CourseModule.edition_id == way.to)
    )


def _carry_progress(db: Session, way: _Way) -> None:
    """What was done stays done with its first reason; the earliest and latest visit count."""
    columns = {
        "id": func.uuidv7(),
        "enrolment_id": way.enrolment(StepProgress),
        "step_id": Step.id,
        "seen_at": StepProgress.seen_at,
        "visited_at": StepProgress.visited_at,
        **{name: getattr(StepProgress, name) for name in DONE_FACTS},
    }
    # Of one step's rows in several editions, the one that was done first.
    found = (
        _in_new_steps(select(*columns.values()), StepProgress, way)
        .ext(distinct_on(StepProgress.enrolment_id, Step.id))
        .order_by(
            *(StepProgress.enrolment_id, Step.id),
            *(StepProgress.done_at.asc().nulls_last(), StepProgress.visited_at.desc()),
        )
    )
    made = insert(StepProgress).from_select(list(columns), found)
    # Rows are there already when the cohort was on this edition before.
    was_done = StepProgress.done_at.is_not(None)
    done = {
        name: case((was_done, getattr(StepProgress, name)), else_=made.excluded[name])
        for name in DONE_FACTS
    }
    db.execute(
        made.on_conflict_do_update(
            index_elements=["enrolment_id", "step_id"],
            set_={
                "seen_at": func.least(StepProgress.seen_at, made.excluded.seen_at),
                "visited_at": func.greatest(StepProgress.visited_at, made.excluded.visited_at),
                **done,
            },
        )
    )


def _carry_answers(db: Session, way: _Way) -> None:
    """Every try whose question and option are still there, in the order they were made.

    Whether it was right is as the new edition says.
    """
    question = func.jsonb_array_elements(Step.data["questions"]).table_valued("value").lateral()
    option = (
        func.jsonb_array_elements(cast(question.c.value, JSONB)["options"])
        .table_valued("value")
        .lateral()
    )
    asked, chosen = cast(question.c.value, JSONB), cast(option.c.value, JSONB)
    columns = {
        "id": func.uuidv7(),
        "enrolment_id": way.enrolment(Answer),
        "step_id": Step.id,
        "question_key": Answer.question_key,
        "option_key": Answer.option_key,
        "right": chosen["right"].as_boolean(),
        "request_key": Answer.request_key,
        "answered_at": Answer.answered_at,
        "entered_by_id": Answer.entered_by_id,
    }
    found = (
        _in_new_steps(select(*columns.values()), Answer, way)
        .join(question, asked["key"].astext == Answer.question_key)
        .join(option, chosen["key"].astext == Answer.option_key)
        # Ids sort by time of making, and the last try is the one that counts.
        .order_by(Answer.id)
    )
    made = insert(Answer).from_select(list(columns), found)
    db.execute(made.on_conflict_do_nothing())
