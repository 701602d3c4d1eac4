"""Knows which characters our fonts can print, and puts a visible box for any other."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from app.gateways.press.font_files import characters

BOX = "□"
MAIN_FAMILY = "NotoSans"
_KEPT_CONTROLS = "\n\r\t"
_BYTE_ORDER_MARK = "\ufeff"


@dataclass
class Printed:
    """Text made printable, and the characters that had to be left out of it, in order met."""

    missing: list[str] = field(default_factory=list)

    def leave_out(self, character: str) -> str:
        """Note a character that has no glyph and give the box that stands for it."""
        if character not in self.missing:
            self.missing.append(character)
        return BOX


class Glyphs:
    """The characters of each font family, and what to do about all the others."""

    def __init__(self, fonts: Path) -> None:
        families: dict[str, frozenset[int]] = {}
        for font in sorted(fonts.glob("*.ttf")):
            name = font.stem.partition("-")[0]
            found = characters(font)
            families[name] = families.get(name, found) & found
        self._main = families[MAIN_FAMILY]
        self._families = _by_character(families.values())
        self._plain = frozenset({*_KEPT_CONTROLS, *filter(_stands_alone, map(chr, self._main))})

    def printable(self, text: str, printed: Printed, *, with_marks: bool = True) -> str:
        """Give `text` with a box for each character that cannot be printed.

        A letter and its marks must all be in one family, because one font draws them together.
        `with_marks=False` is the cautious way: the main family only, and no marks.
        """
        if self._plain.issuperset(text):
            # Nearly all that people write here; looking at each letter takes thirty times as long.
            return text
        made = list[str]()
        shared = 0
        for letter in text:
            if letter in _KEPT_CONTROLS:
                made.append(letter)
            elif letter == _BYTE_ORDER_MARK or unicodedata.category(letter) == "Cc":
                continue
            else:
                own = self._drawn_by(letter) if with_marks else self._plainly(letter)
                joins = unicodedata.category(letter).startswith("M")
                shared = own & shared if joins and with_marks else own
                made.append(letter if shared else printed.leave_out(letter))
        return "".join(made)

    def _drawn_by(self, letter: str) -> int:
        """The families that have a glyph for it, as bits; none for what has no agreed meaning."""
        if unicodedata.category(letter) in ("Co", "Cs"):
            return 0
        return self._families.get(ord(letter), 0)

    def _plainly(self, letter: str) -> int:
        """Whether the main family alone can draw it, standing by itself."""
        return int(_stands_alone(letter) and ord(letter) in self._main)


def _stands_alone(letter: str) -> bool:
    """Whether it is neither a mark on another letter nor something that is not seen."""
    return not unicodedata.category(letter).startswith(("M", "C"))


def _by_character(families: Iterable[frozenset[int]]) -> Mapping[int, int]:
    """Turn characters by family into families by character."""
    bits: dict[int, int] = {}
    for number, found in enumerate(families):
        for code in found:
            bits[code] = bits.get(code, 0) | 1 << number
    return bits
