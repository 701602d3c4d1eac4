"""Letters about payment and expenses as the post sees them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.mentoring.letters.recognition import (
    PAYMENT_MADE,
    PAYMENT_OFFERED,
    OfferFacts,
    payment_made_letter,
    payment_offered_letter,
)
from app.mentoring.models import Recognition, RecognitionRate
from app.mentoring.queries.recognition import OfferPlace
from app.mentoring.rules.recognition import OFFERED, PAYMENT, say_pounds
from app.people.models import Person
from app.post.kinds import Desk, Draft, Lapse
from app.post.models import Letter
from app.post.rules import BY_HAND

ANSWERED = "It was answered or taken back."
NOT_PAID = "It was not paid."

Write = Callable[[OfferPlace, OfferFacts], Draft | None]


class PaymentOfferedKind:
    """Letters that offer a payment or expenses; about one offer."""

    name = PAYMENT_OFFERED
    topic = ""
    waits = True

    def prepare(
        self, db: Session, letters: Sequence[Letter], desk: Desk
    ) -> Mapping[UUID, Draft | Lapse]:
        """One statement; what was answered needs no letter."""
        return _each(db, letters, desk, _offered, ANSWERED)


class PaymentMadeKind:
    """Letters that tell that something was paid; about one offer."""

    name = PAYMENT_MADE
    topic = ""
    waits = True

    def prepare(
        self, db: Session, letters: Sequence[Letter], desk: Desk
    ) -> Mapping[UUID, Draft | Lapse]:
        """One statement."""
        return _each(db, letters, desk, _made, NOT_PAID)


def _offered(place: OfferPlace, facts: OfferFacts) -> Draft | None:
    return payment_offered_letter(facts) if place.offer.state == OFFERED else None


def _made(place: OfferPlace, facts: OfferFacts) -> Draft | None:
    paid_on = place.offer.paid_on
    return payment_made_letter(facts, paid_on) if paid_on is not None else None


def _each(
    db: Session, letters: Sequence[Letter], desk: Desk, write: Write, lapse: str
) -> Mapping[UUID, Draft | Lapse]:
    rows = db.execute(
        select(Recognition, RecognitionRate, Person)
        .join(RecognitionRate, RecognitionRate.id == Recognition.rate_id)
        .join(Person, Person.id == Recognition.person_id)
        .where(Recognition.id.in_({letter.about_id for letter in letters}))
    )
    found = {(place.offer.id, place.offer.person_id): place for place in _places(rows)}
    answers: dict[UUID, Draft | Lapse] = {}
    for letter in letters:
        place = found.get((letter.about_id, letter.person_id))
        draft = write(place, _facts(place, letter, desk)) if place else None
        answers[letter.id] = draft or Lapse(lapse)
    return answers


def _places(rows: object) -> list[OfferPlace]:
    return [OfferPlace(*row) for row in rows]  # type: ignore[attr-defined]


def _facts(place: OfferPlace, letter: Letter, desk: Desk) -> OfferFacts:
    offer, rate = place.offer, place.rate
    return OfferFacts(
        name=place.person.name if place.person else "",
        amount=say_pounds(offer.pence),
        task=offer.task,
        days=rate.pay_within_days,
        prepaid=offer.prepaid,
        is_payment=rate.kind == PAYMENT,
        site=desk.site,
        tongue=desk.tongue,
        by_hand=letter.channel in BY_HAND,
    )
