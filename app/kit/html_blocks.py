"""Our own sanitised HTML as the blocks of a booklet: each tag that we allow, and none dropped."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from app.kit.booklet import (
    DEEPEST,
    Block,
    Divider,
    Grid,
    Heading,
    Listing,
    Note,
    Picture,
    Prose,
    Room,
    Run,
    Runs,
)
from app.kit.elements import Child, Element, parse
from app.kit.inline import INLINE, plain, runs_of
from app.kit.markdown import HEADINGS


@dataclass(frozen=True)
class Reading:
    """How a piece of HTML is read: below which heading, and whether a rule is room to write."""

    under: int = 1
    # The addresses of the pictures that there are.
    pictures: Collection[str] = ()
    has_room: bool = False


def blocks_of(html: str, reading: Reading = Reading()) -> tuple[Block, ...]:
    """The HTML as blocks, whose headings begin below the level they stand under and skip none.

    Raises: ValueError for HTML that is not as our sanitiser leaves it.
    """
    return tuple(_Reader(reading).flow(parse(html).children))


class _Reader:
    """Reads one piece of HTML, and remembers which headings are open."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        # The levels, as written, of the headings above what is being read.
        self.above: list[int] = []

    def flow(self, children: Sequence[Child], *, nested: bool = False) -> Iterator[Block]:
        """Blocks, and paragraphs of what stands between them."""
        waiting: list[Element] = []
        for is_inline, group in groupby(children, key=_is_inline):
            together = list(group)
            if not is_inline:
                waiting += [one for one in together if isinstance(one, Element)]
            elif runs := runs_of(together):
                yield from self._blocks(waiting, nested=nested)
                yield Prose(runs=runs)
                waiting = []
        yield from self._blocks(waiting, nested=nested)

    def _blocks(self, elements: Sequence[Element], *, nested: bool) -> Iterator[Block]:
        for tag, group in groupby(elements, key=lambda one: one.tag):
            same = list(group)
            if tag == "hr":
                yield self._rules(len(same))
            else:
                for element in same:
                    yield from self._block(element, nested=nested)

    def _block(self, element: Element, *, nested: bool) -> Iterator[Block]:
        if element.tag in HEADINGS:
            yield from self._heading(element, nested=nested)
            return
        match element.tag:
            case "p":
                yield from self.flow(element.children, nested=nested)
            case "ul" | "ol":
                yield from self._list(element)
            case "blockquote":
                yield Note(blocks=tuple(self.flow(element.children, nested=True)))
            case "pre":
                yield from self._as_written(element)
            case "table":
                yield self._table(element)
            case "img":
                yield self._picture(element)
            case _:
                raise ValueError(f"<{element.tag}> does not stand here")

    def _rules(self, count: int) -> Block:
        """One line more than the author drew: handwriting is larger than print."""
        return Room(lines=count + 1) if self.reading.has_room else Divider()

    def _heading(self, element: Element, *, nested: bool) -> Iterator[Block]:
        words = plain(element.children)
        if not words:
            return
        if nested:
            # Inside a list or a callout it heads no part of the page.
            yield Prose(runs=(Run(text=words, strong=True),))
            return
        written = int(element.tag[1])
        self.above = [*(level for level in self.above if level < written), written]
        level = min(DEEPEST, self.reading.under + len(self.above))
        yield Heading(level=level, text=words)

    def _list(self, element: Element) -> Iterator[Block]:
        items = [tuple(self.flow(item.children, nested=True)) for item in element.below("li")]
        if items:
            yield Listing(
                items=tuple(items),
                is_ordered=element.tag == "ol",
                start=int(element.attributes.get("start") or 1),
            )

    def _as_written(self, element: Element) -> Iterator[Block]:
        """Text whose lines stay as they are."""
        text = _text(element).rstrip("\n")
        if text.strip():
            yield Prose(runs=(Run(text=text, code=True),))

    def _table(self, element: Element) -> Grid:
        header, *rows = (
            [runs_of(cell.children) for cell in row.below("th", "td")]
            for row in element.below("tr")
        )
        width = len(header)
        return Grid(header=tuple(header), rows=tuple(_padded(row, width) for row in rows))

    def _picture(self, element: Element) -> Block:
        name, alt = (element.attributes.get(key, "") for key in ("src", "alt"))
        if name in self.reading.pictures:
            return Picture(name=name, alt=alt)
        return Prose(runs=(Run(text=f"(A picture: {alt or 'for decoration'})"),))


def _is_inline(child: Child) -> bool:
    return isinstance(child, str) or child.tag in INLINE


def _text(child: Child) -> str:
    return child if isinstance(child, str) else "".join(map(_text, child.children))


def _padded(cells: Sequence[Runs], width: int) -> tuple[Runs, ...]:
    """A row as wide as its table; what is too much goes into the last cell."""
    row = [*cells[:width], *[()] * (width - len(cells))]
    for runs in cells[width:]:
        row[-1] = (*row[-1], Run(text=" "), *runs)
    return tuple(row)
