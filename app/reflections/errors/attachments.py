"""What is refused about pictures and recordings; what was written in the form stays there."""

from __future__ import annotations

from app.kit.errors import Refusal
from app.reflections.rules.attachments import LIMIT, LONGEST_DESCRIPTION, MOST_OF_PERSON
from app.reflections.rules.attachments import MOST_ON_ENTRY as ON_ENTRY


class NothingChosen(Refusal):
    """There is no file in the form, or nothing in the file."""

    sentence = "Choose a picture or a voice note first."


class TooLarge(Refusal):
    """A file of more bytes than we take."""

    status = 413
    sentence = (
        f"This file is larger than {LIMIT}. Send a smaller size of the picture, or record the "
        "voice note in two parts, and choose that."
    )


class TooManyHere(Refusal):
    """An entry with as many files as it can hold."""

    sentence = (
        f"This reflection has {ON_ENTRY} files, and it can hold no more. Remove one first, or "
        "write another reflection and add it there."
    )


class TooManyInAll(Refusal):
    """A log with as many files as it can hold."""

    sentence = (
        f"Your log has {MOST_OF_PERSON} files, and it can hold no more. Save those you do not "
        "need here on your own device, and remove them from your log."
    )


class DescriptionTooLong(Refusal):
    """More words about a file than we keep."""

    sentence = f"Use at most {LONGEST_DESCRIPTION} characters."
