"""The editions of the framework, each set beside the one before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sqlalchemy.orm import Session

from app.library.rules import FRAMEWORK_PARTS
from app.library.rules.changes import TAGS, say_changes
from app.syllabus.models import FrameworkEdition, FrameworkItem
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


# One item across all editions: what each calls it, or None where it is not.
Row = Sequence[ShownItem | None]


@dataclass(frozen=True)
class FrameworkStory:
    """All editions of the framework, oldest first, and each part's items across them."""

    editions: Sequence[ShownEdition]
    parts: Sequence[tuple[str, Sequence[Row]]]


def framework_story(db: Session) -> FrameworkStory:
    """All editions with their items and changes, and all items across them. Three statements."""
    pages = all_framework_pages(db)
    editions = [
        _shown(page, before) for before, page in pairwise([None, *pages]) if page is not None
    ]
    return FrameworkStory(editions, list(_parts(editions)))


def _shown(page: FrameworkPage, before: FrameworkPage | None) -> ShownEdition:
    labels = {item.key: item.label for item in before.items} if before else {}
    kinds = [change.kind for change in page.changes.values()]
    return ShownEdition(
        framework=page.framework,
        parts=[
            (FRAMEWORK_PARTS[part], [_item(item, page) for item in items])
            for part, items in page.parts()
        ],
        left_out=[
            ShownItem(key, labels.get(key, key), "", TAGS["removed"], change.note)
            for key, change in page.changes.items()
            if change.kind == "removed"
        ],
        since=say_changes(kinds, before.framework.key) if before else "",
    )


def _item(item: FrameworkItem, page: FrameworkPage) -> ShownItem:
    change = page.changes.get(item.key)
    tag, note = (TAGS.get(change.kind, ""), change.note) if change else ("", "")
    return ShownItem(item.key, item.label, item.text, tag, note)


def _parts(editions: Sequence[ShownEdition]) -> Iterator[tuple[str, list[Row]]]:
    """Every item of any edition, part by part, in the order of the newest that has it."""
    for part in FRAMEWORK_PARTS.values():
        of = [{item.key: item for item in dict(one.parts).get(part, ())} for one in editions]
        keys = dict.fromkeys(key for items in reversed(of) for key in items)
        if keys:
            yield part, [[items.get(key) for items in of] for key in keys]
