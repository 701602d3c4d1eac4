"""Small reports for tests of how they are written."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from app.kit.charts import Bar
from app.kit.document import Block, Document, Heading
from app.outputs.rules.making import ONE, PEOPLE, POLL, SESSION
from app.outputs.rules.report import Message, Note, Priority, Report, Told, Votes

DAY = date(2027, 5, 3)
VOTES = Votes(
    "poll",
    "What shall we try first?",
    in_dots=False,
    voters="20",
    bars=(
        Bar(label="A walk", value=60, shown="about 60%"),
        Bar(label="A meal", value=40, shown="x"),
    ),
)
NOTE = Note(
    "note", "Session 4", "1 May 2027", 12, "We heard about doors.", "Whether to meet daily."
)
HEARD = Message("heard", "Doors should stay open.", SESSION, note="note")
VOTED = Message("voted", "We begin with a walk.", POLL, votes=VOTES, priority="early")
LONE = Message("lone", "Evenings suit best.", ONE)
SAID = Message("said", "Tea helps.", PEOPLE)
PRIORITIES = (
    Priority("everyone", "Leave nobody out", "Who finds the way in."),
    Priority("early", "Act early", "What keeps people well."),
)


def told(number: int, under: str = "", *, author: str = "", kind: str = "quote") -> Told:
    """Words of somebody, under a message or a priority."""
    return Told(str(number), author or str(number), kind, f"Words {number}.", f"P{number}", under)


def a_report(*words: Told, **facts: object) -> Report:
    """A report of these words."""
    plain = Report(
        title="What we learned", cohort="Riverside", day=DAY, is_draft=False, people=40, told=words
    )
    return replace(plain, **facts)  # type: ignore[arg-type]


def parts(document: Document, level: int = 1) -> dict[str, list[Block]]:
    """The blocks below each heading of a level, by the heading."""
    found: dict[str, list[Block]] = {}
    here: list[Block] | None = None
    for block in document.blocks:
        if isinstance(block, Heading) and block.level <= level:
            here = found.setdefault(block.text, []) if block.level == level else None
        elif here is not None:
            here.append(block)
    return found


def kinds(blocks: list[Block]) -> list[str]:
    """What the blocks are, in order."""
    return [block.kind for block in blocks]
