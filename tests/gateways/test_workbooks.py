"""An XLSX holds the words and figures of a document; nothing in it is ever run."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook

from app.gateways.ports.press import XLSX, PressJam
from app.gateways.press import TypstPress
from app.kit.document import Block, Heading, Paragraph, Quote
from tests.gateways.test_press import WHOLE, document_of

PRESS = TypstPress()


def _open(*blocks: Block) -> CalamineWorkbook:
    made = PRESS.make(document_of(*blocks), XLSX).content
    return CalamineWorkbook.from_filelike(BytesIO(made))


def test_it_has_what_it_is_about_the_words_and_the_figures() -> None:
    book = _open(*WHOLE)
    assert book.sheet_names == ["About", "Words", "Figures"]
    about = [row[0] for row in book.get_sheet_by_name("About").to_python()]
    assert about[1:3] == ["What we heard", "Riverside"]
    assert "walk" in about
    assert book.get_sheet_by_name("Words").to_python()[1:] == [
        ["What matters", 1.0, "Quote", "", "We took the glass screen away.", "Amina"]
    ]


def test_a_part_is_told_with_all_the_headings_above_it() -> None:
    parts = ((1, "Why"), (2, "Doors open"), (3, "Own words"), (2, "Tea"))
    heads = [Heading(level=level, text=text) for level, text in parts]
    said = Quote(text="We asked.")
    book = _open(*heads[:3], said, heads[3], said)
    found = [row[0] for row in book.get_sheet_by_name("Words").to_python()[1:]]
    assert found == ["Why / Doors open / Own words", "Why / Tea"]


def test_a_figure_that_is_kept_back_has_no_number() -> None:
    rows = _open(*WHOLE).get_sheet_by_name("Figures").to_python()[1:]
    assert rows == [
        ["Steps done", "n = 40 people", "Welcome", "People", "40", 40.0],
        ["Steps done", "n = 40 people", "One small change", "People", "fewer than 8", ""],
        ["People", "", "Joined", "How many", "40", 40.0],
    ]


def test_without_words_or_figures_there_is_no_sheet_for_them() -> None:
    assert _open(Paragraph(text="Nothing yet.")).sheet_names == ["About"]


@pytest.mark.parametrize("text", ["=1+1", "+cmd", "-2", "@x", '=HYPERLINK("http://x")', "\t=1"])
def test_words_that_look_like_a_formula_stay_words(text: str) -> None:
    made = PRESS.make(document_of(Quote(text=text, attribution=text)), XLSX).content
    with zipfile.ZipFile(BytesIO(made)) as packed:
        sheets = [packed.read(name) for name in packed.namelist() if "worksheets/sheet" in name]
        assert not any(b"<f>" in sheet for sheet in sheets)
        assert b'quotePrefix="1"' in packed.read("xl/styles.xml")
    (row,) = _open(Quote(text=text)).get_sheet_by_name("Words").to_python()[1:]
    assert row[4] == text


def test_more_than_a_cell_holds_is_no_file_instead_of_a_hole_in_it() -> None:
    with pytest.raises(PressJam):
        PRESS.make(document_of(Quote(text="x" * 40_000)), XLSX)


def test_the_same_document_gives_the_same_bytes() -> None:
    assert PRESS.make(document_of(*WHOLE), XLSX) == TypstPress().make(document_of(*WHOLE), XLSX)
