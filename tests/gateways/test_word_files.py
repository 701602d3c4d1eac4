"""A DOCX has real styles, alternative text and heads of tables, whatever people wrote."""

from __future__ import annotations

import zipfile
from io import BytesIO

import docx
import pytest
from docx.document import Document as WordFile
from docx.text.paragraph import Paragraph as WordParagraph

from app.gateways.ports.press import DOCX, PressJam
from app.gateways.press import TypstPress, word_file, word_pictures
from app.kit.charts import Bar
from app.kit.document import Block, Bullets, Chart, Heading, Paragraph, Quote, Table
from tests.gateways.test_press import CHART, WHOLE, document_of

PRESS = TypstPress()
TEXTS = [
    "#panic() *stars* <b>&amp;</b> \"quotes\" 'and' ]]>",
    "مرحبا Bob 42",
    "plain, then שלום, then plain",
    "e\u0301 z\u0323\u0307 👍🏽 👨‍👩‍👧 中文字 𒀀",
]


def style_of(paragraph: WordParagraph) -> str | None:
    """The name of the style of a paragraph."""
    return paragraph.style.name if paragraph.style else None


def _open(*blocks: Block, title: str = "What we heard") -> WordFile:
    return docx.Document(BytesIO(PRESS.make(document_of(*blocks, title=title), DOCX).content))


def test_headings_title_and_quotes_are_real_styles_in_order() -> None:
    styles = [style_of(one) for one in _open(*WHOLE).paragraphs if one.text]
    assert styles == [
        "Title",
        "Subtitle",
        "Normal",
        "Heading 1",
        "Normal",
        "Normal",
        "Quote",
        "Attribution",
        "Heading 2",
        "Caption",
        "Caption",
        "List Bullet",
        "List Bullet",
        "Caption",
    ]


def test_it_says_its_title_and_language() -> None:
    word = _open(*WHOLE)
    assert word.core_properties.title == "What we heard"
    assert word.core_properties.language == "en-GB"
    assert 'w:val="en-GB"' in word.styles.element.xml
    welsh = document_of(*WHOLE).model_copy(update={"language": "cy"})
    word = docx.Document(BytesIO(PRESS.make(welsh, DOCX).content))
    assert word.core_properties.language == "cy"
    assert '<w:lang w:val="cy"' in word.styles.element.xml


def test_a_chart_is_a_picture_with_its_words_and_its_table() -> None:
    word = _open(*WHOLE)
    (picture,) = word.inline_shapes
    alt = picture._inline.docPr.get("descr")
    assert alt == "Steps done. Most people did the first steps."
    table = word.tables[0]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Step", "People"],
        ["Welcome", "40"],
        ["One small change", "fewer than 8"],
    ]
    assert "<w:tblHeader/>" in table.rows[0]._tr.xml


def test_a_tall_chart_stays_on_its_page() -> None:
    bars = tuple(Bar(label=f"Step {number}", value=8, shown="10") for number in range(60))
    (picture,) = _open(CHART.model_copy(update={"bars": bars})).inline_shapes
    assert picture.height <= word_pictures.TALLEST
    assert picture.width < picture.height


@pytest.mark.parametrize("text", TEXTS)
def test_words_stand_letter_for_letter(text: str) -> None:
    word = _open(
        Heading(level=1, text=text),
        Quote(text=text, attribution=text, language="ar"),
        Paragraph(text=text),
        Bullets(items=(text,)),
        Table(caption=text, header=(text, "n"), rows=((text, text),)),
        CHART.model_copy(update={"title": text, "description": text}),
        title=text,
    )
    found = [one.text for one in word.paragraphs]
    assert found.count(text) == 7
    assert f"— {text}" in found
    assert [cell.text for cell in word.tables[0].rows[1].cells] == [text, text]


def test_what_no_file_can_hold_is_left_out_and_lines_and_paragraphs_stay() -> None:
    word = _open(Quote(text="nul \x00 bell \x07.\n\nOne\ntwo", attribution=""))
    assert [one.text for one in word.paragraphs if style_of(one) == "Quote"] == [
        "nul  bell .",
        "One\ntwo",
    ]


def test_words_from_the_right_are_marked_as_such_and_others_in_them_are_not() -> None:
    word = _open(Quote(text="مرحبا Bob", attribution=""))
    (quote,) = (one for one in word.paragraphs if style_of(one) == "Quote From Right")
    assert "<w:bidi/>" in quote._p.xml
    assert [(run.font.rtl, run.text) for run in quote.runs] == [(True, "مرحبا "), (None, "Bob")]


def test_the_same_document_gives_the_same_bytes_and_nothing_of_the_machine() -> None:
    made = PRESS.make(document_of(*WHOLE), DOCX)
    assert made == TypstPress().make(document_of(*WHOLE), DOCX)
    with zipfile.ZipFile(BytesIO(made.content)) as packed:
        assert {info.date_time[:3] for info in packed.infolist()} == {(2027, 1, 20)}
        assert not [name for name in packed.namelist() if "thumbnail" in name]


def test_a_drawing_too_few_or_too_many_is_no_file() -> None:
    with pytest.raises(PressJam):
        word_file.write(document_of(CHART), [])
    with pytest.raises(PressJam):
        word_file.write(document_of(Paragraph(text="x")), [b""])


def test_a_letter_that_only_a_chart_cannot_draw_is_told() -> None:
    bars = (Bar(label="𒀀", value=8, shown="10"),)
    chart: Chart = CHART.model_copy(update={"bars": bars})
    assert PRESS.make(document_of(chart), DOCX).not_drawn == ("𒀀",)
    assert PRESS.make(document_of(Paragraph(text="𒀀")), DOCX).not_drawn == ()
