"""Saying how one is, typing in what somebody told, and taking it back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.kit.db import new_id
from app.kit.sendings import sending_key
from app.people.models import Person
from app.practice.actions.tellers import somebody_in
from app.practice.errors.wellbeing import NothingSaid, NotOnTheScale
from app.practice.models import WellbeingAnswer
from app.practice.rules.wellbeing import read_answers


def say_wellbeing(
    db: Session, actor: Person, *, sent: Mapping[str, str], form_key: UUID, now: datetime
) -> None:
    """Keep the actor's answers of today. One statement.

    The same form with the same answers is kept once, however often it is sent.
    Raises: NothingSaid, NotOnTheScale.
    """
    _keep(db, actor.id, sent, form_key, now, entered_by_id=None)


def enter_wellbeing(
    db: Session,
    actor: Person,
    cohort: Cohort,
    *,
    person_id: UUID | None,
    sent: Mapping[str, str],
    form_key: UUID,
    now: datetime,
) -> None:
    """Keep what somebody of the cohort told by phone or on paper. Two statements.

    The record says who typed it in, and whoever did cannot read it back.
    Raises: PersonNeeded, NothingSaid, NotOnTheScale.
    """
    whose = somebody_in(db, actor, cohort, person_id)
    _keep(db, whose, sent, form_key, now, entered_by_id=actor.id)


def take_back_wellbeing(db: Session, actor: Person, answer_id: UUID) -> None:
    """Erase answers of the actor's own; somebody else's stay. One statement."""
    db.execute(
        delete(WellbeingAnswer).where(
            WellbeingAnswer.id == answer_id, WellbeingAnswer.person_id == actor.id
        )
    )


def _keep(
    db: Session,
    person_id: UUID,
    sent: Mapping[str, str],
    form_key: UUID,
    now: datetime,
    *,
    entered_by_id: UUID | None,
) -> None:
    answers = read_answers(sent)
    if answers is None:
        raise NotOnTheScale
    if not answers:
        raise NothingSaid
    made = insert(WellbeingAnswer).values(
        id=new_id(),
        person_id=person_id,
        answered_at=now,
        entered_by_id=entered_by_id,
        request_key=sending_key(form_key, person_id, sorted(answers.items())),
        **answers,
    )
    db.execute(made.on_conflict_do_nothing(index_elements=["request_key"]))
