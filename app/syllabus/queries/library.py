"""Reads of an edition's library."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from app.kit.errors import NotFound
from app.syllabus.models import Card


def cards_of(db: Session, edition_id: UUID, kind: str) -> list[Card]:
    """The cards of one shelf, in order. One statement."""
    of_shelf = select(Card).where(Card.edition_id == edition_id, Card.kind == kind)
    return list(db.scalars(of_shelf.order_by(Card.position)))


def card_of(db: Session, edition_id: UUID, kind: str, key: str) -> Card:
    """One card. One statement.

    Raises: NotFound.
    """
    card = db.scalar(
        select(Card).where(Card.edition_id == edition_id, Card.kind == kind, Card.key == key)
    )
    if card is None:
        raise NotFound
    return card


def has_card(db: Session, edition_id: UUID, kind: str, key: str) -> bool:
    """Whether there is such a card. One statement."""
    of_card = exists().where(Card.edition_id == edition_id, Card.kind == kind, Card.key == key)
    return bool(db.scalar(select(of_card)))
