"""The page while it is written: its blocks, and where words and their sources stand on it."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.kit.document import Block, Heading, Paragraph
from app.outputs.rules.gift_blocks import block_of
from app.outputs.rules.report.facts import Told


@dataclass(frozen=True)
class Mark:
    """That a block stands on a source: a message, a note, a vote or an indicator, by its key."""

    block: int
    source: str
    key: str


@dataclass
class Sheet:
    """A page that grows from the top down.

    `places` holds the block of each contribution by its key, `marks` what other blocks stand on.
    """

    blocks: list[Block] = field(default_factory=list)
    places: dict[str, int] = field(default_factory=dict)
    marks: list[Mark] = field(default_factory=list)

    # The level of the heading that was written last.
    level: int = 0

    def head(self, level: int, text: str) -> None:
        """Begin a part."""
        self.level = level
        self.blocks.append(Heading(level=level, text=text))

    def say(self, text: str) -> None:
        """Write a paragraph of our own."""
        self.blocks.append(Paragraph(text=text))

    def add(self, block: Block) -> None:
        """Write a block."""
        self.blocks.append(block)

    def lead_back(self, source: str, key: str) -> None:
        """Note what the block that was written last stands on."""
        self.marks.append(Mark(len(self.blocks) - 1, source, key))

    def tell(self, told: Told) -> None:
        """Write what somebody gave, word for word, and note where it stands."""
        self.places[told.key] = len(self.blocks)
        self.blocks.append(
            block_of(
                *(told.kind, told.words, told.named),
                title=told.title,
                picture=told.picture,
                under=self.level,
            )
        )
