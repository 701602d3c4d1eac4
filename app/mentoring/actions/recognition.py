"""What becomes of an offer: it is answered, done, paid, or taken back."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.kit.times import in_zone
from app.mentoring.errors.recognition import (
    AmountNeeded,
    AnswerNeeded,
    DayNeeded,
    NotDoneYet,
    NothingOwed,
    Settled,
)
from app.mentoring.letters.recognition import PAYMENT_MADE, PAYMENT_OFFERED
from app.mentoring.models import Recognition
from app.mentoring.queries.recognition import OfferPlace
from app.mentoring.rules.recognition import (
    CAN_BE_ANSWERED,
    EXPENSES_ONLY,
    IS_OWED,
    PAID,
    WITHDRAWN,
    answers_to,
    due_on,
)
from app.people.models import Person
from app.post.actions.plan import NewLetter, lapse_letters, plan_letters


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
    offer.task_done_on = _since_offered(offer, day, actor, now)
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
    offer.paid_on = _since_offered(offer, day, actor, now)
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


def _since_offered(offer: Recognition, day: date | None, actor: Person, now: datetime) -> date:
    """An offer comes before the task and before the payment; an earlier year is a slip."""
    first, last = (in_zone(moment, actor.time_zone).date() for moment in (offer.offered_at, now))
    if day is None or not first <= day <= last:
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
