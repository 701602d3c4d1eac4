"""What the outputs room writes to people; no letter holds anybody's words."""

from __future__ import annotations

from app.outputs.letters.afterwards import (
    PUBLISHED,
    TAKEN_DOWN,
    Out,
    published_letter,
    taken_down_letter,
)
from app.outputs.letters.asking import (
    APPROVAL,
    REMINDER,
    REPLY,
    YOUR_WORDS,
    Place,
    approval_letter,
    reminder_letter,
    reply_letter,
)
from app.outputs.letters.giving import (
    PLACED,
    WRITTEN_DOWN,
    placed_letter,
    written_down_letter,
)
from app.outputs.letters.retold import RETOLD, Retold, retold_letter

__all__ = [
    "APPROVAL",
    "PLACED",
    "PUBLISHED",
    "REMINDER",
    "REPLY",
    "RETOLD",
    "TAKEN_DOWN",
    "WRITTEN_DOWN",
    "YOUR_WORDS",
    "Out",
    "Place",
    "Retold",
    "approval_letter",
    "placed_letter",
    "published_letter",
    "reminder_letter",
    "reply_letter",
    "retold_letter",
    "taken_down_letter",
    "written_down_letter",
]
