"""What happens to an output once it is out: who has it, and what is said when words leave it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from app.kit.document import Document, Heading, Paragraph
from app.kit.times import say_date

LONGEST_RECIPIENT = 120

# How an edition was given to somebody.
HOW = {
    "email": "By e-mail",
    "link": "We sent the address of the page",
    "paper": "On paper",
    "in_person": "Shown or read out",
    "other": "In another way",
}

# Why words were taken out.
TAKEN_BACK = "taken_back"
BY_AUTHOR = "author"
ENDED = "ended"
CHANGED = "changed"
WHY = (TAKEN_BACK, BY_AUTHOR, ENDED, CHANGED)


def say_taken_out(days: Iterable[tuple[str, date]]) -> list[str]:
    """What the next edition says about words that left it, by reason and day, oldest first.

    It tells neither which words, nor how many, nor whose. A change that only asks for another yes
    is not told.
    """
    said: dict[str, None] = {}
    for why, day in sorted(days, key=lambda one: one[1]):
        if why in {TAKEN_BACK, BY_AUTHOR}:
            said[
                f"Words were taken out of this report on {say_date(day)} at their author's wish."
            ] = None
        elif why == ENDED:
            said[
                f"Words were taken out of this report on {say_date(day)}, "
                "because their author had allowed them until then."
            ] = None
    return list(said)


def with_taken_out(document: Document, said: Sequence[str]) -> Document:
    """The report with what was taken out of it at its end, so that nothing before it moves."""
    if not said:
        return document
    told = (
        Heading(level=1, text="What is not in this edition"),
        *(Paragraph(text=one) for one in said),
    )
    return Document(**{**dict(document), "blocks": (*document.blocks, *told)})
