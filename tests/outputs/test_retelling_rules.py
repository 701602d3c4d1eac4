"""Translations by the text, and Easy Read lines that use somebody's words."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest

from app.kit.charts import Bar
from app.kit.document import Block, Chart, Document, Heading, Paragraph, Quote, Table
from app.outputs.rules.easy_form import lines_of, read_rows, rows_for, unknown_number
from app.outputs.rules.easy_read import Line, borrowed, borrows, longest_sentence
from app.outputs.rules.retelling import pieces_of, retell

BEA = uuid4()
BLOCKS: tuple[Block, ...] = (
    Heading(level=1, text="Words"),
    Quote(text="Words", attribution="Bea"),
    Paragraph(text="Words"),
    Table(caption="Counted", header=("What", "n"), rows=(("People", "15"), ("Tea", "15"))),
    Chart(
        title="Counted",
        description="Bars",
        basis="n = 15",
        label_heading="What",
        value_heading="n",
        bars=(Bar(label="Tea", value=15, shown="15"),),
    ),
)
DOCUMENT = Document(
    title="Words", dated=date(2027, 2, 3), date_text="3 February 2027", blocks=BLOCKS
)
PLACES = {1: BEA}


def test_each_text_is_translated_once_and_each_persons_words_for_themselves() -> None:
    pieces = [(piece.text, piece.source) for piece in pieces_of(DOCUMENT, PLACES)]
    assert pieces == [
        ("Words", None),
        ("Words", BEA),
        *((text, None) for text in ("Counted", "What", "n", "People", "Tea", "Bars", "n = 15")),
    ]


def test_what_is_not_translated_whole_stands_as_it_was() -> None:
    pieces = {(piece.text, piece.source): piece for piece in pieces_of(DOCUMENT, PLACES)}
    told = {
        piece.key: f"{piece.text}!"
        for (text, source), piece in pieces.items()
        if source is None and text != "Bars"
    }
    done = retell(DOCUMENT, PLACES, told)
    assert done.as_it_was == [False, True, False, False, True]
    assert not done.is_whole
    assert done.document.title == "Words!"
    heading, quote, paragraph, table, chart = done.document.blocks
    assert isinstance(heading, Heading)
    assert isinstance(paragraph, Paragraph)
    assert (heading.text, paragraph.text) == ("Words!", "Words!")
    assert quote == BLOCKS[1]
    assert chart == BLOCKS[4]
    assert isinstance(table, Table)
    assert table.rows == (("People!", "15"), ("Tea!", "15"))
    assert retell(DOCUMENT, PLACES, {}).document == DOCUMENT


@pytest.mark.parametrize(
    ("line", "is_theirs"),
    [
        ("The heron came back on Tuesday.", True),
        ("They said: the HÉRON came, back on", True),
        ("The heron came back.", False),
        ("A bird came back on Tuesday in spring.", False),
        ("", False),
    ],
)
def test_five_words_in_a_row_are_somebodys(line: str, *, is_theirs: bool) -> None:
    words = "I saw it. The heron came back on Tuesday, and stayed."
    assert borrows(line, words) is is_theirs
    said = [(BEA, words)]
    assert borrowed([Line("Ours."), Line(line)], said) == ([1] if is_theirs else [])
    assert borrowed([Line(line, source=BEA)], said) == []


def test_the_longest_sentence_counts() -> None:
    assert longest_sentence("One two. Three four five! Six?") == 3
    assert longest_sentence("") == 0


def test_rows_become_lines_by_their_places_and_a_newer_one_comes_first() -> None:
    lines = [Line("One"), Line("Two", is_heading=True, symbol="cup", source=BEA)]
    rows = rows_for(lines, [uuid4(), BEA])
    sent: dict[str, str] = {}
    for at, row in enumerate(rows):
        sent |= {f"place-{at}": row.place, f"text-{at}": row.text, f"symbol-{at}": row.symbol}
        sent |= {f"source-{at}": row.source} | ({f"heading-{at}": "1"} if row.is_heading else {})
    assert lines_of(read_rows(sent), [uuid4(), BEA]) == lines
    sent |= {"text-2": " Between \0", "place-2": "2", "symbol-2": "x", "source-2": ""}
    sent |= {"text-3": "Last", "place-3": "-1"}
    assert [line.text for line in lines_of(read_rows(sent), [uuid4(), BEA])] == [
        *("One", "Between", "Two", "Last")
    ]


@pytest.mark.parametrize(
    "number", ["0", "9", "-1", "01", "1.", "x", "01a21c9d-98ed-71c3-ad68-93f0159c0b22"]
)
def test_a_line_never_loses_whose_words_it_tells(number: str) -> None:
    rows = read_rows({"text-0": "One", "source-0": "1", "text-1": "Two", "source-1": number})
    assert unknown_number(rows, [BEA]) == number
    with pytest.raises(KeyError):
        lines_of(rows, [BEA])
    # An empty row is no line, so it tells nobody's words.
    empty = read_rows({"text-0": "One", "source-0": " 1 ", "text-1": " ", "source-1": number})
    assert unknown_number(empty, [BEA]) is None
    assert lines_of(empty, [BEA]) == [Line("One", source=BEA)]
