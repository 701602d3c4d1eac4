"""What prints documents."""

from __future__ import annotations

from typing import Protocol

from app.kit.document import Document


class PressJam(Exception):  # noqa: N818 - the field's word
    """A document could not be printed, and printing the same one again will not help."""


class Press(Protocol):
    """Turns a document into a file that can be kept, printed and read aloud."""

    def pdf(self, document: Document) -> bytes:
        """Print a tagged PDF/UA-1; the same document gives the same bytes.

        Raises: PressJam when it cannot be printed at all.
        """
        ...
