"""What is refused when somebody shares, or says something about what was shared."""

from __future__ import annotations

from app.kit.errors import Refusal
from app.reflections.rules.sharing import LONGEST_COMMENT, LONGEST_PURPOSE


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


class FileGone(Refusal):
    """A picture or recording that was ticked is not on the entry, or not any more."""

    sentence = (
        "A picture or voice note that you ticked is not there any more. Tick those that should go "
        "along, and look again at what they will see."
    )


class NothingToShare(Refusal):
    """An entry of something that was said out loud, with no words and no file ticked."""

    sentence = (
        "There are no words in this to share. Tick a picture or a voice note that they may see or "
        "hear, or write some words first."
    )


class SharedBefore(Refusal):
    """The form shared something before, for somebody else or in other words."""

    status = 409
    sentence = (
        "You have shared it with this form already. That share stays as it is, and you find it "
        "under “What you have shared”. What you chose now is kept here: look at it again, and "
        "share it if you want this too."
    )


class CommentNeeded(Refusal):
    """There is nothing to send."""

    sentence = "Write a few words first."


class CommentTooLong(Refusal):
    """More than a comment can hold; it stays in the box."""

    sentence = f"A comment can have up to {LONGEST_COMMENT:,} characters. Please shorten it."
