"""A bar chart as data, and where its lines and bars go on a page."""

from __future__ import annotations

from textwrap import wrap
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, FiniteFloat

LINE = 22
"""Height of one line of a label, in CSS pixels; text is 16 pixels and never scales down."""
BAR = 26
GAP = 14
LABEL_CHARACTERS = 32
"""What fits beside nothing else on a page 320 pixels wide."""
WIDEST = 62.0
"""The longest bar, in percent, which leaves room for the value in words behind it."""
KEPT_BACK = 14.0
"""The empty bar of a number that is not told, in percent: one length for all."""


def _has_words(text: str) -> str:
    """Refuse a text in which nothing can be seen."""
    if not any(letter.isprintable() and not letter.isspace() for letter in text):
        raise ValueError("some words are needed here")
    return text


Words = Annotated[str, AfterValidator(_has_words)]
"""Plain text that shows something; never markup."""


class Frozen(BaseModel):
    """A part of a content tree: unchangeable, and strict about what it holds."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Bar(Frozen):
    """One bar: its label, its length (None: kept back, drawn empty) and its value in words."""

    label: Words
    value: Annotated[FiniteFloat, Field(ge=0)] | None
    shown: Words


class DrawnBar(Frozen):
    """A bar in its place: measures down in CSS pixels, lengths across in percent."""

    lines: tuple[tuple[int, str], ...]
    top: int
    middle: int
    length: float
    is_kept_back: bool
    shown: str


class Drawing(Frozen):
    """A whole chart in its place."""

    height: int
    bars: tuple[DrawnBar, ...]


def place_bars(bars: tuple[Bar, ...]) -> Drawing:
    """Give each label line and bar its place, from the top down, in the order given."""
    largest = max((bar.value for bar in bars if bar.value), default=1.0)
    drawn = list[DrawnBar]()
    top = 0
    for bar in bars:
        lines = wrap(bar.label, LABEL_CHARACTERS) or [bar.label]
        under = top + LINE * len(lines)
        length = KEPT_BACK if bar.value is None else round(WIDEST * bar.value / largest, 1)
        drawn.append(
            DrawnBar(
                lines=tuple((top + 16 + LINE * row, line) for row, line in enumerate(lines)),
                top=under,
                middle=under + BAR // 2,
                length=length,
                is_kept_back=bar.value is None,
                shown=bar.shown,
            )
        )
        top = under + BAR + GAP
    return Drawing(height=max(top - GAP, 0), bars=tuple(drawn))
