"""What is refused when two end."""

from __future__ import annotations

from app.kit.errors import Refusal
from app.mentoring.rules.endings import LONGEST_GAINED


class EndNeeded(Refusal):
    """A form came without the way to end."""

    sentence = "Choose whether you look back first, or end it now."


class GainedTooLong(Refusal):
    """There is more than the box holds."""

    sentence = f"Use at most {LONGEST_GAINED:,} characters for what you gained."


class WordsThere(Refusal):
    """A coordinator would write over what somebody wrote; they cannot see it, so it stays."""

    status = 409
    sentence = (
        "They have written down already what they gained, and that stays as it is. Leave this box "
        "empty, and ask them to add to it themselves."
    )


class WroteMeanwhile(Refusal):
    """The same person saved from another window."""

    status = 409
    sentence = (
        "You saved something else meanwhile, perhaps in another window. Both are shown here: make "
        "one of them, and save again."
    )


class WhomNeeded(Refusal):
    """Nobody was chosen whom somebody would not be paired with."""

    sentence = "Choose the person from the list."


class NotBothWish(Refusal):
    """Only two who both said so are proposed to each other again."""

    status = 409
    sentence = "These two can be proposed again only when both have said that they would like it."
