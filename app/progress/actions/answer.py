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
from app.people.models import Person
from app.progress import rules
from app.progress.actions.complete import complete, step_to_write_on
from app.progress.actions.visit import note_visit
from app.progress.errors import ChoiceNeeded
from app.progress.models import Answer
from app.progress.queries import StepAddress
from app.progress.queries.courses import held_course
from app.progress.queries.steps import latest_tries
from app.syllabus.models import Step
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
    db: Session,
    _actor: Person,
    *,
    at: StepAddress,
    chosen: Chosen,
    now: datetime,
    entered_by: UUID | None = None,
) -> None:
    """Keep the tries, and by the rule "answered" the step is done once each question has one.

    At most six statements. The same form sent twice is one try. `entered_by` is who typed the
    answers in for the person, from paper or the phone.
    Raises: ChoiceNeeded; NotOpenYet; NotFound when there is no such step, question or option.
    """
    if not chosen.options or (chosen.check and chosen.check not in chosen.options):
        raise ChoiceNeeded
    on_way = step_to_write_on(held_course(db, at.enrolment_id, now=now), at, entered_by)
    step = db.scalars(select(Step).where(Step.id == on_way.id)).one()
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
            "entered_by_id": entered_by,
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
    if not on_way.is_done:
        _finish(db, at, step, {*latest, *chosen.options}, now=now, entered_by=entered_by)


def _finish(
    db: Session,
    at: StepAddress,
    step: Step,
    tried: set[str],
    *,
    now: datetime,
    entered_by: UUID | None,
) -> None:
    questions = [question["key"] for question in step.data.get("questions", [])]
    rule = rules.rule_for(step.kind, rules.ANSWERED)
    if rule is not None and rules.is_answered(questions, tried):
        complete(
            db,
            at.enrolment_id,
            step.id,
            rule=rule,
            evidence={"questions": questions},
            now=now,
            entered_by=entered_by,
        )
