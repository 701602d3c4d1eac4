"""The editions of the framework, each set beside the one before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from sqlalchemy.orm import Session

from app.library.rules import FRAMEWORK_PARTS
from app.library.rules.changes import AGAIN, TAGS, say_changes
from app.library.rules.terms import ADDED, REMOVED, listed
from app.syllabus.models import FrameworkChange, FrameworkEdition
from app.syllabus.queries.frameworks import FrameworkPage, all_framework_pages


@dataclass(frozen=True)
class ShownItem:
    """An item with what became of it since the edition before; no tag for what stayed."""

    key: str
    label: str
    text: str
    tag: str
    note: str


@dataclass(frozen=True)
class ShownEdition:
    """An edition of the framework: its items by part, and what is left out since the one before."""

    framework: FrameworkEdition
    parts: Sequence[tuple[str, Sequence[ShownItem]]]
    left_out: Sequence[ShownItem]
    since: str


@dataclass(frozen=True)
class Cell:
    """What an item is called in one edition or in several on end; None where it is not listed."""

    years: str
    width: int
    label: str | None
    tag: str


@dataclass(frozen=True)
class FrameworkStory:
    """All editions of the framework, oldest first, and each part's items across them."""

    editions: Sequence[ShownEdition]
    parts: Sequence[tuple[str, Sequence[Sequence[Cell]]]]


def framework_story(db: Session) -> FrameworkStory:
    """All editions with their items and changes, and all items across them. Three statements."""
    labels: dict[str, str] = {}
    before, editions = "", []
    for page in all_framework_pages(db):
        editions.append(_shown(page, before, labels))
        before = page.framework.key
        labels |= {item.key: item.label for item in page.items}
    return FrameworkStory(editions, list(_parts(editions)))


def _shown(page: FrameworkPage, before: str, labels: Mapping[str, str]) -> ShownEdition:
    """An edition after the one called `before`; `labels` are those of all that went before."""
    kinds = {key: _kind(change, labels) for key, change in page.changes.items()}

    def item(key: str, label: str, text: str) -> ShownItem:
        change = page.changes.get(key)
        tag = TAGS.get(kinds.get(key, ""), "")
        return ShownItem(key, label, text, tag, change.note if change else "")

    return ShownEdition(
        framework=page.framework,
        parts=[
            (FRAMEWORK_PARTS[part], [item(one.key, one.label, one.text) for one in items])
            for part, items in page.parts()
        ],
        left_out=[
            item(key, labels.get(key, key), "") for key, kind in kinds.items() if kind == REMOVED
        ],
        since=say_changes(kinds.values(), before) if before else "",
    )


def _kind(change: FrameworkChange, labels: Mapping[str, str]) -> str:
    return AGAIN if change.kind == ADDED and change.item_key in labels else change.kind


def _parts(editions: Sequence[ShownEdition]) -> Iterator[tuple[str, list[list[Cell]]]]:
    """Every item of any edition, part by part, in the order of the newest that has it."""
    years = [one.framework.key for one in editions]
    for part in FRAMEWORK_PARTS.values():
        of = [{item.key: item for item in dict(one.parts).get(part, ())} for one in editions]
        keys = dict.fromkeys(key for items in reversed(of) for key in items)
        if keys:
            yield part, [_cells(years, [items.get(key) for items in of]) for key in keys]


def _cells(years: Sequence[str], items: Sequence[ShownItem | None]) -> list[Cell]:
    """One item across the editions, with those that call it the same taken together."""
    cells = []
    beside = zip(years, items, strict=True)
    for label, run in groupby(beside, key=lambda pair: pair[1].label if pair[1] else None):
        named, together = zip(*run, strict=True)
        first = together[0]
        cells.append(Cell(listed(list(named)), len(named), label, first.tag if first else ""))
    return cells
