"""Steps become done, each by a rule, and never undone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import bindparam
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.people.models import Person
from app.progress import rules
from app.progress.errors import AnswersNeeded
from app.progress.models import StepProgress
from app.progress.queries import StepAddress, WritingStep
from app.progress.queries.course import CourseWay
from app.progress.queries.courses import held_course
from app.progress.queries.on_way import StepOnWay
from app.progress.queries.steps import open_step_on

_NEWS = ("done_at", "done_by_rule", "rule_version", "evidence", "entered_by_id")
_done = insert(StepProgress).values(
    enrolment_id=bindparam("enrolment"),
    step_id=bindparam("step"),
    seen_at=bindparam("now"),
    visited_at=bindparam("now"),
    done_at=bindparam("now"),
    done_by_rule=bindparam("rule"),
    rule_version=bindparam("version"),
    evidence=bindparam("grounds"),
    entered_by_id=bindparam("entered_by"),
)
# Built once. What is done already keeps its first moment, rule and evidence.
_DONE = _done.on_conflict_do_update(
    index_elements=["enrolment_id", "step_id"],
    set_={name: _done.excluded[name] for name in _NEWS},
    where=StepProgress.done_at.is_(None),
)


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
    entered_by: UUID | None = None,
) -> Onward:
    """The person says that a step is done; saying it again changes nothing. Two statements.

    `entered_by` is who typed it in for them. What somebody did on paper is kept also where the
    step would not be open on the screen: they have done it.
    Raises: NotFound when there is no such step; NotOpenYet; AnswersNeeded for a knowledge check.
    """
    course = held_course(db, at.enrolment_id, now=now)
    step = step_to_write_on(course, at, entered_by)
    rule = rules.rule_for(step.kind, rules.MARKED)
    if step.done_at is None:
        if rule is None:
            raise AnswersNeeded
        complete(
            db,
            at.enrolment_id,
            step.id,
            rule=rule,
            evidence=rules.evidence_of_mark(step.kind),
            now=now,
            entered_by=entered_by,
        )
    return _onward(course.with_done(step, now), at)


def step_to_write_on(course: CourseWay, at: StepAddress, entered_by: UUID | None) -> StepOnWay:
    """The step that somebody writes on; locks hold only for those who do it themselves.

    Raises: NotFound when there is no such step; NotOpenYet.
    """
    if entered_by is not None:
        return course.module(at.module_key).step(at.step_key)
    return open_step_on(course, at)


def note_writing(db: Session, step: WritingStep, *, now: datetime) -> None:
    """A reflection was saved from a step: by the rule "wrote" it is done. One statement.

    What was written is never passed on: the evidence says only that it happened.
    """
    rule = rules.rule_for(step.kind, rules.WROTE)
    if rule is not None:
        complete(
            db, step.enrolment_id, step.step_id, rule=rule, evidence=rules.HAS_WRITTEN, now=now
        )


def complete(
    db: Session,
    enrolment_id: UUID,
    step_id: UUID,
    *,
    rule: rules.Rule,
    evidence: Mapping[str, object],
    now: datetime,
    entered_by: UUID | None = None,
) -> None:
    """Set a step done, unless it is: the first time, its rule and evidence stay. One statement.

    `entered_by` is who typed it in for the person; None: they did it themselves.
    """
    db.execute(
        _DONE,
        {
            "enrolment": enrolment_id,
            "step": step_id,
            "now": now,
            "rule": rule.name,
            "version": rule.version,
            "grounds": dict(evidence),
            "entered_by": entered_by,
        },
    )


def _onward(course: CourseWay, at: StepAddress) -> Onward:
    module = course.module(at.module_key)
    _, _, after = module.around(at.step_key)
    ahead = None if module.resume else module.opens_next
    opens = f"Next: “{ahead.title}”. {ahead.opens}" if ahead else ""
    return Onward(after.key if after else None, module.is_done, opens)
