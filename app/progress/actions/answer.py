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
from app.progress.actions.complete import step_to_write_on
from app.progress.actions.record import complete, note_entry, note_visit
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
    entry: rules.Entry | None = None,
) -> None:
    """Keep the tries, and by the rule "answered" the step is done once each question has one.

    At most six statements. The same form sent twice is one try. `entry` is how the answers came
    to somebody who typed them in for the person, with one statement more.
    Raises: ChoiceNeeded; NotOpenYet; NotFound when there is no such step, question or option.
    """
    if not chosen.options or (chosen.check and chosen.check not in chosen.options):
        raise ChoiceNeeded
    on_way = step_to_write_on(held_course(db, at.enrolment_id, now=now), at, entry)
    step = db.scalars(select(Step).where(Step.id == on_way.id)).one()
    verdicts = {
        question: verdict_on(step, question, option) for question, option in chosen.options.items()
    }
    when = entry.done_at if entry else now
    # Holds this person's row: of two last answers sent at once, the second sees the first.
    note_visit(db, at.enrolment_id, step.id, now=when)
    if entry:
        note_entry(db, at.enrolment_id, step.id, entry, now=now)
    latest = latest_tries(db, at.enrolment_id, step.id)
    typist = entry.by if entry else None
    form = entry.key if entry else chosen.key or new_id()
    tries = [
        {
            "enrolment_id": at.enrolment_id,
            "step_id": step.id,
            "question_key": question,
            "option_key": option,
            "right": verdicts[question].right,
            "request_key": uuid5(form, option),
            "answered_at": when,
            "entered_by_id": typist,
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
        _finish(db, at, step, {*latest, *chosen.options}, now=when, entered_by=typist)


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
