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


class NotOpenYet(Refusal):
    """A step is locked: why, until when, and where it stands, without a word of what is in it."""

    status = 403

    def __init__(self, lock: Locked, at: LockedStep) -> None:
        self.at = at
        super().__init__(f"This step is not open yet. {lock.sentence}")


class EditionUnknown(Refusal):
    """A cohort can only be moved to what has been loaded."""

    sentence = "Choose an edition from the list."
