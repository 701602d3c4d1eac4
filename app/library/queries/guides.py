"""Reads of the guides to the sessions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from app.kit.errors import NotFound
from app.syllabus.models import Card, CourseModule

_OF_MODULE = and_(
    Card.edition_id == CourseModule.edition_id,
    Card.key == CourseModule.key,
    Card.kind == "guide",
)


@dataclass(frozen=True)
class GuideRow:
    """A guide as a list shows it."""

    module_key: str
    module_number: int
    module_title: str
    title: str
    minutes: int


@dataclass(frozen=True)
class Slot:
    """A part of a session: from which minute to which, counted from its start."""

    start: int
    end: int
    minutes: int
    what: str
    how: str


@dataclass(frozen=True)
class GuidePage:
    """A guide to the session of a module."""

    card: Card
    module: CourseModule

    def slots(self) -> Iterator[Slot]:
        """The running order with its running total."""
        so_far = 0
        for part in self.card.data["running_order"]:
            minutes = part["minutes"]
            yield Slot(so_far, so_far + minutes, minutes, part["what"], part["how"])
            so_far += minutes

    @property
    def data(self) -> dict[str, Any]:
        """The other parts of the guide: minutes, prepare, html and sources."""
        return self.card.data


def guides_of(db: Session, edition_id: UUID) -> list[GuideRow]:
    """The guides of an edition in the order of the modules. One statement."""
    rows = db.execute(
        select(
            CourseModule.key,
            CourseModule.number,
            CourseModule.title,
            Card.title,
            Card.data["minutes"].as_integer(),
        )
        .join(Card, _OF_MODULE)
        .where(CourseModule.edition_id == edition_id)
        .order_by(CourseModule.number)
    )
    return [GuideRow(*row) for row in rows]


def guide_page(db: Session, edition_id: UUID, module_key: str) -> GuidePage:
    """The guide to the session of a module. One statement.

    Raises: NotFound.
    """
    row = db.execute(
        select(Card, CourseModule)
        .join(CourseModule, _OF_MODULE)
        .where(CourseModule.edition_id == edition_id, CourseModule.key == module_key)
    ).one_or_none()
    if row is None:
        raise NotFound
    return GuidePage(row[0], row[1])
