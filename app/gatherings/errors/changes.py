"""What is refused when a session is changed."""

from __future__ import annotations

from app.gatherings.rules.changes import Difference
from app.kit.errors import Refusal


class NotPlannedNow(Refusal):
    """Only what will take place can be changed."""

    status = 409
    sentence = "This session will not take place, so it cannot be changed any more."


class IsOver(Refusal):
    """What was, stays as it was."""

    status = 409
    sentence = "This session is over, so it cannot be changed any more."


class StartStays(Refusal):
    """Nobody can move the beginning of something that has begun."""

    status = 409
    sentence = "This session has begun, so its start stays as it is."


class EndPassed(Refusal):
    """A session is not shortened into the past."""

    sentence = "By that length the session would be over already. Write a longer one."


class CapacityWrong(Refusal):
    """There is room for somebody."""

    sentence = "Write how many people there is room for, from 1 to 9999, or leave this empty."


class AccessTooLong(Refusal):
    """What is offered is told in short."""

    sentence = "Use at most 300 characters for what else there is."


class ChangedMeanwhile(Refusal):
    """Somebody else changed the session while this form was being filled in."""

    status = 409
    sentence = (
        "Somebody changed this session while you were writing. See what they changed, and then "
        "save again if yours should stand."
    )

    def __init__(self, who: str, differences: list[Difference], sequence: int) -> None:
        super().__init__()
        self.who = who
        self.differences = differences
        self.sequence = sequence
