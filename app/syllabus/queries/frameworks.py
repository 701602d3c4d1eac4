"""Reads of the health creation framework: its editions, their items, and how an item changed."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.syllabus.models import FrameworkChange, FrameworkEdition, FrameworkItem


@dataclass(frozen=True)
class FrameworkPage:
    """One edition of the framework, its items by part, and what changed since the one before."""

    framework: FrameworkEdition
    items: list[FrameworkItem]
    changes: dict[str, FrameworkChange]

    def parts(self) -> list[tuple[str, list[FrameworkItem]]]:
        """The items part by part, in the order of the document."""
        return [(part, list(items)) for part, items in groupby(self.items, lambda item: item.part)]


@dataclass(frozen=True)
class TermMoment:
    """What an item was called in one edition; without a label it is not in that edition."""

    item_key: str
    framework_id: UUID
    framework_key: str
    framework_title: str
    source_short: str
    label: str | None
    change: str | None
    note: str


def all_frameworks(db: Session) -> list[FrameworkEdition]:
    """The editions of the framework from the oldest to the newest. One statement."""
    return list(db.scalars(select(FrameworkEdition).order_by(FrameworkEdition.position)))


def all_framework_pages(db: Session) -> list[FrameworkPage]:
    """Every edition of the framework with its items and changes, oldest first. Three statements."""
    items: dict[UUID, list[FrameworkItem]] = {}
    for item in db.scalars(select(FrameworkItem).order_by(FrameworkItem.position)):
        items.setdefault(item.framework_id, []).append(item)
    changes: dict[UUID, dict[str, FrameworkChange]] = {}
    for change in db.scalars(select(FrameworkChange).order_by(FrameworkChange.item_key)):
        changes.setdefault(change.framework_id, {})[change.item_key] = change
    return [
        FrameworkPage(one, items.get(one.id, []), changes.get(one.id, {}))
        for one in all_frameworks(db)
    ]


def term_history(db: Session) -> dict[str, list[TermMoment]]:
    """By item: what it was called in each edition that has it or lost it, oldest first.

    Three statements.
    """
    labels = {
        (item.framework_id, item.key): item.label for item in db.scalars(select(FrameworkItem))
    }
    changes = {
        (change.framework_id, change.item_key): change
        for change in db.scalars(select(FrameworkChange))
    }
    history: dict[str, list[TermMoment]] = {}
    for framework in all_frameworks(db):
        places = dict.fromkeys(place for place in [*labels, *changes] if place[0] == framework.id)
        for place in places:
            change = changes.get(place)
            moment = TermMoment(
                item_key=place[1],
                framework_id=framework.id,
                framework_key=framework.key,
                framework_title=framework.title,
                source_short=framework.source_short,
                label=labels.get(place),
                change=change.kind if change else None,
                note=change.note if change else "",
            )
            history.setdefault(place[1], []).append(moment)
    return history
