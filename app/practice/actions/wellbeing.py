"""Saying how one is, and taking it back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.kit.db import new_id
from app.kit.sendings import sending_key
from app.people.models import Person
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
    answers = read_answers(sent)
    if answers is None:
        raise NotOnTheScale
    if not answers:
        raise NothingSaid
    key = sending_key(form_key, actor.id, sorted(answers.items()))
    made = insert(WellbeingAnswer).values(
        id=new_id(), person_id=actor.id, answered_at=now, request_key=key, **answers
    )
    db.execute(made.on_conflict_do_nothing(index_elements=["request_key"]))


def take_back_wellbeing(db: Session, actor: Person, answer_id: UUID) -> None:
    """Erase answers of the actor's own; somebody else's stay. One statement."""
    db.execute(
        delete(WellbeingAnswer).where(
            WellbeingAnswer.id == answer_id, WellbeingAnswer.person_id == actor.id
        )
    )
