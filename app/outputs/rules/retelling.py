"""An edition in other words: which texts it has, what stands for each, and whose words they are."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from app.kit.document import Document
from app.outputs.rules.words import hash_of

EASY_READ = "easy_read"
TRANSLATION = "translation"
ADDRESS = "easy-read"
"""The word in the address of an Easy Read edition; those of translations are their languages."""
LONGEST_NAME = 80

PERSON, CHECKED, MACHINE = "person", "checked", "machine"
HOW = {
    PERSON: "A person translated it",
    CHECKED: "A machine made a first text, and this person went through every line of it",
    MACHINE: "A machine made it, and nobody has gone through it",
}
SAID = {
    PERSON: "A person translated it.",
    CHECKED: "A machine made a first text, and a person went through every line of it.",
}

# The fields of each kind of block that people read, in their order.
FIELDS: dict[str, tuple[str, ...]] = {
    "heading": ("text",),
    "paragraph": ("text",),
    "quote": ("text",),
    "story": ("title", "text"),
    "picture": ("alt", "caption"),
    "bullets": ("items",),
    "chart": ("title", "description", "basis", "label_heading", "value_heading", "bars"),
    "table": ("caption", "header", "rows"),
}
OF_A_BAR = ("label", "shown")

Change = Callable[[str], str]
Key = tuple[str, UUID | None]
"""What a translated text stands for: the hash of the text, and whose words it is, if anybody's."""


@dataclass(frozen=True)
class Piece:
    """One text of an edition that can be translated, in its place."""

    position: int
    text: str
    source: UUID | None

    @property
    def key(self) -> Key:
        """What its translation is kept under."""
        return hash_of(self.text), self.source


@dataclass(frozen=True)
class Retold:
    """A translated edition, and for each of its blocks whether it stands in the language it had."""

    document: Document
    as_it_was: Sequence[bool]

    @property
    def is_whole(self) -> bool:
        """Whether nothing waits for a translation or a yes."""
        return not any(self.as_it_was)


def pieces_of(document: Document, places: Mapping[int, UUID]) -> list[Piece]:
    """Every text of an edition once, in order; words of people once for each of them."""
    tree = document.to_json()
    found: dict[Key, Piece] = {}
    for text, source in [(document.title, None), *_texts(tree, places)]:
        piece = Piece(len(found), text, source)
        found.setdefault(piece.key, piece)
    return list(found.values())


def retell(document: Document, places: Mapping[int, UUID], told: Mapping[Key, str]) -> Retold:
    """An edition with the texts that are told in another language put in their places.

    A block is translated as a whole or stays as it was. `told` holds no words without a yes.
    """
    tree = document.to_json()
    blocks, as_it_was = [], []
    for place, block in enumerate(tree["blocks"]):
        source = places.get(place)
        keys = {text: (hash_of(text), source) for text in _texts_of(block)}
        is_told = bool(keys) and all(key in told for key in keys.values())
        change = partial(_told, keys=keys, told=told)
        blocks.append(_changed(block, change) if is_told else block)
        as_it_was.append(bool(keys) and not is_told)
    title = told.get((hash_of(document.title), None), document.title)
    return Retold(Document.from_json({**tree, "title": title, "blocks": blocks}), as_it_was)


def _told(text: str, *, keys: Mapping[str, Key], told: Mapping[Key, str]) -> str:
    return told[keys[text]]


def hash_of_told(texts: Sequence[str]) -> str:
    """What an author is asked about: all that tells their words, in its order, hashed."""
    return hash_of("\n\n".join(texts))


def _texts(
    tree: Mapping[str, Any], places: Mapping[int, UUID]
) -> Iterator[tuple[str, UUID | None]]:
    for place, block in enumerate(tree["blocks"]):
        for text in _texts_of(block):
            yield text, places.get(place)


def _texts_of(block: dict[str, Any]) -> list[str]:
    """What people read in a block and another language says otherwise: no bare numbers."""
    found: list[str] = []

    def note(text: str) -> str:
        found.append(text)
        return text

    _changed(block, note)
    return found


def _changed(block: dict[str, Any], change: Change) -> dict[str, Any]:
    """A block with each text that people read changed."""
    fields = FIELDS.get(block["kind"], ())
    return {name: _each(part, change) if name in fields else part for name, part in block.items()}


def _each(part: Any, change: Change) -> Any:
    if isinstance(part, str):
        return change(part) if any(letter.isalpha() for letter in part) else part
    if isinstance(part, list):
        return [_each(one, change) for one in part]
    if isinstance(part, dict):
        return {name: _each(one, change) if name in OF_A_BAR else one for name, one in part.items()}
    return part
