"""Sets a tree of texts with a typst template; texts travel as data, so none is read as markup."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.gateways.ports.press import PressJam
from app.gateways.press.glyphs import Glyphs, Printed
from app.kit.later import Later

if TYPE_CHECKING:
    import typst
else:
    typst = Later("typst")

_HERE = Path(__file__).parent
_FONTS = _HERE / "fonts"
Tree = dict[str, Any]
PIXELS_AN_INCH = 160


@dataclass(frozen=True)
class Copy:
    """What is to be set: a tree of texts, and parts that go to the template as they are.

    `fixed` names the parts of the tree that machines read, in letters that every font has.
    `drawings` are large texts that go beside the tree, each by a name of its own, so that they are
    copied and read as seldom as can be.
    """

    tree: Tree
    dated: date
    fixed: frozenset[str]
    apart: Tree = field(default_factory=dict)
    drawings: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Proof:
    """What was set: a file, or a picture for each page, and the characters that have no glyph."""

    pages: list[bytes]
    missing: tuple[str, ...]


class Typesetter:
    """Keeps one template and our fonts at hand; safe to share between threads."""

    def __init__(self, template: str) -> None:
        self._name = template

    def pdf(self, copy: Copy) -> Proof:
        """A tagged PDF/UA-1; the same copy gives the same bytes.

        A character that our fonts lack becomes a box; the tree tells which, under `missing`.
        Raises: PressJam when it cannot be set at all.
        """
        when = datetime.combine(copy.dated, time(), UTC)
        return self._set(copy, {"format": "pdf", "pdf_standards": ["ua-1"], "timestamp": when})

    def lacking(self, copy: Copy) -> tuple[str, ...]:
        """The characters of a copy that our fonts lack, in the order met; nothing is set."""
        printed = Printed()
        _map_texts(copy.tree, lambda text: _glyphs().printable(text, printed), copy.fixed)
        return tuple(printed.missing)

    def pictures(self, copy: Copy) -> Proof:
        """A PNG for each page, with a box for each character that our fonts lack.

        Raises: PressJam when it cannot be set at all.
        """
        return self._set(copy, {"format": "png", "ppi": float(PIXELS_AN_INCH)})

    def _set(self, copy: Copy, how: Tree) -> Proof:
        try:
            return self._set_once(copy, how, with_marks=True)
        except typst.TypstError:
            # A rare mix of letter and marks that no font joins: set it more plainly.
            try:
                return self._set_once(copy, how, with_marks=False)
            except typst.TypstError as jam:
                raise PressJam(jam.message) from jam

    def _set_once(self, copy: Copy, how: Tree, *, with_marks: bool) -> Proof:
        """Give the tree to the template and take what it makes."""
        printed = Printed()
        tree = _map_texts(
            copy.tree,
            lambda text: _glyphs().printable(text, printed, with_marks=with_marks),
            copy.fixed,
        )
        tree |= {"missing": [_name(letter) for letter in printed.missing], **copy.apart}
        press = typst.Compiler(
            input=self._template, root=_HERE, font_paths=_fonts(), ignore_system_fonts=True
        )
        whole = json.dumps(tree, ensure_ascii=False)
        made = press.compile(sys_inputs={**copy.drawings, "document": whole}, **how)
        pages = made if isinstance(made, list) else [made]
        return Proof([page for page in pages if page], tuple(printed.missing))

    @cached_property
    def _template(self) -> bytes:
        """The look of what is set."""
        return (_HERE / self._name).read_bytes()


@cache
def _fonts() -> typst.Fonts:
    """Our fonts only: the machine's own would make the same copy look different.

    All typesetters of a process share them, since each set takes several MB.
    """
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[_FONTS]
    )


@cache
def _glyphs() -> Glyphs:
    """What our fonts can print."""
    return Glyphs(_FONTS)


def _map_texts(tree: Any, change: Callable[[str], str], fixed: frozenset[str]) -> Any:
    """Copy a JSON tree with each text that people read changed."""
    if isinstance(tree, str):
        return change(tree)
    if isinstance(tree, list):
        return [_map_texts(part, change, fixed) for part in tree]
    if isinstance(tree, dict):
        return {
            name: part if name in fixed else _map_texts(part, change, fixed)
            for name, part in tree.items()
        }
    return tree


def _name(letter: str) -> str:
    """The code of a character, by which anybody can look it up."""
    return f"U+{ord(letter):04X}"
