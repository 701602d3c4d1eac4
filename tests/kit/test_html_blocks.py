"""Our own HTML becomes the blocks of a booklet, and no word of it is lost."""

from __future__ import annotations

import re
from datetime import date

import pytest

from app.kit.booklet import (
    Block,
    Booklet,
    Divider,
    Grid,
    Heading,
    Listing,
    Note,
    Picture,
    Prose,
    Room,
    Run,
)
from app.kit.elements import EMPTY
from app.kit.html_blocks import Reading, blocks_of
from app.kit.markdown import TAGS, render, sanitise

DRAWING = "/course/pictures/abc/four-lines.svg"
INSIDE = {
    "li": "<ul><li>{}</li></ul>",
    "thead": "<table><thead><tr><th>{}</th></tr></thead></table>",
    "tbody": "<table><tbody><tr><td>{}</td></tr></tbody></table>",
    "tr": "<table><tr><td>{}</td></tr></table>",
    "th": "<table><tr><th>{}</th></tr></table>",
    "td": "<table><tr><td>{}</td></tr></table>",
    "table": "<table><tr><td>{}</td></tr></table>",
    "ul": "<ul><li>{}</li></ul>",
    "ol": "<ol><li>{}</li></ol>",
}


def one(html: str, reading: Reading | None = None) -> Block:
    (block,) = blocks_of(html, reading or Reading())
    return block


def words(text: str) -> tuple[Run, ...]:
    return (Run(text=text),)


def levels(html: str, under: int = 1) -> list[int]:
    found = blocks_of(html, Reading(under=under))
    return [block.level for block in found if isinstance(block, Heading)]


@pytest.mark.parametrize("tag", sorted(TAGS - EMPTY))
def test_no_tag_that_authors_can_write_loses_its_words(tag: str) -> None:
    html = INSIDE.get(tag, f"<{tag}>{{}}</{tag}>").format("Who decides?")
    assert sanitise(html).count("Who decides?") == 1
    (block,) = blocks_of(sanitise(html))
    assert "Who decides?" in block.model_dump_json()


def test_signs_without_words_keep_their_meaning() -> None:
    assert one("<p>One<br>two</p>") == Prose(runs=words("One\ntwo"))
    assert one("<hr>") == Divider()
    seen = Reading(pictures={DRAWING})
    assert one(f'<img src="{DRAWING}" alt="Four lines">', seen) == Picture(
        name=DRAWING, alt="Four lines"
    )


def test_a_tag_that_is_new_is_refused_rather_than_left_out() -> None:
    with pytest.raises(ValueError, match="<video>"):
        blocks_of("<video>Words</video>")
    with pytest.raises(ValueError, match="<sub>"):
        blocks_of("<p>H<sub>2</sub>O</p>")


def test_headings_never_skip_a_level_wherever_they_stand() -> None:
    assert levels("<h2>A</h2><h4>B</h4><h3>C</h3><h2>D</h2><h3>E</h3>") == [2, 3, 3, 2, 3]
    assert levels("<h3>A</h3><h4>B</h4><h3>C</h3>") == [2, 3, 2]
    assert levels("<h3>A</h3><h3>B</h3>", under=0) == [1, 1]
    deep = "".join(f"<h{level}>A</h{level}>" for level in range(2, 7))
    assert levels(deep, under=2) == [3, 4, 5, 6, 6]


def test_a_heading_inside_a_callout_is_a_line_in_bold() -> None:
    note = one("<blockquote><h3>Stop</h3><p>Breathe.</p></blockquote>")
    assert note == Note(
        blocks=(Prose(runs=(Run(text="Stop", strong=True),)), Prose(runs=words("Breathe.")))
    )


def test_words_keep_their_looks_and_links_say_where_they_lead() -> None:
    html = (
        '<p>See <strong>the <em>big</em> one</strong>, <a href="https://example.org/a">a page</a>,'
        ' <a href="mailto:ann@example.org">ann@example.org</a>, <a href="#source-x">(Paper 1)</a>'
        ' and <a href="../three/walk">the walk</a>.</p>'
    )
    prose = one(html)
    assert isinstance(prose, Prose)
    assert "".join(run.text for run in prose.runs) == (
        "See the big one, a page, ann@example.org, (Paper 1) and the walk."
    )
    assert [run.text for run in prose.runs if run.strong] == ["the ", "big", " one"]
    assert [run.text for run in prose.runs if run.emph] == ["big"]
    assert [run.address for run in prose.runs if run.address] == ["https://example.org/a"]
    assert [run.anchor for run in prose.runs if run.anchor] == ["three/walk"]


def test_lists_inside_lists_and_their_first_number_stay() -> None:
    listing = one(render("3. Walk\n   - slowly\n   - together\n4. Rest\n"))
    assert isinstance(listing, Listing)
    assert (listing.is_ordered, listing.start, len(listing.items)) == (True, 3, 2)
    first, inner = listing.items[0]
    assert first == Prose(runs=words("Walk"))
    assert isinstance(inner, Listing)
    assert [item[0] for item in inner.items] == [
        Prose(runs=words("slowly")),
        Prose(runs=words("together")),
    ]


def test_an_empty_cell_is_room_and_a_short_row_is_filled_up() -> None:
    grid = one(render("| Where | Day |\n|---|---|\n| Bench | |\n| | |\n"))
    assert grid == Grid(
        header=(words("Where"), words("Day")), rows=((words("Bench"), ()), ((), ()))
    )
    assert one("<table><tr><th>A</th><th>B</th></tr><tr><td>x</td></tr></table>") == Grid(
        header=(words("A"), words("B")), rows=((words("x"), ()),)
    )


def test_rules_on_a_sheet_are_lines_to_write_on() -> None:
    sheet = Reading(has_room=True)
    assert one(render("___\n"), sheet) == Room(lines=2)
    assert one(render("___\n\n___\n\n___\n"), sheet) == Room(lines=4)


def test_a_picture_that_is_not_there_is_told_in_words() -> None:
    told = one('<p><img src="/course/pictures/gone/a.svg" alt="A map of friends"></p>')
    assert told == Prose(runs=words("(A picture: A map of friends)"))


def test_markup_in_the_text_stays_text() -> None:
    assert one("<p>1 &lt; 2 &amp; #panic()</p>") == Prose(runs=words("1 < 2 & #panic()"))
    assert one("<pre><code>a\n  b\n</code></pre>") == Prose(runs=(Run(text="a\n  b", code=True),))


def test_a_booklet_refuses_what_a_reader_could_not_follow() -> None:
    def made(*blocks: Block) -> Booklet:
        return Booklet(title="T", dated=date(2027, 1, 20), blocks=blocks)

    with pytest.raises(ValueError, match="skips a level"):
        made(Heading(level=2, text="Too deep"))
    with pytest.raises(ValueError, match=re.escape("'a.svg' is not in the booklet")):
        made(Note(blocks=(Picture(name="a.svg", alt="A"),)))
