"""What is refused when somebody chooses with whom to share, what for, and until when."""

from __future__ import annotations

from app.kit.errors import Refusal
from app.mentoring.rules.sharing import LONGEST_PURPOSE


class AudienceNeeded(Refusal):
    """Nobody was chosen, or somebody who is not in that cohort with the author any more."""

    sentence = "Choose who may read it."


class MentorNeeded(Refusal):
    """A mentor was to read it, and none was named."""

    sentence = "Choose who your mentor is."


class PurposeNeeded(Refusal):
    """The reader would not know what it is for."""

    sentence = "Say in a few words what you share it for. It helps them to read it well."


class PurposeTooLong(Refusal):
    """More than a purpose can hold."""

    sentence = f"What it is for can have up to {LONGEST_PURPOSE} characters. Please shorten it."


class LastDayWrong(Refusal):
    """A day that has passed, or is too far off."""

    sentence = "Choose a last day from today on, at most six months from now."


class SharedBefore(Refusal):
    """The form shared something before, for somebody else or in other words."""

    status = 409
    sentence = (
        "You have shared it with this form already. That share stays as it is, and you find it "
        "under “What you have shared”. What you chose now is kept here: look at it again, and "
        "share it if you want this too."
    )
