"""Documents are plain data that comes back from JSON as it was."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from app.kit.charts import LABEL_CHARACTERS, Bar, place_bars
from app.kit.document import Chart, Document, Heading, Paragraph, Quote, Table, in_paragraphs

WORDS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(
    lambda text: any(letter.isprintable() and not letter.isspace() for letter in text)
)


def _document(*blocks: object) -> Document:
    return Document.model_validate(
        {
            "title": "What we heard",
            "dated": date(2027, 1, 20),
            "date_text": "20 January 2027",
            "blocks": blocks,
        }
    )


@given(WORDS, WORDS)
def test_a_document_comes_back_from_json_letter_for_letter(text: str, name: str) -> None:
    chart = Chart(
        title=name,
        description=text,
        basis="n = 40",
        label_heading="Step",
        value_heading="People",
        bars=(Bar(label=text, value=None, shown="fewer than 8"),),
    )
    made = _document(Paragraph(text=text), Quote(text=text, attribution=name), chart)
    assert Document.from_json(made.to_json()) == made


def test_headings_that_skip_a_level_are_refused() -> None:
    with pytest.raises(ValidationError, match="skips a level"):
        _document(Heading(level=2, text="Too deep"))
    made = _document(Heading(level=1, text="One"), Heading(level=2, text="Two"))
    assert len(made.blocks) == 2


def test_a_row_with_too_few_cells_is_refused() -> None:
    with pytest.raises(ValidationError, match="one cell for each heading"):
        Table(caption="Steps", header=("Step", "People"), rows=(("Welcome",),))


def test_a_text_without_words_is_refused() -> None:
    with pytest.raises(ValidationError, match="some words"):
        Paragraph(text=" \u200b\n")


def test_an_empty_line_begins_a_new_paragraph() -> None:
    assert in_paragraphs("one\ntwo\n\n\nthree\n") == (("one", "two"), ("three",))


@given(st.lists(st.tuples(WORDS, st.none() | st.floats(0, 1e6)), min_size=1, max_size=12))
def test_bars_never_overlap_and_leave_room_for_their_value(
    rows: list[tuple[str, float | None]],
) -> None:
    bars = tuple(Bar(label=label, value=value, shown="x") for label, value in rows)
    drawing = place_bars(bars)
    tops = [bar.top for bar in drawing.bars]
    assert tops == sorted(tops)
    assert all(0 <= bar.length <= 62 for bar in drawing.bars)
    assert all(len(line) <= LABEL_CHARACTERS for bar in drawing.bars for _, line in bar.lines)
    assert drawing.height >= tops[-1]


def test_a_number_that_is_kept_back_has_one_length_whatever_it_was() -> None:
    drawing = place_bars(
        (
            Bar(label="a", value=None, shown="fewer than 8"),
            Bar(label="b", value=40, shown="40"),
            Bar(label="c", value=None, shown="fewer than 8"),
        )
    )
    kept_back = {bar.length for bar in drawing.bars if bar.is_kept_back}
    assert len(kept_back) == 1
