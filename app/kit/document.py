"""A document as plain data: frozen as JSON, drawn as a page, printed by the press."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal, Self, TypeAlias

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from app.kit.charts import Bar, Drawing, Frozen, Words, place_bars

Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Z]{2})?$")]
"""A language such as `en-GB`, `cy` or `ar`."""

Level = Annotated[int, Field(ge=1, le=4)]
"""The level of a heading; 1 is the first below the document's title."""


class Heading(Frozen):
    """A heading; level 1 is the first below the document's title."""

    kind: Literal["heading"] = "heading"
    level: Level
    text: Words


class Paragraph(Frozen):
    """Running text; an empty line begins a new paragraph."""

    kind: Literal["paragraph"] = "paragraph"
    text: Words

    @property
    def paragraphs(self) -> tuple[tuple[str, ...], ...]:
        """The text as paragraphs of lines."""
        return in_paragraphs(self.text)


class Quote(Frozen):
    """Somebody's own words, word for word, and the name they chose (empty: none)."""

    kind: Literal["quote"] = "quote"
    text: Words
    attribution: str = ""
    # None: the language of the document.
    language: Language | None = None

    @property
    def paragraphs(self) -> tuple[tuple[str, ...], ...]:
        """The words as paragraphs of lines."""
        return in_paragraphs(self.text)


class Story(Frozen):
    """Somebody's story, word for word, longer than a quote; its title is a heading of `level`."""

    kind: Literal["story"] = "story"
    # Empty: none.
    title: str = ""
    level: Level = 2
    text: Words
    attribution: str = ""
    # None: the language of the document.
    language: Language | None = None

    @property
    def paragraphs(self) -> tuple[tuple[str, ...], ...]:
        """The words as paragraphs of lines."""
        return in_paragraphs(self.text)


class Picture(Frozen):
    """A picture, named by the SHA-256 of its bytes, which are kept apart from the tree."""

    kind: Literal["picture"] = "picture"
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    # What it shows, for people who cannot see it; points across and down.
    alt: Words
    width: Annotated[int, Field(ge=1)]
    height: Annotated[int, Field(ge=1)]
    caption: str = ""
    attribution: str = ""
    # Of the caption and of what it shows; None: the language of the document.
    language: Language | None = None


class Bullets(Frozen):
    """A list whose order carries no meaning."""

    kind: Literal["bullets"] = "bullets"
    items: Annotated[tuple[Words, ...], Field(min_length=1)]


class Chart(Frozen):
    """A bar chart, always shown with its table; `basis` says how many people it stands on."""

    kind: Literal["chart"] = "chart"
    title: Words
    # What a person who cannot see the chart should know; the figures are in the table.
    description: Words
    basis: Words
    label_heading: Words
    value_heading: Words
    bars: Annotated[tuple[Bar, ...], Field(min_length=1)]

    @property
    def drawing(self) -> Drawing:
        """Where each bar goes."""
        return place_bars(self.bars)


class Table(Frozen):
    """A table with a caption and one row of headings; the first column names its row."""

    kind: Literal["table"] = "table"
    caption: Words
    header: Annotated[tuple[Words, ...], Field(min_length=1)]
    rows: tuple[tuple[str, ...], ...]

    @model_validator(mode="after")
    def _is_even(self) -> Self:
        """Refuse a row with more or fewer cells than there are headings."""
        if any(len(row) != len(self.header) for row in self.rows):
            raise ValueError("each row of a table needs one cell for each heading")
        return self


Block: TypeAlias = Annotated[
    Heading | Paragraph | Quote | Story | Picture | Bullets | Chart | Table,
    Field(discriminator="kind"),
]


def _in_order(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Refuse headings that start too deep or skip a level, which would lose people who listen."""
    deepest = 1
    for block in blocks:
        if isinstance(block, Heading) or (isinstance(block, Story) and block.title):
            if block.level > deepest:
                raise ValueError(f"a heading of level {block.level} skips a level")
            deepest = block.level + 1
    return blocks


class Document(Frozen):
    """A whole document; every text in it is plain, and renderers escape it."""

    # Raised when a stored document of today could not be read as it stands.
    format: Literal[1] = 1
    title: Words
    subtitle: str = ""
    publisher: str = ""
    language: Language = "en-GB"
    dated: date
    date_text: Words
    blocks: Annotated[tuple[Block, ...], AfterValidator(_in_order)]

    @property
    def pictures(self) -> tuple[Picture, ...]:
        """Its pictures, in their order; one may stand there twice."""
        return tuple(block for block in self.blocks if isinstance(block, Picture))

    def to_json(self) -> dict[str, Any]:
        """The document as plain JSON values, to be frozen in the database."""
        return self.model_dump(mode="json")

    @classmethod
    def from_json(cls, tree: dict[str, Any]) -> Self:
        """The document that `to_json` gave.

        Raises: pydantic.ValidationError when it is not such a document.
        """
        return cls.model_validate(tree)


def in_paragraphs(text: str) -> tuple[tuple[str, ...], ...]:
    """A text as paragraphs of lines, without its empty lines."""
    paragraphs: list[list[str]] = [[]]
    for line in text.splitlines():
        if line.strip():
            paragraphs[-1].append(line)
        elif paragraphs[-1]:
            paragraphs.append([])
    return tuple(tuple(lines) for lines in paragraphs if lines)
