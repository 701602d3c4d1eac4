"""What is refused when a worry is raised or handled."""

from __future__ import annotations

from app.kit.errors import Refusal
from app.mentoring.rules.worries import LONGEST_ABOUT, LONGEST_NOTE, LONGEST_WORRY


class WordsNeeded(Refusal):
    """A worry without a word."""

    sentence = "Write what worries you. A few words are enough."


class WordsTooLong(Refusal):
    """More than one worry holds."""

    sentence = (
        f"This is longer than {LONGEST_WORRY:,} characters. Please send it in two parts, "
        "or ring and say it."
    )


class AboutTooLong(Refusal):
    """Whom it is about, at too great length."""

    sentence = (
        f"Say in up to {LONGEST_ABOUT} characters whom it is about. "
        "There is more room in the box below."
    )


class ConcernNeeded(Refusal):
    """It was not said whether the worry is about themselves."""

    sentence = "Choose whether it is about yourself or about somebody else."


class CallerNeeded(Refusal):
    """A worry told by phone, and nobody chosen."""

    sentence = "Choose who told you this, or that you do not know."


class NoteNeeded(Refusal):
    """A note without a word, or a reason that is missing."""

    sentence = "Write a few words first, so that whoever reads the log can follow."


class NoteTooLong(Refusal):
    """More than one note holds."""

    sentence = f"A note can have up to {LONGEST_NOTE:,} characters. Please make two of it."


class TellingNeeded(Refusal):
    """It is not said whether the person concerned was told."""

    sentence = (
        "Press one of the two buttons: that you have told them, or that telling them is not safe."
    )


class MarkedUnsafe(Refusal):
    """Telling the person concerned is marked as unsafe."""

    status = 409
    sentence = (
        "It is marked that telling the person concerned would not be safe. "
        "Please talk to whoever raised it first, and write a note of what you do."
    )


class NotToldYet(Refusal):
    """A worry is closed before the person concerned knows of it."""

    status = 409
    sentence = (
        "Say first that the person concerned was told, or why telling them is not safe. "
        "Then you can close it."
    )
