"""Parts of a page have short names that stay, and how a report begins is never a quote."""

from __future__ import annotations

from datetime import date

from app.kit.document import Block, Document, Heading, Paragraph, Quote, Table
from app.outputs.rules.anchors import contents_of, marks_of
from app.outputs.rules.opening import LONGEST_OPENING, opening_words

BLOCKS: tuple[Block, ...] = (
    Heading(level=1, text="Our words"),
    Quote(text="First."),
    Paragraph(text="Between."),
    Heading(level=2, text="More"),
    Quote(text="Second."),
    Heading(level=3, text="Deep"),
    Table(caption="What we counted", header=("What", "n"), rows=()),
)


def _document(*blocks: Block) -> Document:
    return Document(title="T", dated=date(2027, 2, 3), date_text="3 February 2027", blocks=blocks)


def test_each_kind_of_part_is_counted_for_itself() -> None:
    names = [mark.anchor if mark else None for mark in marks_of(BLOCKS)]
    assert names == ["s1", "q1", None, "s2", "q2", "s3", "f1"]


def test_the_contents_list_two_levels_and_only_where_there_is_a_choice() -> None:
    assert [(one.anchor, one.text) for one in contents_of(BLOCKS)] == [
        ("s1", "Our words"),
        ("s2", "More"),
    ]
    assert contents_of(BLOCKS[:3]) == []


def test_a_report_begins_with_its_own_words_cut_between_two_of_them() -> None:
    assert opening_words(_document(Quote(text="Hers."), Paragraph(text="One\ntwo"))) == "One two"
    assert opening_words(_document(Quote(text="Hers."))) == ""
    long = opening_words(_document(Paragraph(text="word " * 100)))
    assert len(long) <= LONGEST_OPENING
    assert long.endswith("word…")
