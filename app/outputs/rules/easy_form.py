"""The form of an Easy Read edition: rows of lines, put in order by the places beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from app.outputs.rules.easy_read import LONGEST_LINE, MOST_LINES, SYMBOLS, Line

SPARE_ROWS = 5
LARGEST_PLACE = 9_999


@dataclass(frozen=True)
class Typed:
    """A row as it was typed."""

    place: str
    text: str = ""
    is_heading: bool = False
    symbol: str = ""
    source: str = ""

    @property
    def is_too_long(self) -> bool:
        """Whether it is longer than a line may be."""
        return len(self.text) > LONGEST_LINE


def rows_for(lines: Sequence[Line], sources: Sequence[UUID]) -> list[Typed]:
    """The rows of a form: one for each line, and some to write in.

    Whose words a line tells is said by their number, counted from 1 in `sources`.
    """
    numbers = {source: str(number) for number, source in enumerate(sources, start=1)}
    rows = [
        Typed(
            place=str(place),
            text=line.text,
            is_heading=line.is_heading,
            symbol=line.symbol,
            source=numbers.get(line.source, "") if line.source else "",
        )
        for place, line in enumerate(lines, start=1)
    ]
    spare = min(SPARE_ROWS, MOST_LINES - len(rows))
    return [*rows, *(Typed(str(len(rows) + 1 + more)) for more in range(spare))]


def read_rows(sent: Mapping[str, str]) -> list[Typed]:
    """The rows that were sent, as typed, in their order on the form."""
    return [
        Typed(
            place=sent.get(f"place-{row}", ""),
            text=" ".join(sent[f"text-{row}"].replace("\0", "").split()),
            is_heading=bool(sent.get(f"heading-{row}")),
            symbol=sent.get(f"symbol-{row}", ""),
            source=sent.get(f"source-{row}", "").strip(),
        )
        for row in range(MOST_LINES)
        if f"text-{row}" in sent
    ]


def unknown_number(rows: Sequence[Typed], sources: Sequence[UUID]) -> str | None:
    """The first number of words, beside a line that says something, which no words have."""
    known = _numbered(sources)
    return next((row.source for row in rows if row.text and row.source not in {"", *known}), None)


def lines_of(rows: Sequence[Typed], sources: Sequence[UUID]) -> list[Line]:
    """The lines in the order of their places; an empty row is no line.

    Of two rows with the same place the one that stands lower on the form was written to come
    first, since it is the newer one. Raises: KeyError for a number that `unknown_number` finds,
    since a line must never lose whose words it tells.
    """
    known = _numbered(sources)
    written = [(row, at) for at, row in enumerate(rows) if row.text]
    written.sort(key=lambda one: _place(one[0], one[1]))
    return [
        Line(
            text=row.text,
            is_heading=row.is_heading,
            symbol=row.symbol if row.symbol in SYMBOLS else "",
            source=known[row.source] if row.source else None,
        )
        for row, _ in written
    ]


def _numbered(sources: Sequence[UUID]) -> dict[str, UUID]:
    return {str(number): source for number, source in enumerate(sources, start=1)}


def _place(row: Typed, at: int) -> tuple[int, int]:
    """Where a row goes: by its place, and rows without one at the end, as they stand."""
    number = _number(row.place)
    return number, at if number == LARGEST_PLACE else -at


def _number(typed: str) -> int:
    is_one = typed.isascii() and typed.isdigit() and len(typed) <= len(str(LARGEST_PLACE))
    return int(typed) if is_one else LARGEST_PLACE
