"""Prints documents and booklets with typst."""

from __future__ import annotations

from typing import Any

from app.gateways.press.typesetter import Copy, Typesetter
from app.kit.booklet import Booklet, PictureFile
from app.kit.document import Document

# These are read by machines, never printed.
_NOT_TEXT = frozenset({"kind", "language", "dated", "format"})
_NOT_TEXT_OF_BOOKLETS = _NOT_TEXT | {"look", "anchor", "name"}
_DRAWING = "image/svg+xml"


class TypstPress:
    """A press for documents; safe to share between threads."""

    def __init__(self) -> None:
        self._setter = Typesetter("document.typ")

    def pdf(self, document: Document) -> bytes:
        """Print a tagged PDF/UA-1; the same document gives the same bytes.

        A character that our fonts lack becomes a box, and a note at the end says which it was.
        Raises: PressJam when it cannot be printed at all.
        """
        return self._setter.pdf(Copy(document.to_json(), document.dated, _NOT_TEXT))


class TypstBookletPress:
    """A press for booklets; safe to share between threads."""

    def __init__(self) -> None:
        self._setter = Typesetter("booklet.typ")

    def pdf(self, booklet: Booklet) -> bytes:
        """Print a tagged PDF/UA-1, as a document is printed.

        Raises: PressJam when it cannot be printed at all.
        """
        files = {name: _file(picture) for name, picture in booklet.pictures.items()}
        return self._setter.pdf(
            Copy(booklet.to_json(), booklet.dated, _NOT_TEXT_OF_BOOKLETS, {"pictures": files})
        )


def _file(picture: PictureFile) -> dict[str, Any]:
    """A picture as JSON takes it: a drawing is text, all else a row of numbers."""
    is_drawing = picture.media_type == _DRAWING
    content = picture.content.decode() if is_drawing else list(picture.content)
    return {"width": picture.width, "height": picture.height, "content": content}
