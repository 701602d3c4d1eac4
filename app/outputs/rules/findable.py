"""The words by which a report is found in the library, and what is looked for there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from app.kit.document import Document
from app.kit.plain import plain_letters

LONGEST_SOUGHT = 200
# A search document of the database holds a megabyte; nobody finds a report by its 400th page.
LONGEST_FINDABLE = 400_000
# What machines read in a tree.
NOT_WORDS = frozenset({"kind", "language", "dated", "format", "sha256"})


def words_to_find(document: Document, places: tuple[str, ...]) -> str:
    """All texts of a report and the names of its places, without accents, to be searched for."""
    texts = [*places, *_texts(document.to_json())]
    return plain_letters("\n".join(texts))[:LONGEST_FINDABLE]


def words_sought(typed: str) -> str:
    """What somebody looks for, as it is compared with those words."""
    return plain_letters(" ".join(typed.replace("\0", "").split())[:LONGEST_SOUGHT])


def _texts(tree: Any) -> Iterator[str]:
    if isinstance(tree, str):
        yield tree
    elif isinstance(tree, list):
        for part in tree:
            yield from _texts(part)
    elif isinstance(tree, dict):
        for name, part in tree.items():
            if name not in NOT_WORDS:
                yield from _texts(part)
