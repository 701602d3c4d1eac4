"""What is refused when somebody shares, or says something about what was shared."""

from __future__ import annotations

from app.kit.errors import Refusal
from app.mentoring.rules.sharing import LONGEST_COMMENT


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


class CommentNeeded(Refusal):
    """There is nothing to send."""

    sentence = "Write a few words first."


class CommentTooLong(Refusal):
    """More than a comment can hold; it stays in the box."""

    sentence = f"A comment can have up to {LONGEST_COMMENT:,} characters. Please shorten it."
