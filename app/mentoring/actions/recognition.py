"""Offering payment or expenses before a task, answering, and paying."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.kit.db import new_id
from app.kit.sendings import sending_key
from app.kit.times import in_zone
from app.mentoring.errors.recognition import (
    AmountNeeded,
    AnswerNeeded,
    DayNeeded,
    NotDoneYet,
    NothingOwed,
    NotToYourself,
    PayeeNeeded,
    RateNeeded,
    Settled,
    TaskNeeded,
    TimesNeeded,
)
from app.mentoring.letters.recognition import PAYMENT_MADE, PAYMENT_OFFERED
from app.mentoring.models import Recognition, RecognitionRate
from app.mentoring.queries.recognition import OfferPlace, holds_on
from app.mentoring.rules.recognition import (
    CAN_BE_ANSWERED,
    EXPENSES_ONLY,
    IS_OWED,
    LONGEST_TASK,
    MOST_TIMES,
    PAID,
    PAID_BEFORE,
    WITHDRAWN,
    answers_to,
    due_on,
)
from app.people.models import Person
from app.people.rules import clean_lines
from app.post.actions.plan import NewLetter, lapse_letters, plan_letters


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


def answer_offer(
    db: Session, actor: Person, place: OfferPlace, answer: str, *, now: datetime
) -> None:
    """Answer an offer, or change the answer, for oneself or for whoever told it to a coordinator.

    Whatever is answered, nobody asks why and no reason is kept. The same answer again changes
    nothing. At most three statements.
    Raises: AnswerNeeded, Settled.
    """
    if answer not in answers_to(place.rate.kind):
        raise AnswerNeeded
    offer = _held(db, place)
    if offer.state == answer:
        return
    if offer.state not in CAN_BE_ANSWERED:
        raise Settled
    offer.state, offer.answered_at = answer, now
    offer.answered_by_id = None if actor.id == offer.person_id else actor.id
    _reckon(place, offer)
    db.flush()
    lapse_letters(db, offer.id, [PAYMENT_OFFERED], "It was answered.")


def note_done(
    db: Session, actor: Person, place: OfferPlace, day: date | None, *, now: datetime
) -> None:
    """Note on which day the task was done; from then on the days to pay count. Two statements.

    Raises: DayNeeded, Settled.
    """
    offer = _held(db, place)
    if offer.state not in CAN_BE_ANSWERED:
        raise Settled
    offer.task_done_on = _past(day, actor, now)
    _reckon(place, offer)
    db.flush()


def note_paid(
    db: Session,
    actor: Person,
    place: OfferPlace,
    *,
    day: date | None,
    pence: int | None,
    now: datetime,
) -> bool:
    """Note that it was paid, and tell them; False when it was noted before.

    `pence` is what the expenses came to, where only those are paid. At most three statements.
    Raises: NothingOwed, NotDoneYet, AmountNeeded, DayNeeded.
    """
    offer = _held(db, place)
    if offer.state == PAID:
        return False
    if offer.state not in IS_OWED:
        raise NothingOwed
    if not offer.prepaid and offer.task_done_on is None:
        raise NotDoneYet
    if offer.state == EXPENSES_ONLY:
        if pence is None:
            raise AmountNeeded
        offer.pence = pence
    offer.paid_on = _past(day, actor, now)
    offer.state = PAID
    db.flush()
    if offer.person_id is not None:
        plan_letters(db, [NewLetter(offer.person_id, PAYMENT_MADE, offer.id, now)], now=now)
    return True


def withdraw_offer(db: Session, place: OfferPlace) -> None:
    """Take an offer back, such as when the task is called off; three statements.

    Taken back already: nothing changes. Raises: Settled.
    """
    offer = _held(db, place)
    if offer.state == WITHDRAWN:
        return
    if offer.state not in CAN_BE_ANSWERED:
        raise Settled
    offer.state, offer.due_on = WITHDRAWN, None
    db.flush()
    lapse_letters(db, offer.id, [PAYMENT_OFFERED], "It was taken back.")


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


def _past(day: date | None, actor: Person, now: datetime) -> date:
    if day is None or day > in_zone(now, actor.time_zone).date():
        raise DayNeeded
    return day


def _reckon(place: OfferPlace, offer: Recognition) -> None:
    zone = place.person.time_zone if place.person else "Europe/London"
    offer.due_on = due_on(
        offer.state,
        prepaid=offer.prepaid,
        days=place.rate.pay_within_days,
        answered_on=in_zone(offer.answered_at, zone).date() if offer.answered_at else None,
        done_on=offer.task_done_on,
    )


def _held(db: Session, place: OfferPlace) -> Recognition:
    """The offer as it is now, until the commit nobody else's to change."""
    return db.scalars(
        select(Recognition)
        .where(Recognition.id == place.offer.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one()
