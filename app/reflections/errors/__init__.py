"""What the reflections room refuses; no sentence repeats what somebody wrote."""

from __future__ import annotations

from app.kit.errors import Refusal
from app.reflections.rules import LONGEST


class NothingWritten(Refusal):
    """There is nothing to keep."""

    sentence = "Write a few words first. One sentence or one word is enough."


class ThrownAway(Refusal):
    """The entry was thrown away meanwhile; the writing stays in the box."""

    status = 409
    sentence = (
        "You threw this entry away. What you wrote now is still here, in the box. Save it as a new "
        "entry, or bring the old one back from “Thrown away” first."
    )


class TooLong(Refusal):
    """More than an entry can hold; the writing stays in the box."""

    def __init__(self, length: int) -> None:
        over = length - LONGEST
        signs = "1 character" if over == 1 else f"{over:,} characters"
        super().__init__(
            f"This is {signs} too long. Take the end out, and save it as an entry of its own."
        )
