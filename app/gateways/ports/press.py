"""What makes files of documents and booklets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from app.kit.booklet import Booklet
from app.kit.document import Document
from app.kit.prints import NO_PRINTS, Print

PDF, DOCX, XLSX = "pdf", "docx", "xlsx"
"""The kinds of files, by the endings of their names."""
CARD = "card"
"""A picture that stands for a document where somebody puts a link to it."""


class PressJam(Exception):  # noqa: N818 - the field's word
    """Something could not be made, and making the same again will not help."""


@dataclass(frozen=True)
class MadeFile:
    """A file, and the characters for which it shows a box, in the order met, each once."""

    content: bytes
    not_drawn: tuple[str, ...] = ()


class Press(Protocol):
    """Turns a document into files that can be kept, printed and read aloud."""

    def make(
        self, document: Document, file_format: str, prints: Mapping[str, Print] = NO_PRINTS
    ) -> MadeFile:
        """A tagged PDF/UA-1, a DOCX, an XLSX or a card; the same document gives the same bytes.

        A card is a PNG of 1200 by 630 points with what stands on the first page of the document.
        `prints` are its pictures, by the SHA-256 that the document names each by.
        Raises: PressJam when it cannot be made at all, or a picture of it is not there.
        """
        ...

    def lacking(self, document: Document) -> tuple[str, ...]:
        """The characters for which its PDF would show a box, in the order met, each once."""
        ...


class BookletPress(Protocol):
    """Turns a booklet into such a file, to be printed on paper and written on."""

    def pdf(self, booklet: Booklet) -> bytes:
        """Print a tagged PDF/UA-1; the same booklet gives the same bytes.

        Raises: PressJam when it cannot be printed at all.
        """
        ...
