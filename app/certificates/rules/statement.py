"""A statement of learning as a document for the press."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from app.certificates.rules.states import ISSUER
from app.kit.document import Block, Document, Heading, Paragraph, Table
from app.kit.times import say_length, say_short_date

# Day, title, cohort and minutes of a session or a module.
Line = tuple[date, str, str, int]
HEADER = ("What", "Day", "With", "How long")
OWN = "Learning that I counted for myself, such as reading and thinking it over: {time}."
NOT_SAID = (
    "Minutes of sessions come from the register. Minutes of modules are what the programme states, "
    "and were not measured. Your professional body says how much of it counts."
)


def statement_of_learning(
    name: str,
    sessions: Sequence[Line],
    modules: Sequence[Line],
    own_minutes: int | None,
    *,
    today: date,
) -> Document:
    """What somebody learned, for their own use; `own_minutes` None: it is not in it."""
    total = sum(line[3] for line in (*sessions, *modules)) + (own_minutes or 0)
    blocks: list[Block] = [Paragraph(text=f"In all: {say_length(total)}.")]
    for title, lines in (("Live sessions", sessions), ("Modules", modules)):
        if lines:
            minutes = sum(line[3] for line in lines)
            blocks += [
                Heading(level=1, text=title),
                Table(
                    caption=f"{title}: {len(lines)}, {say_length(minutes)}",
                    header=HEADER,
                    rows=tuple(_row(line) for line in lines),
                ),
            ]
    if own_minutes:
        blocks += [
            Heading(level=1, text="My own"),
            Paragraph(text=OWN.format(time=say_length(own_minutes))),
        ]
    blocks.append(Paragraph(text=NOT_SAID))
    return Document(
        title=f"Learning of {name}",
        subtitle="Statement for continuing professional development (CPD)",
        publisher=ISSUER,
        dated=today,
        date_text=say_short_date(today),
        blocks=tuple(blocks),
    )


def _row(line: Line) -> tuple[str, ...]:
    day, title, cohort, minutes = line
    return title, say_short_date(day), cohort, say_length(minutes)
