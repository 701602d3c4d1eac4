"""Pages of the course as plain data, to be printed and written on; no text in it is markup."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any, Literal, Self, TypeAlias

from pydantic import Field, model_validator

from app.kit.charts import Frozen, Words
from app.kit.document import Language

DEEPEST = 6


class Run(Frozen):
    """Some words in one look; a line break in them stays one."""

    text: str
    strong: bool = False
    emph: bool = False
    code: bool = False
    # What is printed behind the words: where they lead, and the page of an anchor in the booklet.
    address: str = ""
    anchor: str = ""


Runs: TypeAlias = tuple[Run, ...]


class Heading(Frozen):
    """A heading; level 1 is the first below the booklet's title."""

    kind: Literal["heading"] = "heading"
    level: Annotated[int, Field(ge=1, le=DEEPEST)]
    text: Words
    # By this other parts of the booklet can tell the page.
    anchor: str = ""
    # Whether one of level 1 begins a part that the contents name.
    is_listed: bool = True


class Prose(Frozen):
    """One paragraph; a quiet one tells about what stands around it."""

    kind: Literal["prose"] = "prose"
    runs: Runs
    is_quiet: bool = False


class Listing(Frozen):
    """A list, with numbers from `start` when its order carries meaning."""

    kind: Literal["listing"] = "listing"
    items: Annotated[tuple[tuple[Block, ...], ...], Field(min_length=1)]
    is_ordered: bool = False
    start: int = 1


class Note(Frozen):
    """Something set apart from the running text, such as a callout, with or without a title."""

    kind: Literal["note"] = "note"
    title: str = ""
    blocks: tuple[Block, ...]


class Grid(Frozen):
    """A table; an empty cell below the headings is room to write."""

    kind: Literal["grid"] = "grid"
    header: Annotated[tuple[Runs, ...], Field(min_length=1)]
    rows: tuple[tuple[Runs, ...], ...]
    # The share of the width for each column; none: by how much stands in it.
    widths: tuple[int, ...] = ()

    @model_validator(mode="after")
    def _is_even(self) -> Self:
        if any(len(row) != len(self.header) for row in (*self.rows, self.widths or self.header)):
            raise ValueError("each row of a table needs one cell for each heading")
        return self


class Room(Frozen):
    """Ruled lines to write on; it may fill what is left of its page with more of them."""

    kind: Literal["room"] = "room"
    lines: Annotated[int, Field(ge=1)]
    fills: bool = False


class Blank(Frozen):
    """A short label with a line behind it, such as for a name."""

    kind: Literal["blank"] = "blank"
    label: Words


class Choices(Frozen):
    """A question and its answers, each with a box to tick and a letter."""

    kind: Literal["choices"] = "choices"
    question: Words
    options: Annotated[tuple[Words, ...], Field(min_length=1)]


class Picture(Frozen):
    """A picture of the booklet by name; without words for it, it is there to please the eye."""

    kind: Literal["picture"] = "picture"
    name: str
    alt: str


class Divider(Frozen):
    """A change of subject without a heading."""

    kind: Literal["divider"] = "divider"


class NewPage(Frozen):
    """What follows begins on a page of its own."""

    kind: Literal["new_page"] = "new_page"


class Contents(Frozen):
    """The parts of the booklet, with their pages."""

    kind: Literal["contents"] = "contents"


Block: TypeAlias = Annotated[
    Heading
    | Prose
    | Listing
    | Note
    | Grid
    | Room
    | Blank
    | Choices
    | Picture
    | Divider
    | NewPage
    | Contents,
    Field(discriminator="kind"),
]


class PictureFile(Frozen):
    """A picture as it was drawn; width and height in CSS pixels."""

    media_type: str
    width: Annotated[int, Field(ge=1)]
    height: Annotated[int, Field(ge=1)]
    content: bytes


Size: TypeAlias = Literal["normal", "large"]
Spacing: TypeAlias = Literal["normal", "wide"]


class Look(Frozen):
    """How it is set: text of 12 or 18 points, and more space for those whom it helps to read."""

    size: Size = "normal"
    spacing: Spacing = "normal"


class Booklet(Frozen):
    """A whole booklet: a front with `kicker`, title and summary, then its blocks.

    `running` stands at the head of every page, `footer` at its foot beside the number.
    """

    title: Words
    kicker: str = ""
    summary: str = ""
    running: str = ""
    footer: str = ""
    language: Language = "en-GB"
    dated: date
    look: Look = Look()
    blocks: tuple[Block, ...]
    pictures: dict[str, PictureFile] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        """Refuse headings that skip a level, and pictures that are not there."""
        deepest = 1
        for block in _all(self.blocks):
            if isinstance(block, Heading):
                if block.level > deepest:
                    raise ValueError(f"the heading {block.text!r} skips a level")
                deepest = block.level + 1
            elif isinstance(block, Picture) and block.name not in self.pictures:
                raise ValueError(f"the picture {block.name!r} is not in the booklet")
        return self

    def to_json(self) -> dict[str, Any]:
        """The booklet as plain JSON values, but for its pictures."""
        return self.model_dump(mode="json", exclude={"pictures"})


def _all(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Every block with those inside it, in reading order."""
    for block in blocks:
        yield block
        if isinstance(block, Note):
            yield from _all(block.blocks)
        elif isinstance(block, Listing):
            for item in block.items:
                yield from _all(item)


for _recursive in (Listing, Note, Booklet):
    _recursive.model_rebuild()
