"""Offers of payment and expenses, the amounts that hold, and what finance has to know."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from app.kit.paging import PAGE_SIZE, Page, nearest_page
from app.mentoring.models import Recognition, RecognitionRate
from app.mentoring.rules.finance_file import NO_NAME, Owed
from app.mentoring.rules.recognition import CAN_BE_ANSWERED, EXPENSES_ONLY, IS_OWED, KINDS, PAID
from app.people.models import Person


@dataclass(frozen=True)
class OfferPlace:
    """An offer with its rate, and to whom it goes; None: their account is gone."""

    offer: Recognition
    rate: RecognitionRate
    person: Person | None


_OFFERS = (
    select(Recognition, RecognitionRate, Person)
    .join(RecognitionRate, RecognitionRate.id == Recognition.rate_id)
    .outerjoin(Person, Person.id == Recognition.person_id)
)


def offer_place(
    db: Session, _actor: Person, *, recognition_id: UUID, **_more: object
) -> OfferPlace | None:
    """The offer of this address; one statement."""
    row = db.execute(_OFFERS.where(Recognition.id == recognition_id)).one_or_none()
    return OfferPlace(*row) if row else None


def own_offers(db: Session, actor: Person) -> Sequence[OfferPlace]:
    """What was offered to somebody, the newest first; one statement."""
    rows = db.execute(
        _OFFERS.where(Recognition.person_id == actor.id).order_by(
            Recognition.offered_at.desc(), Recognition.id
        )
    )
    return [OfferPlace(*row) for row in rows]


def offers_page(db: Session, number: int) -> Page[OfferPlace]:
    """All offers: what is to be paid comes first, by its day, then the newest.

    Fifty a page; two statements.
    """
    total = db.scalar(select(func.count(Recognition.id))) or 0
    shown = nearest_page(number, total)
    rows = db.execute(
        _OFFERS.order_by(
            Recognition.state.not_in(CAN_BE_ANSWERED),
            Recognition.due_on.asc().nulls_last(),
            Recognition.offered_at.desc(),
            Recognition.id,
        )
        .limit(PAGE_SIZE)
        .offset((shown - 1) * PAGE_SIZE)
    )
    return Page([OfferPlace(*row) for row in rows], shown, total)


def all_rates(db: Session) -> Sequence[RecognitionRate]:
    """Every amount there is or was, the newest first; one statement."""
    newest = RecognitionRate.valid_from.desc(), RecognitionRate.title, RecognitionRate.id
    return db.scalars(select(RecognitionRate).order_by(*newest)).all()


def rates_on(db: Session, day: date) -> Sequence[RecognitionRate]:
    """The amounts that hold on a day, by name; one statement."""
    return db.scalars(
        select(RecognitionRate)
        .where(holds_on(day))
        .order_by(RecognitionRate.title, RecognitionRate.id)
    ).all()


def holds_on(day: date) -> ColumnElement[bool]:
    """Whether a rate holds on a day; both its days belong to it."""
    ends = or_(RecognitionRate.valid_to.is_(None), RecognitionRate.valid_to >= day)
    return ends & (RecognitionRate.valid_from <= day)


def owed_between(db: Session, first: date | None, last: date | None) -> Sequence[Owed]:
    """What was paid, or is to be paid, from one day to another, by that day; one statement.

    What nobody owes yet is not there: a no, an offer without an answer, a task not yet done.
    """
    day = func.coalesce(Recognition.paid_on, Recognition.due_on)
    asked = _OFFERS.where(Recognition.state.in_({PAID, *IS_OWED}), day.is_not(None)).order_by(
        day, Recognition.id
    )
    if first is not None:
        asked = asked.where(day >= first)
    if last is not None:
        asked = asked.where(day <= last)
    return [_owed(OfferPlace(*row)) for row in db.execute(asked)]


def _owed(place: OfferPlace) -> Owed:
    offer, rate = place.offer, place.rate
    return Owed(
        reference=offer.id.hex[-12:].upper(),
        name=place.person.name if place.person else NO_NAME,
        kind=KINDS[rate.kind],
        rate=rate.title,
        pence=None if offer.state == EXPENSES_ONLY else offer.pence,
        due_on=offer.due_on,
        paid_on=offer.paid_on,
    )
