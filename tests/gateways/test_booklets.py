"""Booklets print as tagged PDFs: every module of the course, whatever stands in it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from typing import Any

import pikepdf
import pytest

from app.gateways.press import TypstBookletPress
from app.kit.booklet import (
    Blank,
    Block,
    Booklet,
    Choices,
    Contents,
    Divider,
    Grid,
    Heading,
    Listing,
    Look,
    NewPage,
    Note,
    Picture,
    PictureFile,
    Prose,
    Room,
    Run,
)
from tests.gateways.pdf_words import words_by_page

PRESS = TypstBookletPress()
DRAWING = PictureFile(
    media_type="image/svg+xml",
    width=40,
    height=20,
    content=b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20">'
    b'<text x="2" y="12" font-family="Arial" font-size="8">Us</text></svg>',
)
# One grey pixel.
PIXEL = PictureFile(
    media_type="image/png",
    width=1,
    height=1,
    content=bytes.fromhex(
        "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b55"
        "0000000a49444154789c636800000082008177cd72b60000000049454e44ae426082"
    ),
)
LARGE = Look(size="large", spacing="wide")


def prose(text: str) -> Prose:
    return Prose(runs=(Run(text=text),))


WHOLE: tuple[Block, ...] = (
    Contents(),
    Heading(level=1, text="First part", anchor="a/first"),
    prose("Some words."),
    Heading(level=2, text="Smaller"),
    Note(title="Mind", blocks=(prose("A note."), Listing(items=((prose("inside"),),)))),
    Listing(items=((prose("three"),), (prose("four"),)), is_ordered=True, start=3),
    Grid(header=((Run(text="Where"),), ()), rows=(((Run(text="Bench"),), ()),)),
    Choices(question="Which?", options=("This", "That")),
    Picture(name="us.svg", alt="All of us"),
    Picture(name="dot.png", alt=""),
    Divider(),
    Blank(label="Name"),
    NewPage(),
    Heading(level=1, text="Second part"),
    Prose(runs=(Run(text="Look again", strong=True, anchor="a/first", address="example.org"),)),
    Room(lines=3, fills=True),
    Heading(level=1, text="Last part"),
)


def booklet(*blocks: Block, title: str = "What we heard", look: Look | None = None) -> Booklet:
    return Booklet(
        title=title,
        kicker="Module 1",
        summary="About listening.",
        running="Module 1: What we heard",
        footer="Questions? Ring 01632 960000",
        dated=date(2027, 1, 20),
        look=look or Look(),
        blocks=blocks,
        pictures={"us.svg": DRAWING, "dot.png": PIXEL},
    )


def opened(*blocks: Block, **how: Any) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(PRESS.pdf(booklet(*blocks, **how))))


def elements(node: Any) -> Iterator[Any]:
    """Every structure element below a node, in reading order."""
    if isinstance(node, pikepdf.Array):
        for part in node:
            yield from elements(part)
    elif isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            yield node
        if "/K" in node:
            yield from elements(node.K)


@pytest.mark.parametrize("look", [Look(), LARGE])
def test_a_booklet_says_that_it_is_accessible_and_what_each_part_is(look: Look) -> None:
    with opened(*WHOLE, look=look) as pdf:
        assert bool(pdf.Root.MarkInfo.Marked) is True
        assert str(pdf.Root.Lang).lower().startswith("en")
        with pdf.open_metadata() as meta:
            assert meta["pdfuaid:part"] == "1"
            assert meta["dc:title"] == "What we heard"
        found = list(elements(pdf.Root.StructTreeRoot.K))
        kinds = [str(element.S) for element in found]
        assert {"/H1", "/H2", "/L", "/LI", "/Table", "/TH", "/TD", "/TOC", "/Figure"} <= set(kinds)
        assert [str(one.Alt) for one in found if "/Alt" in one] == ["All of us"]


def test_a_part_tells_the_page_of_another_and_where_a_link_leads() -> None:
    with opened(*WHOLE) as pdf:
        second = words_by_page(pdf)[1]
        assert "Look again (example.org) (page 1)" in second
        assert "Questions? Ring 01632 960000 Page 2 of 3" in second


def test_room_that_fills_its_page_leaves_none_for_what_follows() -> None:
    with opened(*WHOLE) as pdf:
        pages = words_by_page(pdf)
        assert [("Last part" in page) for page in pages] == [True, False, True]


def test_the_same_booklet_gives_the_same_bytes() -> None:
    assert PRESS.pdf(booklet(*WHOLE)) == TypstBookletPress().pdf(booklet(*WHOLE))


@pytest.mark.parametrize(
    "text",
    [
        "#panic() *stars* _under_ `code` $x$ <label> @ref [brackets] \\ // not a comment",
        "Ŵyn ŷd, żółw, Ελλάδα, Привет, tiếng Việt",
        "مرحبا بكم",  # a greeting, from right to left
        "বাংলা ગુજરાતી ਪੰਜਾਬੀ 中文字 \ue000 \u0301 nul \x00",
        "e\u0301 a\u0308 z\u0323\u0307" + "\u0300" * 30,
        "averylongwordthatgoesonandon" * 30,
    ],
)
def test_whatever_is_written_can_be_printed(text: str) -> None:
    blocks = (
        Heading(level=1, text=text),
        prose(text),
        Listing(items=((prose(text),),)),
        Choices(question=text, options=(text,)),
        Grid(header=((Run(text=text),), (Run(text="B"),)), rows=(((Run(text=text),), ()),)),
        Note(title=text, blocks=(prose(text),)),
    )
    with opened(*blocks, title=text, look=LARGE) as pdf:
        assert len(pdf.pages) >= 1


def test_a_table_longer_than_a_page_goes_on_with_its_headings() -> None:
    rows = tuple(((Run(text=f"Place {number}"),), ()) for number in range(60))
    with opened(Grid(header=((Run(text="Where"),), (Run(text="What"),)), rows=rows)) as pdf:
        pages = words_by_page(pdf)
        assert len(pages) > 2
        assert all("Where What" in page for page in pages)
        assert "Place 59" in pages[-1]
