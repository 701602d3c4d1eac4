"""Stories and pictures, in each kind of file."""

from __future__ import annotations

import zipfile
from hashlib import sha256
from io import BytesIO

import docx
import pikepdf
import pytest
from pydantic import ValidationError
from python_calamine import CalamineWorkbook

from app.gateways.ports.press import DOCX, PDF, XLSX, PressJam
from app.gateways.press import TypstPress
from app.kit.document import Block, Heading, Paragraph, Picture, Story
from tests.gateways.pdf_words import words_by_page
from tests.gateways.test_press import document_of, elements_in
from tests.gateways.test_word_files import style_of
from tests.make.prints import make_picture, make_shown

PRESS = TypstPress()
SHOWN, PRINTS = make_shown()
STORY = Story(title="The gate", text="It was locked.\n\nNow it is open.", attribution="Amina")
WHOLE: tuple[Block, ...] = (Heading(level=1, text="What we heard"), STORY, SHOWN)
HARD = "=1+1 <b>&amp; שלום e\u0301 👍🏽 𒀀"


def _file(file_format: str, *blocks: Block) -> BytesIO:
    return BytesIO(PRESS.make(document_of(*blocks), file_format, PRINTS).content)


def test_in_a_pdf_a_story_has_a_heading_and_a_picture_says_what_it_shows() -> None:
    with pikepdf.open(_file(PDF, *WHOLE)) as pdf:
        elements = list(elements_in(pdf.Root.StructTreeRoot.K))
        kinds = [str(element.S) for element in elements]
        assert [kind for kind in kinds if kind in {"/H1", "/H2"}] == ["/H1", "/H2"]
        assert "/BlockQuote" in kinds
        told = [str(one.Alt) for one in elements if "/Alt" in one]
        assert told == ["The garden gate"]
        words = " ".join(words_by_page(pdf))
        for said in ("Our gate", "— Amina", "Now it is open."):
            assert said in words


def test_in_a_word_document_they_have_styles_and_words_for_the_picture() -> None:
    word = docx.Document(_file(DOCX, *WHOLE))
    styles = [style_of(one) for one in word.paragraphs[3:] if one.text]
    assert styles == [
        "Heading 1",
        *("Heading 2", "Story", "Story", "Attribution"),
        *("Caption", "Attribution"),
    ]
    (picture,) = word.inline_shapes
    assert picture._inline.docPr.get("descr") == SHOWN.alt
    with zipfile.ZipFile(_file(DOCX, *WHOLE)) as packed:
        kept = packed.read("word/media/picture1.jpg")
    assert kept == PRINTS[SHOWN.sha256].content


def test_in_a_workbook_each_stands_in_its_row() -> None:
    book = CalamineWorkbook.from_filelike(_file(XLSX, *WHOLE))
    part = "What we heard"
    assert book.get_sheet_by_name("Words").to_python()[1:] == [
        [part, 1.0, "Story", "The gate", STORY.text, "Amina"],
        [part, 2.0, "Picture", "Our gate", "What it shows: The garden gate", "Amina"],
    ]


@pytest.mark.parametrize("file_format", [PDF, DOCX, XLSX])
def test_whatever_people_write_about_them_makes_a_file_and_the_same_each_time(
    file_format: str,
) -> None:
    told = {"alt": HARD, "caption": HARD, "attribution": HARD}
    blocks = (
        Heading(level=1, text=HARD),
        Story(title=HARD, text=HARD, attribution=HARD, language="he"),
        SHOWN.model_copy(update=told),
    )
    made = PRESS.make(document_of(*blocks), file_format, PRINTS)
    assert made == TypstPress().make(document_of(*blocks), file_format, PRINTS)
    assert made.not_drawn == (("𒀀",) if file_format == PDF else ())


def test_what_cannot_be_drawn_is_told_before_anything_is_printed() -> None:
    document = document_of(STORY.model_copy(update={"title": "", "text": "𒀀 and 𒀀"}), SHOWN)
    assert PRESS.lacking(document) == ("𒀀",)
    assert PRESS.lacking(document_of(Paragraph(text=SHOWN.sha256))) == ()


@pytest.mark.parametrize("file_format", [PDF, DOCX, XLSX])
def test_a_picture_that_is_not_there_is_no_file(file_format: str) -> None:
    with pytest.raises(PressJam):
        PRESS.make(document_of(SHOWN), file_format)


def test_tall_and_wide_pictures_stay_on_their_pages() -> None:
    for width, height in ((300, 3000), (3000, 200), (4, 3)):
        shown, prints = make_shown(make_picture(width, height, grain=1))
        word = docx.Document(BytesIO(PRESS.make(document_of(shown), DOCX, prints).content))
        (picture,) = word.inline_shapes
        assert 0 < picture.width.cm <= 16
        assert 0 < picture.height.cm <= 14
        with pikepdf.open(BytesIO(PRESS.make(document_of(shown), PDF, prints).content)) as pdf:
            assert len(pdf.pages) <= 2


def test_a_story_that_skips_a_level_or_a_picture_without_words_is_no_document() -> None:
    with pytest.raises(ValidationError, match="skips a level"):
        document_of(STORY)
    assert document_of(STORY.model_copy(update={"title": ""}))
    with pytest.raises(ValidationError):
        Picture(sha256=sha256(b"x").hexdigest(), alt=" ", width=1, height=1)
    with pytest.raises(ValidationError):
        Picture(sha256="../etc", alt="x", width=1, height=1)
