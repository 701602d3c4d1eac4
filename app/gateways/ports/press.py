"""What prints documents and booklets."""

from __future__ import annotations

from typing import Protocol

from app.kit.booklet import Booklet
from app.kit.document import Document


class PressJam(Exception):  # noqa: N818 - the field's word
    """Something could not be printed, and printing the same again will not help."""


class Press(Protocol):
    """Turns a document into a file that can be kept, printed and read aloud."""

    def pdf(self, document: Document) -> bytes:
        """Print a tagged PDF/UA-1; the same document gives the same bytes.

        Raises: PressJam when it cannot be printed at all.
        """
        ...


class BookletPress(Protocol):
    """Turns a booklet into such a file, to be printed on paper and written on."""

    def pdf(self, booklet: Booklet) -> bytes:
        """Print a tagged PDF/UA-1; the same booklet gives the same bytes.

        Raises: PressJam when it cannot be printed at all.
        """
        ...
