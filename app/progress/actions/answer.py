"""Saving tries at a knowledge check."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.kit.db import new_id
from app.kit.errors import NotFound
from app.people.models import Person
from app.progress import rules
from app.progress.actions.complete import complete
from app.progress.actions.visit import note_visit
from app.progress.errors import ChoiceNeeded
from app.progress.models import Answer
from app.progress.queries import StepAddress
from app.progress.queries.steps import latest_tries
from app.syllabus.models import CourseModule, Step
from app.syllabus.queries import verdict_on


@dataclass(frozen=True)
class Chosen:
    """What a person chose: an option for each question, and the question they sent to be checked.

    Without a question to check, all of them are. `key` is the form's own.
    """

    options: Mapping[str, str]
    check: str | None = None
    key: UUID | None = None


def save_answers(
    db: Session, _actor: Person, *, at: StepAddress, chosen: Chosen, now: datetime
) -> None:
    """Keep the tries, and by the rule "answered" the step is done once each question has one.

    At most five statements. The same form sent twice is one try.
    Raises: ChoiceNeeded; NotFound when there is no such step, question or option.
    """
    if not chosen.options or (chosen.check and chosen.check not in chosen.options):
        raise ChoiceNeeded
    step = _step(db, at)
    verdicts = {
        question: verdict_on(step, question, option) for question, option in chosen.options.items()
    }
    # Holds this person's row: of two last answers sent at once, the second sees the first.
    note_visit(db, at.enrolment_id, step.id, now=now)
    latest = latest_tries(db, at.enrolment_id, step.id)
    form = chosen.key or new_id()
    tries = [
        {
            "enrolment_id": at.enrolment_id,
            "step_id": step.id,
            "question_key": question,
            "option_key": option,
            "right": verdicts[question].right,
            "request_key": uuid5(form, option),
            "answered_at": now,
        }
        for question, option in chosen.options.items()
        if rules.is_new_try(
            option,
            latest=latest.get(question),
            is_asked_for=chosen.check in (None, question),
        )
    ]
    if tries:
        db.execute(insert(Answer).values(tries).on_conflict_do_nothing())
    _finish(db, at, step, {*latest, *chosen.options}, now)


def _step(db: Session, at: StepAddress) -> Step:
    step = db.scalar(
        select(Step)
        .join(CourseModule, CourseModule.id == Step.module_id)
        .where(
            CourseModule.edition_id == at.edition_id,
            CourseModule.key == at.module_key,
            Step.key == at.step_key,
        )
    )
    if step is None:
        raise NotFound
    return step


def _finish(db: Session, at: StepAddress, step: Step, tried: set[str], now: datetime) -> None:
    questions = [question["key"] for question in step.data.get("questions", [])]
    rule = rules.rule_for(step.kind, rules.ANSWERED)
    if rule is not None and rules.is_answered(questions, tried):
        evidence = {"questions": questions}
        complete(db, at.enrolment_id, step.id, rule=rule, evidence=evidence, now=now)
