"""How a report begins, for lists of reports, feeds, and where somebody puts a link to one."""

from __future__ import annotations

from app.kit.document import Document, Paragraph

LONGEST_OPENING = 200
CUT = "…"


def opening_words(document: Document) -> str:
    """The first running text of a report, cut between words; it is never anybody's quote.

    Empty when there is none.
    """
    texts = (block.text for block in document.blocks if isinstance(block, Paragraph))
    words = " ".join(next(texts, "").split())
    if len(words) <= LONGEST_OPENING:
        return words
    kept, _, _ = words[:LONGEST_OPENING].rpartition(" ")
    return f"{kept or words[: LONGEST_OPENING - 1]}{CUT}"
