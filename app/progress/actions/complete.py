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
from app.progress.queries import StepAddress, WritingStep, module_page

_NEWS = ("done_at", "done_by_rule", "rule_version", "evidence")
_done = insert(StepProgress).values(
    enrolment_id=bindparam("enrolment"),
    step_id=bindparam("step"),
    seen_at=bindparam("now"),
    visited_at=bindparam("now"),
    done_at=bindparam("now"),
    done_by_rule=bindparam("rule"),
    rule_version=bindparam("version"),
    evidence=bindparam("grounds"),
)
# Built once. What is done already keeps its first moment, rule and evidence.
_DONE = _done.on_conflict_do_update(
    index_elements=["enrolment_id", "step_id"],
    set_={name: _done.excluded[name] for name in _NEWS},
    where=StepProgress.done_at.is_(None),
)


@dataclass(frozen=True)
class Onward:
    """What comes after a step that was just done; None: it was the module's last."""

    next_key: str | None
    is_module_done: bool


def mark_step_done(db: Session, _actor: Person, *, at: StepAddress, now: datetime) -> Onward:
    """The person says that a step is done; saying it again changes nothing. Two statements.

    Raises: NotFound when there is no such step; AnswersNeeded for a knowledge check.
    """
    module = module_page(db, at.enrolment_id, at.edition_id, at.module_key)
    _, number, after = module.around(at.step_key)
    step = module.steps[number - 1]
    rule = rules.rule_for(step.kind, rules.MARKED)
    if step.done_at is None:
        if rule is None:
            raise AnswersNeeded
        evidence = rules.evidence_of_mark(step.kind)
        complete(db, at.enrolment_id, step.id, rule=rule, evidence=evidence, now=now)
    left = sum(other.done_at is None for other in module.steps if other.id != step.id)
    return Onward(after.key if after else None, is_module_done=left == 0)


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
) -> None:
    """Set a step done, unless it is: the first time, its rule and evidence stay. One statement."""
    db.execute(
        _DONE,
        {
            "enrolment": enrolment_id,
            "step": step_id,
            "now": now,
            "rule": rule.name,
            "version": rule.version,
            "grounds": dict(evidence),
        },
    )
