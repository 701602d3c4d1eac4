"""What the progress room refuses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.kit.errors import Refusal

if TYPE_CHECKING:
    from app.progress.queries.steps import LockedStep
    from app.progress.rules import Locked


class AnswersNeeded(Refusal):
    """A knowledge check is done by answering, not by saying so."""

    sentence = "Answer each question first. You can try as often as you like, and nobody sees it."


class ChoiceNeeded(Refusal):
    """A question was sent to be checked without an answer."""

    sentence = "Choose an answer first. Then we can tell you more about it."


class EntryRefused(Refusal):
    """Something typed in for a person could not be kept, and the page says why."""


class DayNeeded(EntryRefused):
    """When it was done was not said in a way that is a day."""

    sentence = "Choose the day when it was done, or write it like 2027-02-28 (year, month, day)."


class DayImpossible(EntryRefused):
    """It cannot have been done on that day."""

    def __init__(self, first: str, last: str) -> None:
        super().__init__(f"Choose a day from {first} to {last}, which is today.")


class HowNeeded(EntryRefused):
    """It was not said how it came to whoever types it in."""

    sentence = "Choose whether it came on paper or by phone."


class TickNeeded(EntryRefused):
    """A knowledge check was sent without a tick."""

    sentence = "Tick at least one answer, as it is on the paper."


class NotOpenYet(Refusal):
    """A step is locked: why, until when, and where it stands, without a word of what is in it."""

    status = 403

    def __init__(self, lock: Locked, at: LockedStep) -> None:
        self.at = at
        super().__init__(f"This step is not open yet. {lock.sentence}")


class NotPrinted(Refusal):
    """The press could not print a module or a sheet."""

    status = 422
    sentence = "We could not print this. Please tell your facilitator, who can pass it on."


class EditionUnknown(Refusal):
    """A cohort can only be moved to what has been loaded."""

    sentence = "Choose an edition from the list."


class NotHereToMove(Refusal):
    """Only somebody who takes part in a cohort can be moved from it."""

    status = 409
    sentence = "This person does not take part in this cohort any more, so there is nobody to move."


class ThereAlready(Refusal):
    """Somebody is in the other cohort already."""

    status = 409
    sentence = "This person is in that cohort already. If they like, they can leave this one."


class CohortFull(Refusal):
    """Nobody jumps the line of another cohort."""

    status = 409
    sentence = "There is no free seat in that cohort. Make more seats there first, then try again."


class DoneAlready(Refusal):
    """A step that is done needs no excuse."""

    status = 409
    sentence = "This step is done already, so there is nothing to leave out."


class ReasonTooLong(Refusal):
    """A reason with more letters than it may have."""

    status = 422
    sentence = "Use at most 300 letters for the reason."


class NoSuchTimeToGive(Refusal):
    """More time ends on a day that lies ahead, and within two years."""

    status = 422
    sentence = "Choose a day from today on, within the next two years."
