"""What is refused when a session is changed."""

from __future__ import annotations

from app.gatherings.rules.changes import Difference, Stand
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
        "Somebody changed this session while you were writing. Nothing of yours is saved yet. "
        "Look at both below, and save again."
    )

    def __init__(
        self,
        who: str,
        differences: list[Difference],
        sequence: int,
        stands: tuple[Stand, Stand] | None = None,
    ) -> None:
        """Keep what the page needs; `stands`: how the form showed the session, and how it is."""
        super().__init__()
        self.who = who
        self.differences = differences
        self.sequence = sequence
        self.stands = stands


class ScopeNeeded(Refusal):
    """It must be clear which sessions are meant."""

    sentence = "Choose which sessions you mean."


class ShiftNeeded(Refusal):
    """A move needs a length or a time."""

    sentence = "Write by how much they move, or the new time of day, but not both."


class ShiftTooFar(Refusal):
    """A series moves by days at most."""

    sentence = "Write how far they move, from 1 minute to 7 days."


class NothingToMove(Refusal):
    """Sessions that have begun, or were called off, stay where they are."""

    status = 409
    sentence = "None of these sessions is still to come, so there is nothing to do."


class SomeCannotMove(Refusal):
    """All of a series moves, or nothing does."""

    sentence = "Some of these sessions cannot move there. Nothing was changed."


class SeriesChangedMeanwhile(Refusal):
    """What was looked at before the yes is not there any more."""

    status = 409
    sentence = "These sessions were changed since you looked. Look again before you say yes."
