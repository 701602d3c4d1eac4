"""Offering payment or expenses before a task."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.kit.db import new_id
from app.kit.sendings import sending_key
from app.kit.times import in_zone
from app.mentoring.errors.recognition import (
    NotToYourself,
    PayeeNeeded,
    RateNeeded,
    TaskNeeded,
    TimesNeeded,
)
from app.mentoring.letters.recognition import PAYMENT_OFFERED
from app.mentoring.models import Recognition, RecognitionRate
from app.mentoring.queries.recognition import holds_on
from app.mentoring.rules.recognition import (
    LONGEST_TASK,
    MOST_TIMES,
    PAID_BEFORE,
)
from app.people.models import Person
from app.people.rules import clean_lines
from app.post.actions.plan import NewLetter, plan_letters


@dataclass(frozen=True)
class NewOffer:
    """To whom, at which rate, how many times, and what for."""

    person_id: UUID | None
    rate_id: UUID | None
    task: str
    times: int | None


def offer_payment(
    db: Session, actor: Person, new: NewOffer, *, request_key: UUID, now: datetime
) -> UUID:
    """Offer something before a task, and tell them; gives the offer's id.

    The same form sent again is one offer; with other words it is another. At most five statements.
    Raises: PayeeNeeded, NotToYourself, RateNeeded, TaskNeeded, TimesNeeded.
    """
    payee_id, rate, task = _checked(db, actor, new, now)
    sending = sending_key(request_key, actor.id, payee_id, rate.id, task, new.times)
    made: Recognition | None = db.scalar(
        insert(Recognition)
        .values(
            id=new_id(),
            person_id=payee_id,
            rate_id=rate.id,
            task=task,
            pence=rate.pence * (new.times or 1),
            offered_at=now,
            offered_by_id=actor.id,
            prepaid=rate.kind in PAID_BEFORE,
            request_key=sending,
        )
        .on_conflict_do_nothing(index_elements=["request_key"])
        .returning(Recognition)
    )
    if made is None:
        return db.scalars(select(Recognition.id).where(Recognition.request_key == sending)).one()
    plan_letters(db, [NewLetter(payee_id, PAYMENT_OFFERED, made.id, now)], now=now)
    return made.id


def _checked(
    db: Session, actor: Person, new: NewOffer, now: datetime
) -> tuple[UUID, RecognitionRate, str]:
    if new.person_id is None or db.get(Person, new.person_id) is None:
        raise PayeeNeeded
    if new.person_id == actor.id:
        raise NotToYourself
    if new.times is None or not 1 <= new.times <= MOST_TIMES:
        raise TimesNeeded
    task = _task(new.task)
    today = in_zone(now, actor.time_zone).date()
    chosen = RecognitionRate.id == new.rate_id, holds_on(today)
    rate = db.scalar(select(RecognitionRate).where(*chosen))
    if rate is None:
        raise RateNeeded
    return new.person_id, rate, task


def _task(text: str) -> str:
    task = clean_lines(" ".join(text.split()), LONGEST_TASK)
    if not task:
        raise TaskNeeded
    return task
