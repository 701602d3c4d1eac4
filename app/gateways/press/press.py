"""Makes files of documents and booklets."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from typing import Any

from app.gateways.ports.press import CARD, DOCX, PDF, XLSX, MadeFile, PressJam
from app.gateways.press import word_file, workbook
from app.gateways.press.typesetter import Copy, Proof, Typesetter
from app.kit.booklet import Booklet, PictureFile
from app.kit.document import Chart, Document
from app.kit.prints import NO_PRINTS, Print

# These are read by machines, never printed.
_NOT_TEXT = frozenset({"kind", "language", "dated", "format", "sha256"})
_NOT_TEXT_OF_BOOKLETS = _NOT_TEXT | {"look", "anchor", "name"}
_DRAWING = "image/svg+xml"


class TypstPress:
    """A press for documents; safe to share between threads."""

    def __init__(self) -> None:
        self._setter = Typesetter("document.typ")
        self._charts = Typesetter("charts.typ")
        self._cards = Typesetter("card.typ")
        self._makers = {PDF: self._pdf, DOCX: self._docx, XLSX: self._xlsx, CARD: self._card}

    def make(
        self, document: Document, file_format: str, prints: Mapping[str, Print] = NO_PRINTS
    ) -> MadeFile:
        """A tagged PDF/UA-1, a DOCX, an XLSX or a card; the same document gives the same bytes.

        `prints` are its pictures, by the SHA-256 that the document names each by. In a PDF and in
        the charts of a DOCX a box stands for each character that our fonts lack.
        Raises: PressJam when it cannot be made at all, or a picture of it is not there.
        """
        if any(picture.sha256 not in prints for picture in document.pictures):
            raise PressJam("a picture of the document is not there")
        return self._makers[file_format](document, prints)

    def lacking(self, document: Document) -> tuple[str, ...]:
        """The characters for which its PDF would show a box, in the order met, each once."""
        return self._setter.lacking(_copy(document, NO_PRINTS))

    def _pdf(self, document: Document, prints: Mapping[str, Print]) -> MadeFile:
        return _one_file(self._setter.pdf(_copy(document, prints)))

    def _docx(self, document: Document, prints: Mapping[str, Print]) -> MadeFile:
        blocks = (block for block in document.blocks if isinstance(block, Chart))
        charts = [chart.model_dump(mode="json")["bars"] for chart in blocks]
        if not charts:
            return MadeFile(word_file.write(document, [], prints))
        proof = self._charts.pictures(Copy({"charts": charts}, document.dated, _NOT_TEXT))
        return MadeFile(word_file.write(document, proof.pages, prints), proof.missing)

    def _card(self, document: Document, _prints: Mapping[str, Print]) -> MadeFile:
        return _one_file(self._cards.pictures(_copy(document, NO_PRINTS)))

    def _xlsx(self, document: Document, _prints: Mapping[str, Print]) -> MadeFile:
        return MadeFile(workbook.write(document))


class TypstBookletPress:
    """A press for booklets; safe to share between threads."""

    def __init__(self) -> None:
        self._setter = Typesetter("booklet.typ")

    def pdf(self, booklet: Booklet) -> bytes:
        """Print a tagged PDF/UA-1, as a document is printed.

        Raises: PressJam when it cannot be printed at all.
        """
        files = {name: _file(picture) for name, picture in booklet.pictures.items()}
        copy = Copy(booklet.to_json(), booklet.dated, _NOT_TEXT_OF_BOOKLETS, {"pictures": files})
        return _one_file(self._setter.pdf(copy)).content


def _copy(document: Document, prints: Mapping[str, Print]) -> Copy:
    drawings = {name: _as_drawing(made) for name, made in prints.items()}
    return Copy(document.to_json(), document.dated, _NOT_TEXT, drawings=drawings)


def _as_drawing(made: Print) -> str:
    """A drawing that holds nothing but a picture: as text, which goes to the press as it is."""
    size = f'width="{made.width}" height="{made.height}"'
    content = f"data:{made.media_type};base64,{b64encode(made.content).decode()}"
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}><image {size} href="{content}"/></svg>'


def _one_file(proof: Proof) -> MadeFile:
    if len(proof.pages) != 1:
        raise PressJam("the press gave no file")
    return MadeFile(proof.pages[0], proof.missing)


def _file(picture: PictureFile) -> dict[str, Any]:
    """A picture as JSON takes it: a drawing is text, all else a row of numbers."""
    is_drawing = picture.media_type == _DRAWING
    content = picture.content.decode() if is_drawing else list(picture.content)
    return {"width": picture.width, "height": picture.height, "content": content}
