"""What a document of twenty quotes costs: our press against bare typst on the same words."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from datetime import date
from itertools import count
from pathlib import Path

import typst

from app.gateways import press
from app.gateways.ports.press import PDF
from app.gateways.press import TypstPress
from app.kit.document import Block, Document, Heading, Quote
from tests.bench.bare_tables import LOREM

QUOTES = 20
PRINTS = 10
DAY = date(2027, 1, 1)
_FONTS = Path(press.__file__).parent / "fonts"


def document_costs(rounds: int) -> tuple[Sequence[float], Sequence[float]]:
    """CPU milliseconds for each document, one figure for each round: the press, and bare typst."""
    ours, bare = _ours(), _bare()
    ours()
    bare()
    pairs = [(_cost(ours), _cost(bare)) for _ in range(rounds)]
    return [pair[0] for pair in pairs], [pair[1] for pair in pairs]


def _cost(make: Callable[[], bytes]) -> float:
    begun = time.process_time()
    for _ in range(PRINTS):
        made = make()
        assert made.startswith(b"%PDF"), "this is not a PDF"
    return (time.process_time() - begun) * 1000 / PRINTS


def _words(number: int) -> list[tuple[str, str]]:
    """Quotes and names; never the same twice, since typst remembers what it has set."""
    return [(f"{LOREM * 4}{number} and {quote}.", f"Person {quote}") for quote in range(QUOTES)]


def _ours() -> Callable[[], bytes]:
    our_press, numbers = TypstPress(), count()

    def make() -> bytes:
        quotes: list[Block] = [
            Quote(text=text, attribution=name) for text, name in _words(next(numbers))
        ]
        blocks = (Heading(level=1, text="What people said"), *quotes)
        document = Document(title="A bench", dated=DAY, date_text="1 January 2027", blocks=blocks)
        return our_press.make(document, PDF).content

    return make


def _bare() -> Callable[[], bytes]:
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[_FONTS]
    )
    numbers = count(1_000_000)

    def make() -> bytes:
        lines = ['#set document(title: "A bench")', '#set text(font: "Noto Sans")']
        lines += ["= What people said"]
        lines += [
            f"#quote(block: true, attribution: [{name}])[{text}]"
            for text, name in _words(next(numbers))
        ]
        compiler = typst.Compiler(
            input="\n".join(lines).encode(), font_paths=fonts, ignore_system_fonts=True
        )
        made = compiler.compile(format="pdf", pdf_standards=["ua-1"])
        assert isinstance(made, bytes)
        return made

    return make
