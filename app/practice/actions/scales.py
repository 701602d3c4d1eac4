"""Answering a scale, typing in what somebody told, and taking it back."""

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
from app.practice.errors.wellbeing import NothingSaid, NotOffered
from app.practice.models import ScaleAnswer
from app.practice.rules.keys import SCALE
from app.practice.rules.scales import Scale, as_said, read_answers, to_text
from app.vault.actions import key_for_writing


def answer_scale(
    db: Session,
    actor: Person,
    scale: Scale,
    *,
    sent: Mapping[str, str],
    form_key: UUID,
    now: datetime,
) -> None:
    """Keep the actor's answers of today, sealed for them alone. Three statements at most.

    The same form with the same answers is kept once, however often it is sent.
    Raises: NothingSaid, NotOffered; CannotOpen.
    """
    _keep(db, actor.id, scale, sent, form_key, now, entered_by_id=None)


def enter_scale(
    db: Session,
    actor: Person,
    cohort: Cohort,
    scale: Scale,
    *,
    person_id: UUID | None,
    sent: Mapping[str, str],
    form_key: UUID,
    now: datetime,
) -> None:
    """Keep what somebody of the cohort told by phone or on paper. Four statements at most.

    The record says who typed it in, and whoever did cannot read it back.
    Raises: PersonNeeded, NothingSaid, NotOffered; CannotOpen.
    """
    whose = somebody_in(db, actor, cohort, person_id)
    _keep(db, whose, scale, sent, form_key, now, entered_by_id=actor.id)


def take_back_scale(db: Session, actor: Person, answer_id: UUID) -> None:
    """Erase answers of the actor's own; somebody else's stay. One statement."""
    own = (ScaleAnswer.id == answer_id, ScaleAnswer.person_id == actor.id)
    db.execute(delete(ScaleAnswer).where(*own))


def _keep(
    db: Session,
    person_id: UUID,
    scale: Scale,
    sent: Mapping[str, str],
    form_key: UUID,
    now: datetime,
    *,
    entered_by_id: UUID | None,
) -> None:
    answers = read_answers(scale, sent)
    if answers is None:
        raise NotOffered
    if not answers:
        raise NothingSaid
    made = new_id()
    key = key_for_writing(db, person_id, now=now)
    kept = insert(ScaleAnswer).values(
        id=made,
        person_id=person_id,
        scale_key=scale.key,
        mark=scale.mark,
        sealed=key.seal(to_text(as_said(scale, answers)), SCALE, made),
        answered_at=now,
        entered_by_id=entered_by_id,
        request_key=sending_key(form_key, person_id, scale.mark, sorted(answers.items())),
    )
    db.execute(kept.on_conflict_do_nothing(index_elements=["request_key"]))
