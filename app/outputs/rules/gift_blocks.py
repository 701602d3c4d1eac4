"""What somebody gave as it stands in a report: a quote, a story or a picture."""

from __future__ import annotations

from dataclasses import dataclass

from app.kit.document import Block, Picture, Quote, Story
from app.outputs.rules.gifts import STORY

DEEPEST = 4


@dataclass(frozen=True)
class Given:
    """A picture that somebody gave, without its bytes; its size is in points."""

    sha256: str
    alternative: str
    width: int
    height: int


def block_of(
    kind: str, words: str, named: str, *, title: str = "", picture: Given | None = None, under: int
) -> Block:
    """The block of a contribution of this kind, below a heading of level `under`."""
    if picture is not None:
        return Picture(
            sha256=picture.sha256,
            alt=picture.alternative,
            width=picture.width,
            height=picture.height,
            caption=words,
            attribution=named,
        )
    if kind == STORY:
        level = min(under + 1, DEEPEST)
        return Story(title=title, level=level, text=words, attribution=named)
    return Quote(text=words, attribution=named)
