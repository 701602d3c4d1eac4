"""The press prints a tagged PDF that can be read aloud, whatever people wrote."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from typing import Any

import pikepdf
import pytest

from app.gateways.ports.press import PDF
from app.gateways.press import TypstPress
from app.kit.charts import Bar
from app.kit.document import Block, Bullets, Chart, Document, Heading, Paragraph, Quote, Table
from tests.gateways.pdf_words import words_by_page

PRESS = TypstPress()
CHART = Chart(
    title="Steps done",
    description="Most people did the first steps.",
    basis="n = 40 people",
    label_heading="Step",
    value_heading="People",
    bars=(
        Bar(label="Welcome", value=40, shown="40"),
        Bar(label="One small change", value=None, shown="fewer than 8"),
    ),
)
SPOKEN = [
    "Zażółć gęślą jaźń. Ștefan și Țară. Xin chào, bạn khỏe không? Ẹ káàrọ̀",
    "Привіт, ґанок. Καλημέρα. Բարեւ. გამარჯობა",
    "سلام، حال شما چطور است؟ آپ کیسے ہیں۔ ستړی مه شې. چۆنی باشی",
    "שָׁלוֹם",
    "नमस्ते, कैसे हैं आप? বাংলা ગુજરાતી ਪੰਜਾਬੀ",
    "வணக்கம் నమస్కారం ನಮಸ್ಕಾರ നമസ്കാരം ආයුබෝවන් สวัสดีครับ",
    "ሰላም ከመይ ኣለኻ። እንዴት ነህ",
    "我們一起學習，真好。 我们一起学习 ありがとうございます 안녕하세요",
]
WHOLE: tuple[Block, ...] = (
    Heading(level=1, text="What matters"),
    Paragraph(text="One line.\n\nAnother paragraph."),
    Quote(text="We took the glass screen away.", attribution="Amina"),
    Heading(level=2, text="In numbers"),
    CHART,
    Bullets(items=("walk", "listen")),
    Table(caption="People", header=("Who", "How many"), rows=(("Joined", "40"),)),
)


def document_of(*blocks: Block, title: str = "What we heard") -> Document:
    return Document(
        title=title,
        subtitle="Riverside",
        publisher="Discovery Learning Programme",
        dated=date(2027, 1, 20),
        date_text="20 January 2027",
        blocks=blocks,
    )


def _open(*blocks: Block, title: str = "What we heard") -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(PRESS.make(document_of(*blocks, title=title), PDF).content))


def elements_in(node: Any) -> Iterator[Any]:
    """Every structure element below a node, in reading order."""
    if isinstance(node, pikepdf.Array):
        for part in node:
            yield from elements_in(part)
    elif isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            yield node
        if "/K" in node:
            yield from elements_in(node.K)


def test_the_pdf_says_that_it_is_accessible_and_in_which_language() -> None:
    with _open(*WHOLE) as pdf:
        assert bool(pdf.Root.MarkInfo.Marked) is True
        assert str(pdf.Root.Lang).lower().startswith("en")
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle) is True
        with pdf.open_metadata() as meta:
            assert meta["pdfuaid:part"] == "1"
            assert meta["dc:title"] == "What we heard"


def test_headings_come_in_order_and_the_chart_has_its_words() -> None:
    more = (Heading(level=3, text="Deeper"), Heading(level=1, text="Another part"))
    with _open(*WHOLE, *more) as pdf:
        elements = list(elements_in(pdf.Root.StructTreeRoot.K))
        kinds = [str(element.S) for element in elements]
        headings = [kind for kind in kinds if kind[:2] == "/H" and kind[2:].isdigit()]
        assert headings == ["/H1", "/H2", "/H3", "/H1"]
        assert {"/BlockQuote", "/Table", "/TH", "/L", "/Figure"} <= set(kinds)
        words = [str(element.Alt) for element in elements if "/Alt" in element]
        assert "Most people did the first steps." in words


def test_the_same_document_gives_the_same_bytes() -> None:
    assert PRESS.make(document_of(*WHOLE), PDF) == TypstPress().make(document_of(*WHOLE), PDF)


@pytest.mark.parametrize(
    "text",
    [
        "#panic() *stars* _under_ `code` $x$ <label> @ref [brackets] \\ // not a comment",
        "Ŵyn ŷd, żółw, Ελλάδα, Привет, tiếng Việt",
        "مرحبا بكم",  # a greeting, from right to left
        "שלום",
        "বাংলা ગુજરાતી ਪੰਜਾਬੀ",
        "👍🏽 family: 👨‍👩‍👧 and a flag 🏴󠁧󠁢󠁷󠁬󠁳󠁿",
        "中文字 and 𒀀 and a private \ue000 and a lone mark \u0301",
        "nul \x00 bell \x07 and a byte order mark \ufeff",
        "e\u0301 a\u0308 z\u0323\u0307" + "\u0300" * 30,
    ],
)
def test_whatever_people_write_can_be_printed(text: str) -> None:
    blocks = (Heading(level=1, text=text), Quote(text=text, attribution=text), Paragraph(text=text))
    with _open(*blocks, title=text) as pdf:
        assert len(pdf.pages) >= 1


@pytest.mark.parametrize("words", SPOKEN)
def test_the_languages_that_our_people_speak_have_their_letters(words: str) -> None:
    blocks = (Heading(level=1, text=words), Quote(text=words, attribution=words))
    made = PRESS.make(document_of(*blocks, CHART.model_copy(update={"title": words})), PDF)
    assert made.not_drawn == ()


def test_a_letter_without_a_drawing_is_told_once_and_stops_nothing() -> None:
    made = PRESS.make(document_of(Quote(text="𒀀 and 𒀀", attribution="\ue000")), PDF)
    assert made.not_drawn == ("𒀀", "\ue000")
    with pikepdf.open(BytesIO(made.content)) as pdf:
        assert "we could not print here" in " ".join(words_by_page(pdf))


def test_a_long_document_runs_over_pages() -> None:
    quotes = [Quote(text="I listened for once. " * 20, attribution="Amina") for _ in range(40)]
    with _open(*quotes) as pdf:
        assert len(pdf.pages) > 5
