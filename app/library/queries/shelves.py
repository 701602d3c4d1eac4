"""Reads of the shelves of an edition's library."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.kit.errors import NotFound
from app.library.rules import SHELVES, Shelf
from app.syllabus.models import Card, CourseModule, FrameworkItem
from app.syllabus.queries import card_of, cards_of
from app.syllabus.rules.shown import INTRO

Document = dict[str, str]


@dataclass(frozen=True)
class OnShelf:
    """One shelf with its cards in order, and the card that says what it is for, if it has one."""

    shelf: Shelf
    intro: Card | None
    cards: list[Card]


@dataclass(frozen=True)
class CasePage:
    """One case card, its module, and the labels of the framework items that it shows."""

    card: Card
    module: CourseModule | None
    shows: list[str]


def shelf_counts(db: Session, edition_id: UUID) -> dict[str, int]:
    """How many cards lie on each shelf, by its kind. One statement."""
    counted = (
        select(Card.kind, func.count())
        .where(Card.edition_id == edition_id, Card.key != INTRO)
        .group_by(Card.kind)
    )
    return {kind: number for kind, number in db.execute(counted) if kind in SHELVES}


def shelf_of(db: Session, edition_id: UUID, kind: str) -> OnShelf:
    """One shelf of an edition. One statement.

    Raises: NotFound when there is no such shelf; a guide is on none.
    """
    if kind not in SHELVES:
        raise NotFound
    found = {card.key: card for card in cards_of(db, edition_id, kind)}
    intro = found.pop(INTRO, None)
    return OnShelf(SHELVES[kind], intro, list(found.values()))


def case_page(db: Session, edition_id: UUID, key: str, framework_id: UUID | None) -> CasePage:
    """One case card with the labels of a framework. Three statements.

    Raises: NotFound.
    """
    card = card_of(db, edition_id, "cases", key)
    module = db.scalar(
        select(CourseModule).where(
            CourseModule.edition_id == edition_id, CourseModule.key == card.data["module"]
        )
    )
    shown = (
        select(FrameworkItem.label)
        .where(
            FrameworkItem.framework_id == framework_id, FrameworkItem.key.in_(card.data["shows"])
        )
        .order_by(FrameworkItem.position)
    )
    return CasePage(card, module, list(db.scalars(shown)))


def documents_of(cards: Iterable[Card | None]) -> list[Document]:
    """The documents that the cards name, each once, in the order of the first mention."""
    found: dict[str, Document] = {}
    for card in cards:
        for document in card.data.get("documents", []) if card else []:
            found.setdefault(document["key"], document)
    return list(found.values())
