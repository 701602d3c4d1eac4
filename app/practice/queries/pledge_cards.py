"""The card of the library with which a pledge begins."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.policy import may_learn
from app.cohorts.queries.seats import seat_by_slug
from app.people.models import Person
from app.syllabus.models import Card


def card_to_begin_with(db: Session, actor: Person, slug: str, key: str) -> Card | None:
    """A pledge of the library of one's own cohort; None when there is none. Two statements.

    None is asked without a card.
    """
    seat = seat_by_slug(db, actor, slug=slug) if key else None
    if seat is None or not may_learn(actor, seat):
        return None
    return db.scalar(
        select(Card).where(
            Card.edition_id == seat.cohort.edition_id, Card.kind == "pledges", Card.key == key
        )
    )
