"""One step in full on one person's way, and what they tried in it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import Session

from app.kit.errors import NotFound
from app.progress.errors import NotOpenYet
from app.progress.models import Answer
from app.progress.queries.course import CourseWay
from app.progress.queries.courses import course_of
from app.progress.queries.entries import HowDone, how_done
from app.progress.queries.on_way import ModuleOnWay, StepOnWay
from app.progress.queries.places import StepAddress
from app.progress.rules import Locked
from app.syllabus.models import Step
from app.syllabus.queries import Question, Verdict, questions_for_learner, verdict_on


@dataclass(frozen=True)
class Tried:
    """The latest try at a question, and what we say about it."""

    option_key: str
    verdict: Verdict


@dataclass(frozen=True)
class LockedStep:
    """A step that is not open yet, without a word of what is in it."""

    course: CourseWay
    module: ModuleOnWay
    step: StepOnWay
    number: int


@dataclass(frozen=True)
class StepPage:
    """One step in full, where it stands in its module, and the person's own latest tries.

    `before` and `after` are open steps; steps that are not open yet are passed over.
    """

    course: CourseWay
    module: ModuleOnWay
    step: StepOnWay
    number: int
    before: StepOnWay | None
    after: StepOnWay | None
    html: str
    data: dict[str, Any]
    questions: list[Question] = field(default_factory=list)
    tried: dict[str, Tried] = field(default_factory=dict)
    # Who entered what for the person; None: nobody did.
    how_done: HowDone | None = None
    # The step's parts in other languages, by language and name.
    translations: dict[str, Any] = field(default_factory=dict)

    @property
    def ahead(self) -> StepOnWay | None:
        """Where no open step comes after: the step of this module that opens next."""
        return None if self.after else self.module.opens_next

    def with_done(self, now: datetime, rule: str) -> StepPage:
        """The page once its step was done; that may open others."""
        course = self.course.with_done(self.step, now, rule)
        module = course.module(self.module.key)
        before, _, after = module.around(self.step.key)
        step = module.step(self.step.key)
        return replace(self, course=course, module=module, step=step, before=before, after=after)


def step_page(db: Session, at: StepAddress, *, now: datetime) -> StepPage:
    """One step in full. Two statements; three for a knowledge check; one more if typed in.

    Raises: NotFound when there is no such step; NotOpenYet.
    """
    return step_page_on(db, course_of(db, at.enrolment_id, now=now), at)


def step_page_on(db: Session, course: CourseWay, at: StepAddress) -> StepPage:
    """One step in full on a way that was read before. One statement; two for a knowledge check.

    What is right, and what we say about an option, is given only for options the person tried.
    Raises: NotFound when there is no such step; NotOpenYet.
    """
    on_way = open_step_on(course, at)
    module = course.module(at.module_key)
    before, number, after = module.around(at.step_key)
    step = db.scalars(select(Step).where(Step.id == on_way.id)).one()
    questions = questions_for_learner(step)
    tried = _tried(db, at.enrolment_id, step) if questions else {}
    known = {name: value for name, value in step.data.items() if name != "questions"}
    return StepPage(
        *(course, module, on_way, number, before, after, step.html, known),
        questions=questions,
        tried=tried,
        how_done=how_done(db, at.enrolment_id, step.id) if on_way.is_entered else None,
        translations=step.translations,
    )


def open_step_on(course: CourseWay, at: StepAddress) -> StepOnWay:
    """The step that an address names, when it is open. No statement.

    Raises: NotFound when there is no such step; NotOpenYet.
    """
    module = course.module(at.module_key)
    step = module.step(at.step_key)
    if isinstance(step.release, Locked):
        number = module.steps.index(step) + 1
        raise NotOpenYet(step.release, LockedStep(course, module, step, number))
    return step


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
