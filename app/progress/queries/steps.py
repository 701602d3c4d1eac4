"""A module with its steps on one person's way, and one step in full."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from sqlalchemy import and_, bindparam, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import Session

from app.kit.errors import NotFound
from app.progress import rules
from app.progress.models import Answer, StepProgress
from app.progress.queries.places import StepAddress
from app.syllabus.models import CourseModule, Step
from app.syllabus.queries import Question, Verdict, questions_for_learner, verdict_on


@dataclass(frozen=True)
class StepOnWay:
    """A step of a module and how far one person is with it; times in UTC."""

    id: UUID
    key: str
    kind: str
    title: str
    minutes: int
    visited_at: datetime | None
    done_at: datetime | None


@dataclass(frozen=True)
class ModulePage:
    """A module, its steps in order, and how far one person is."""

    id: UUID
    key: str
    number: int
    title: str
    summary: str
    aims: list[str]
    minutes: int
    steps: tuple[StepOnWay, ...]

    @cached_property
    def resume(self) -> StepOnWay | None:
        """Where to carry on; None when every step is done."""
        return rules.resume(self.steps)

    @property
    def done(self) -> int:
        """How many steps are done."""
        return sum(step.done_at is not None for step in self.steps)

    @property
    def minutes_left(self) -> int:
        """How long the steps that are left take."""
        return rules.minutes_left(self.steps)

    @property
    def has_begun(self) -> bool:
        """Whether any step was opened or done."""
        return any(step.visited_at or step.done_at for step in self.steps)

    def around(self, key: str) -> tuple[StepOnWay | None, int, StepOnWay | None]:
        """The step before the one with this key, its own number from 1, and the step after it.

        Raises: NotFound when the module has no such step.
        """
        for index, step in enumerate(self.steps):
            if step.key == key:
                before = self.steps[index - 1] if index else None
                after = self.steps[index + 1] if index + 1 < len(self.steps) else None
                return before, index + 1, after
        raise NotFound


@dataclass(frozen=True)
class Tried:
    """The latest try at a question, and what we say about it."""

    option_key: str
    verdict: Verdict


@dataclass(frozen=True)
class StepPage:
    """One step in full, where it stands in its module, and the person's own latest tries."""

    module: ModulePage
    step: StepOnWay
    number: int
    before: StepOnWay | None
    after: StepOnWay | None
    html: str
    data: dict[str, Any]
    questions: list[Question] = field(default_factory=list)
    tried: dict[str, Tried] = field(default_factory=dict)


_own = and_(StepProgress.step_id == Step.id, StepProgress.enrolment_id == bindparam("enrolment"))
# Built once: putting it together takes longer than running it.
_MODULE = (
    select(
        *(CourseModule.id, CourseModule.key, CourseModule.number, CourseModule.title),
        *(CourseModule.summary, CourseModule.aims, CourseModule.minutes),
        *(Step.id, Step.key, Step.kind, Step.title, Step.minutes),
        *(StepProgress.visited_at, StepProgress.done_at),
    )
    .join(Step, Step.module_id == CourseModule.id)
    .outerjoin(StepProgress, _own)
    .where(CourseModule.edition_id == bindparam("edition"), CourseModule.key == bindparam("module"))
    .order_by(Step.position)
)


def module_page(db: Session, enrolment_id: UUID, edition_id: UUID, module_key: str) -> ModulePage:
    """A module of the edition on one person's way. One statement.

    Raises: NotFound when the edition has no such module.
    """
    facts = {"enrolment": enrolment_id, "edition": edition_id, "module": module_key}
    rows: Sequence[Sequence[Any]] = db.execute(_MODULE, facts).all()
    if not rows:
        raise NotFound
    steps = tuple(StepOnWay(*row[7:]) for row in rows)
    return ModulePage(*(*rows[0][:7], steps))


def step_page(db: Session, at: StepAddress) -> StepPage:
    """One step in full. Two statements; three for a knowledge check.

    What is right, and what we say about an option, is given only for options the person tried.
    Raises: NotFound when there is no such step.
    """
    module = module_page(db, at.enrolment_id, at.edition_id, at.module_key)
    before, number, after = module.around(at.step_key)
    on_way = module.steps[number - 1]
    step = db.scalars(select(Step).where(Step.id == on_way.id)).one()
    questions = questions_for_learner(step)
    tried = _tried(db, at.enrolment_id, step) if questions else {}
    known = {name: value for name, value in step.data.items() if name != "questions"}
    return StepPage(
        module, on_way, number, before, after, step.html, known, questions=questions, tried=tried
    )


def latest_tries(db: Session, enrolment_id: UUID, step_id: UUID) -> dict[str, str]:
    """The option of the latest try at each question, by question. One statement."""
    rows = db.execute(
        select(Answer.question_key, Answer.option_key)
        .where(Answer.enrolment_id == enrolment_id, Answer.step_id == step_id)
        .ext(distinct_on(Answer.question_key))
        # Ids sort by time of making.
        .order_by(Answer.question_key, Answer.id.desc())
    )
    return dict(rows.all())


def _tried(db: Session, enrolment_id: UUID, step: Step) -> dict[str, Tried]:
    tried = dict[str, Tried]()
    for question, option in latest_tries(db, enrolment_id, step.id).items():
        try:
            tried[question] = Tried(option, verdict_on(step, question, option))
        except NotFound:
            # The question or option has been taken out since; the try stays in the history.
            continue
    return tried
