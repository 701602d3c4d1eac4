"""The files of an edition, and what a facilitator is told about characters they cannot show."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.gateways.ports.press import DOCX, PDF, XLSX
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
}
MOST_NAMED = 8


def not_drawn_sentence(letters: Iterable[str]) -> str | None:
    """What a facilitator is told about characters without a glyph; None when there are none."""
    found = list(dict.fromkeys(letters))
    if not found:
        return None
    named = ", ".join(map(_named, found[:MOST_NAMED]))
    more = f" and {len(found) - MOST_NAMED} more" if len(found) > MOST_NAMED else ""
    is_one = len(found) == 1
    return (
        f"{'1 character has' if is_one else f'{len(found)} characters have'} no drawing in our "
        f"fonts: {named}{more}. In the PDF, and in the charts of the Word document, a box stands "
        f"for {'it' if is_one else 'them'}. The web page and all else have the words as they are. "
        "You can publish the edition all the same."
    )


def _named(letter: str) -> str:
    """A character by its name, and by the number under which anybody can look it up."""
    name = unicodedata.name(letter, "").lower()
    number = f"U+{ord(letter):04X}"
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
    ]


def in_order(formats: Sequence[str]) -> list[str]:
    """The kinds of files that there are, in the order in which they are offered."""
    return [file_format for file_format in KINDS if file_format in formats]
