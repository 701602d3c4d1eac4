"""The stages of a build as data, how long a worker may hold one, and when it is given up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from app.gateways.ports.press import CARD, DOCX, PDF, XLSX

DRAFT = "draft"
EDITION = "edition"

QUEUED = "queued"
WORKING = "working"
DONE = "done"
FAILED = "failed"
LIVE = (QUEUED, WORKING)

MESSAGES = "messages"
PRIORITIES = "priorities"
DIGEST = "digest"
TEMPLATES = {
    MESSAGES: "By key message",
    PRIORITIES: "By the five priorities",
    DIGEST: "The digest of one session",
}
TEMPLATE_HINTS = {
    MESSAGES: "What your group wants to tell, with people's words and numbers for each message.",
    PRIORITIES: "The same, sorted by the five priorities of 2021 that your course explains.",
    DIGEST: "Short: what was heard in a session, messages, and practical steps.",
}
LONGEST_TITLE = 120

# A worker that has finished no stage for this long is taken to be dead.
LEASE = timedelta(seconds=60)
# One visit to the builds; no new one is begun after it, so that the worker is free for letters.
SHIFT = timedelta(seconds=20)
# How many workers may begin or start over one build before people have to look at it.
MOST_TRIES = 5

GIVEN_UP = (
    f"We tried {MOST_TRIES} times and it did not work. Try again, and if it fails once more "
    "tell the people who run this platform."
)
JAMMED = (
    "The page is ready but it could not be printed, or not be written as one of its files. "
    "Please tell the people who run this platform."
)


@dataclass(frozen=True)
class Stage:
    """One part of a build: its key, what the facilitator reads, and the file that it makes."""

    key: str
    words: str
    file: str = ""


GATHER = Stage("gather", "Gathering the words that people allow us to use")
CHECK = Stage("check", "Checking each quote against what its author wrote")
COUNT = Stage("count", "Counting, with small numbers kept back")
CHART = Stage("chart", "Drawing the charts")
WRITE = Stage("write", "Putting the page together")
LETTERS = Stage("letters", "Looking for characters that cannot be printed")
ASK = Stage("ask", "Noting whose yes it needs")
FREEZE = Stage("freeze", "Freezing the edition")
PICTURES = Stage("pictures", "Making the pictures ready for print")
PRINT = Stage("print", "Printing the PDF", PDF)
WORD = Stage("word", "Writing the Word document", DOCX)
SHEET = Stage("sheet", "Putting the words and figures in a workbook", XLSX)
CARD_STAGE = Stage("card", "Drawing the picture for links to it", CARD)
SEAL = Stage("seal", "Noting what the edition is made of")

_START = (GATHER, CHECK, COUNT, CHART, WRITE)
STAGES: dict[str, tuple[Stage, ...]] = {
    DRAFT: (*_START, LETTERS, ASK),
    EDITION: (*_START, FREEZE, PICTURES, PRINT, WORD, SHEET, CARD_STAGE, SEAL),
}


def stage_at(purpose: str, done: int) -> Stage | None:
    """The stage that comes after `done` finished ones; None when all are finished."""
    stages = STAGES[purpose]
    return stages[done] if done < len(stages) else None
