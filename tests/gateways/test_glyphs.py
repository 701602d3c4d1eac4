"""What can be printed is given as it is, quickly where nothing in it needs a closer look."""

from __future__ import annotations

from pathlib import Path
from unicodedata import category

import pytest

from app.gateways import press
from app.gateways.press.glyphs import BOX, Glyphs, Printed

FAR = "\u4e2d"


@pytest.fixture(scope="module")
def glyphs() -> Glyphs:
    """The letters of our fonts."""
    return Glyphs(Path(press.__file__).parent / "fonts")


@pytest.mark.parametrize("with_marks", [True, False])
def test_a_text_without_a_closer_look_reads_as_with_one(glyphs: Glyphs, with_marks: bool) -> None:
    letters = map(chr, range(0x3000))
    # What a mark becomes depends on the letter before it.
    for letter in (one for one in letters if not category(one).startswith("M")):
        quick, closer = Printed(), Printed()
        alone = glyphs.printable(letter, quick, with_marks=with_marks)
        # A letter that only another family has: each letter of such a text is looked at.
        beside = glyphs.printable(f"{FAR}\n{letter}", closer, with_marks=with_marks)
        assert beside == f"{FAR if with_marks else BOX}\n{alone}"
        assert quick.missing == [one for one in closer.missing if one != FAR]


def test_what_is_seen_by_nobody_goes_and_what_no_font_has_becomes_a_box(glyphs: Glyphs) -> None:
    printed = Printed()
    assert glyphs.printable("a\x07\ufeffb\n\U00012000", printed) == f"ab\n{BOX}"
    assert printed.missing == ["\U00012000"]
