"""Makes a press for tests in which nothing is printed."""

from __future__ import annotations

from collections.abc import Mapping

from app.gateways.ports.press import PDF, MadeFile
from app.kit.document import Document
from app.kit.prints import NO_PRINTS, Print


class PlainPress:
    """A press that keeps what it was given and prints the title only."""

    def __init__(self) -> None:
        self.printed: list[Document] = []
        self.prints: Mapping[str, Print] = NO_PRINTS

    def make(
        self, document: Document, file_format: str, prints: Mapping[str, Print] = NO_PRINTS
    ) -> MadeFile:
        """A few bytes that stand for a file; each document is noted once, at its PDF."""
        if file_format == PDF:
            self.printed.append(document)
            self.prints = prints
        return MadeFile(f"%{file_format.upper()} {document.title}".encode())

    def lacking(self, document: Document) -> tuple[str, ...]:
        """A press that has every letter."""
        del document
        return ()
