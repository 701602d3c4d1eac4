"""The files of an edition, and what a facilitator is told about characters they cannot show."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from textwrap import shorten
from typing import Any

from app.gateways.ports.press import CARD, DOCX, PDF, XLSX
from app.kit.cleaning import LARGEST
from app.kit.document import Document
from app.reflections.rules.attachments import say_size


@dataclass(frozen=True)
class FileKind:
    """What readers call a kind of file, and what programs do."""

    words: str
    media_type: str


_OFFICE = "application/vnd.openxmlformats-officedocument"
KINDS: dict[str, FileKind] = {
    PDF: FileKind("a PDF", "application/pdf"),
    DOCX: FileKind("a Word document", f"{_OFFICE}.wordprocessingml.document"),
    XLSX: FileKind("an Excel workbook of the words and figures", f"{_OFFICE}.spreadsheetml.sheet"),
    CARD: FileKind("a picture for links", "image/png"),
}
MOST_NAMED = 8
NOT_WORDS = ("kind", "sha256", "language")
MENDED = (
    "You can ask whoever wrote them whether another sign would do, or leave it like that: it stops "
    "nothing."
)
ALL_THE_SAME = "You can publish the edition all the same."


def not_drawn_sentence(letters: Iterable[str], *, is_draft: bool = False) -> str | None:
    """What a facilitator is told about characters without a glyph; None when there are none.

    In a draft there is time to mend it.
    """
    found = list(dict.fromkeys(letters))
    if not found:
        return None
    named = ", ".join(map(_named, found[:MOST_NAMED]))
    more = f" and {len(found) - MOST_NAMED} more" if len(found) > MOST_NAMED else ""
    is_one = len(found) == 1
    stands, instead = ("will stand", MENDED) if is_draft else ("stands", ALL_THE_SAME)
    return (
        f"{'1 character has' if is_one else f'{len(found)} characters have'} no drawing in our "
        f"fonts: {named}{more}. In the PDF, and in the charts of the Word document, a box {stands} "
        f"for {'it' if is_one else 'them'}. The web page and all else have the words as they are. "
        f"{instead}"
    )


def too_large_sentence(files: Iterable[tuple[str, int]]) -> str | None:
    """What a facilitator is told about files, by format and bytes, that are hard to send on."""
    large = [KINDS[name].words for name, size in files if size > LARGEST]
    if not large:
        return None
    named = " and ".join(large)
    return (
        f"This report as {named} is larger than 10 MB. Many people cannot get a file like that by "
        "e-mail, and it is slow on a phone. You can make the edition again with fewer pictures, or "
        "publish it all the same: the web page is quick in any case."
    )


def places_not_drawn(document: Document, letters: Iterable[str]) -> list[str]:
    """The beginnings of those parts of a draft that hold such characters, in order."""
    found = set(letters)
    texts = (_all_words(block.model_dump(mode="json")) for block in document.blocks)
    return [shorten(text, 60, placeholder=" …") for text in texts if found & set(text)]


def _all_words(tree: object) -> str:
    """All texts of a block, one after the other."""
    if isinstance(tree, dict):
        return " ".join(_all_words(part) for name, part in tree.items() if name not in NOT_WORDS)
    if isinstance(tree, list):
        return " ".join(_all_words(part) for part in tree)
    return tree if isinstance(tree, str) else ""


def code_of(letter: str) -> str:
    """The number under which anybody can look up a character."""
    return f"U+{ord(letter):04X}"


def letters_of(codes: Iterable[str]) -> list[str]:
    """The characters with these numbers, each once."""
    return list(dict.fromkeys(chr(int(code.removeprefix("U+"), 16)) for code in codes))


def _named(letter: str) -> str:
    """A character by its name, and by the number under which anybody can look it up."""
    name = unicodedata.name(letter, "").lower()
    number = code_of(letter)
    return f"{name} ({number})" if name else number


@dataclass(frozen=True)
class Offered:
    """A file that readers can take along: its format, what it is called, and its size."""

    format: str
    words: str
    size: str


def offered(manifest: Mapping[str, Any] | None) -> list[Offered]:
    """The files of an edition; of one that was frozen before there were manifests, its PDF."""
    if manifest is None:
        return [Offered(PDF, KINDS[PDF].words, "")]
    return [
        Offered(file["format"], KINDS[file["format"]].words, say_size(file["bytes"]))
        for file in manifest["files"]
        if file["format"] != CARD
    ]


def has_card(manifest: Mapping[str, Any] | None) -> bool:
    """Whether a picture stands for an edition where somebody puts a link to it."""
    return any(file["format"] == CARD for file in (manifest or {}).get("files", []))


def in_order(formats: Sequence[str]) -> list[str]:
    """The kinds of files that there are, in the order in which they are offered."""
    return [file_format for file_format in KINDS if file_format in formats]
