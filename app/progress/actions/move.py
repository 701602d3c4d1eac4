"""Moving a cohort to another edition of the programme or of the framework."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, case, cast, func, select
from sqlalchemy.dialects.postgresql import JSONB, distinct_on, insert
from sqlalchemy.orm import Session, aliased

from app.cohorts.models import Cohort, Enrolment
from app.people.models import Person
from app.progress.actions.record import DONE_FACTS
from app.progress.errors import EditionUnknown
from app.progress.models import Answer, CohortMove, StepProgress
from app.syllabus.models import CourseModule, Edition, FrameworkEdition, Step


@dataclass(frozen=True)
class Moved:
    """Where a cohort is now; `is_new` tells whether this click moved it."""

    edition: Edition
    framework: FrameworkEdition | None
    is_new: bool


def move_cohort(
    db: Session,
    actor: Person,
    *,
    cohort: Cohort,
    edition_key: str,
    framework_key: str | None,
    now: datetime,
) -> Moved:
    """Put a cohort on another edition, which is closed to changes from now on.

    What its people did is carried to the step with the same keys; what has no such step stays
    stored. Nothing shrinks, also on the way back. A second click changes nothing. Without a
    framework's key the cohort takes the one that the edition was written for. At most nine
    statements, however many people there are.
    Raises: EditionUnknown.
    """
    edition = db.scalar(select(Edition).where(Edition.key == edition_key))
    if edition is None or not (edition.is_published or edition.id == cohort.edition_id):
        raise EditionUnknown
    framework = _framework(db, edition, framework_key)
    # Whoever writes holds the cohort too, so that nothing is written behind the move's back.
    here = db.scalars(
        select(Cohort)
        .where(Cohort.id == cohort.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one()
    before = (here.edition_id, here.framework_id)
    after = (edition.id, framework.id if framework else None)
    if before == after:
        return Moved(edition, framework, is_new=False)
    edition.freeze(now)
    if here.edition_id != edition.id:
        way = _Way(here.id, edition.id)
        _carry_progress(db, way)
        _carry_answers(db, way)
    here.edition_id, here.framework_id = after
    db.add(
        CohortMove(
            cohort_id=here.id,
            from_edition_id=before[0],
            to_edition_id=after[0],
            from_framework_id=before[1],
            to_framework_id=after[1],
            moved_at=now,
            moved_by_id=actor.id,
        )
    )
    db.flush()
    return Moved(edition, framework, is_new=True)


def _framework(db: Session, edition: Edition, key: str | None) -> FrameworkEdition | None:
    """The framework that was chosen, else the edition's own.

    Raises: EditionUnknown.
    """
    if not key:
        return db.get(FrameworkEdition, edition.framework_id) if edition.framework_id else None
    found = db.scalar(select(FrameworkEdition).where(FrameworkEdition.key == key))
    if found is None:
        raise EditionUnknown
    return found


_Old = aliased(Step)
_OldModule = aliased(CourseModule)


@dataclass(frozen=True)
class _Way:
    """Whose rows are carried, and to which edition; both are ids."""

    cohort: UUID
    to: UUID


def _in_new_steps(
    rows: Select[*tuple[Any, ...]], of: type[StepProgress | Answer], way: _Way
) -> Select[*tuple[Any, ...]]:
    """Rows of a cohort's people, each beside the step of the new edition with the same keys."""
    return (
        rows.select_from(of)
        .join(Enrolment, Enrolment.id == of.enrolment_id)
        .join(_Old, _Old.id == of.step_id)
        .join(_OldModule, _OldModule.id == _Old.module_id)
        .join(CourseModule, CourseModule.key == _OldModule.key)
        .join(Step, and_(Step.module_id == CourseModule.id, Step.key == _Old.key))
        .where(
            Enrolment.cohort_id == way.cohort,
            # From all editions that the cohort was ever on: what one lacked may be back.
            _OldModule.edition_id != way.to,
            CourseModule.edition_id == way.to,
        )
    )


def _carry_progress(db: Session, way: _Way) -> None:
    """What was done stays done with its first reason; the earliest and latest visit count."""
    columns = {
        "id": func.uuidv7(),
        "enrolment_id": StepProgress.enrolment_id,
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
        "enrolment_id": Answer.enrolment_id,
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
