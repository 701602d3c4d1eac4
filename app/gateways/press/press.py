"""Prints a document with typst; its texts travel as data, so none is ever read as markup."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, time
from functools import cached_property
from pathlib import Path
from typing import Any

import typst

from app.gateways.ports.press import PressJam
from app.gateways.press.glyphs import Glyphs, Printed
from app.kit.document import Document

_HERE = Path(__file__).parent
_FONTS = _HERE / "fonts"
# These are read by machines, never printed, and hold only letters that every font has.
_NOT_TEXT = frozenset({"kind", "language", "dated", "format"})


class TypstPress:
    """A press that keeps its template and fonts at hand; safe to share between threads."""

    def pdf(self, document: Document) -> bytes:
        """Print a tagged PDF/UA-1; the same document gives the same bytes.

        A character that our fonts lack becomes a box, and a note at the end says which it was.
        Raises: PressJam when it cannot be printed at all.
        """
        try:
            return self._print(document, with_marks=True)
        except typst.TypstError:
            # A rare mix of letter and marks that no font joins: print it more plainly.
            try:
                return self._print(document, with_marks=False)
            except typst.TypstError as jam:
                raise PressJam(jam.message) from jam

    def _print(self, document: Document, *, with_marks: bool) -> bytes:
        """Give the tree to the template and take the file."""
        printed = Printed()
        tree = _map_texts(
            document.to_json(),
            lambda text: self._glyphs.printable(text, printed, with_marks=with_marks),
        )
        tree["missing"] = [_name(letter) for letter in printed.missing]
        press = typst.Compiler(
            input=self._template, root=_HERE, font_paths=self._fonts, ignore_system_fonts=True
        )
        made = press.compile(
            format="pdf",
            sys_inputs={"document": json.dumps(tree, ensure_ascii=False)},
            pdf_standards=["ua-1"],
            timestamp=datetime.combine(document.dated, time(), UTC),
        )
        if not isinstance(made, bytes):
            raise PressJam("the press gave no file")
        return made

    @cached_property
    def _template(self) -> bytes:
        """The look of a document."""
        return (_HERE / "document.typ").read_bytes()

    @cached_property
    def _fonts(self) -> typst.Fonts:
        """Our fonts only: the machine's own would make the same document look different."""
        return typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=[_FONTS]
        )

    @cached_property
    def _glyphs(self) -> Glyphs:
        """What our fonts can print."""
        return Glyphs(_FONTS)


def _map_texts(tree: Any, change: Callable[[str], str]) -> Any:
    """Copy a JSON tree with each text that people read changed."""
    if isinstance(tree, str):
        return change(tree)
    if isinstance(tree, list):
        return [_map_texts(part, change) for part in tree]
    if isinstance(tree, dict):
        return {
            name: part if name in _NOT_TEXT else _map_texts(part, change)
            for name, part in tree.items()
        }
    return tree


def _name(letter: str) -> str:
    """The code of a character, by which anybody can look it up."""
    return f"U+{ord(letter):04X}"
