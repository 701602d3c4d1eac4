"""Steps become done, each by a rule, and never undone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from app.people.models import Person
from app.progress import rules
from app.progress.actions.record import complete, note_entry, note_visit
from app.progress.errors import AnswersNeeded
from app.progress.queries import StepAddress, WritingStep
from app.progress.queries.course import CourseWay
from app.progress.queries.courses import held_course
from app.progress.queries.on_way import StepOnWay
from app.progress.queries.steps import open_step_on


@dataclass(frozen=True)
class Onward:
    """What comes after a step that was just done: the next open step of its module, if any.

    Where all that is open in the module is done, `opens` says what opens next.
    """

    next_key: str | None
    is_module_done: bool
    opens: str = ""


def mark_step_done(
    db: Session,
    _actor: Person,
    *,
    at: StepAddress,
    now: datetime,
    entry: rules.Entry | None = None,
) -> Onward:
    """The person says that a step is done; saying it again changes nothing. Two statements.

    `entry` is what somebody typed in for them, with two statements more. What was done on paper
    is kept also where the step would not be open on the screen: they have done it.
    Raises: NotFound when there is no such step; NotOpenYet; AnswersNeeded for a knowledge check.
    """
    course = held_course(db, at.enrolment_id, now=now)
    step = step_to_write_on(course, at, entry)
    rule = rules.rule_for(step.kind, rules.MARKED)
    if rule is None and (entry or not step.is_done):
        raise AnswersNeeded
    when = entry.done_at if entry else now
    if entry:
        # Holds the row, so that the person's own click comes before or after.
        note_visit(db, at.enrolment_id, step.id, now=when)
        note_entry(db, at.enrolment_id, step.id, entry, now=now)
    if rule and not step.is_done:
        complete(
            db,
            at.enrolment_id,
            step.id,
            rule=rule,
            evidence=rules.evidence_of_mark(step.kind),
            now=when,
            entered_by=entry.by if entry else None,
        )
    return _onward(course.with_done(step, now), at)


def step_to_write_on(course: CourseWay, at: StepAddress, entry: rules.Entry | None) -> StepOnWay:
    """The step that somebody writes on; locks hold only for those who do it themselves.

    Raises: NotFound when there is no such step; NotOpenYet.
    """
    if entry is not None:
        return course.module(at.module_key).step(at.step_key)
    return open_step_on(course, at)


def note_writing(
    db: Session,
    step: WritingStep,
    *,
    now: datetime,
    evidence: Mapping[str, str] = rules.HAS_WRITTEN,
) -> None:
    """A reflection was saved from a step: by the rule "wrote" it is done. One statement.

    What was written or said is never passed on: the evidence says only that it happened.
    """
    rule = rules.rule_for(step.kind, rules.WROTE)
    if rule is not None:
        complete(db, step.enrolment_id, step.step_id, rule=rule, evidence=evidence, now=now)


def _onward(course: CourseWay, at: StepAddress) -> Onward:
    module = course.module(at.module_key)
    _, _, after = module.around(at.step_key)
    ahead = None if module.resume else module.opens_next
    opens = f"Next: “{ahead.title}”. {ahead.opens}" if ahead else ""
    return Onward(after.key if after else None, module.is_done, opens)
