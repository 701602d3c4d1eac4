"""Makes files of documents and booklets."""

from __future__ import annotations

from typing import Any

from app.gateways.ports.press import DOCX, PDF, XLSX, MadeFile, PressJam
from app.gateways.press import word_file, workbook
from app.gateways.press.typesetter import Copy, Proof, Typesetter
from app.kit.booklet import Booklet, PictureFile
from app.kit.document import Chart, Document

# These are read by machines, never printed.
_NOT_TEXT = frozenset({"kind", "language", "dated", "format"})
_NOT_TEXT_OF_BOOKLETS = _NOT_TEXT | {"look", "anchor", "name"}
_DRAWING = "image/svg+xml"


class TypstPress:
    """A press for documents; safe to share between threads."""

    def __init__(self) -> None:
        self._setter = Typesetter("document.typ")
        self._charts = Typesetter("charts.typ")
        self._makers = {PDF: self._pdf, DOCX: self._docx, XLSX: self._xlsx}

    def make(self, document: Document, file_format: str) -> MadeFile:
        """A tagged PDF/UA-1, a DOCX or an XLSX; the same document gives the same bytes.

        In a PDF and in the charts of a DOCX a box stands for each character that our fonts lack.
        Raises: PressJam when it cannot be made at all.
        """
        return self._makers[file_format](document)

    def _pdf(self, document: Document) -> MadeFile:
        return _one_file(self._setter.pdf(_copy(document)))

    def _docx(self, document: Document) -> MadeFile:
        blocks = (block for block in document.blocks if isinstance(block, Chart))
        charts = [chart.model_dump(mode="json")["bars"] for chart in blocks]
        if not charts:
            return MadeFile(word_file.write(document, []))
        proof = self._charts.pictures(Copy({"charts": charts}, document.dated, _NOT_TEXT))
        return MadeFile(word_file.write(document, proof.pages), proof.missing)

    def _xlsx(self, document: Document) -> MadeFile:
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


def _copy(document: Document) -> Copy:
    return Copy(document.to_json(), document.dated, _NOT_TEXT)


def _one_file(proof: Proof) -> MadeFile:
    if len(proof.pages) != 1:
        raise PressJam("the press gave no file")
    return MadeFile(proof.pages[0], proof.missing)


def _file(picture: PictureFile) -> dict[str, Any]:
    """A picture as JSON takes it: a drawing is text, all else a row of numbers."""
    is_drawing = picture.media_type == _DRAWING
    content = picture.content.decode() if is_drawing else list(picture.content)
    return {"width": picture.width, "height": picture.height, "content": content}
