"""What is refused when two agree on how they go about it, answer, or have a break."""

from __future__ import annotations

from app.kit.errors import Refusal
from app.mentoring.rules.agreements import LONGEST_BOUNDARIES


class AnswerNeeded(Refusal):
    """A form came without yes or no."""

    sentence = "Choose yes or no. You need not say why."


class PersonNeeded(Refusal):
    """A coordinator did not say for whom they enter it."""

    sentence = "Choose for which of the two you enter it."


class ModesNeeded(Refusal):
    """No way to be in touch was chosen."""

    sentence = "Choose at least one way in which you will be in touch."


class RhythmNeeded(Refusal):
    """Nothing was said about how often."""

    sentence = "Choose how often you would like to talk. You can change it later."


class EndWrong(Refusal):
    """The last day is missing, gone, or too far ahead."""

    sentence = (
        "Choose a last day that is still to come, and within two years. You can change it later."
    )


class BoundariesTooLong(Refusal):
    """There is more than the box holds."""

    sentence = f"Use at most {LONGEST_BOUNDARIES:,} characters for what you both want to keep to."


class NewerVersion(Refusal):
    """Another version came meanwhile, so this is not the one to change or sign."""

    status = 409
    sentence = (
        "There is a newer version of your agreement. Open it and look at what it says first; "
        "then change it or sign it."
    )


class ReadOutFirst(Refusal):
    """Somebody would enter a yes by phone without having read the version out."""

    status = 409
    sentence = "Open this version and read it out to them first. Then enter what they say."


class HowNeeded(Refusal):
    """Nothing was said about how somebody signed."""

    sentence = "Choose whether they said yes by phone or signed on paper."


class ReturnWrong(Refusal):
    """The day on which a break ends is gone or too far ahead."""

    sentence = (
        "Choose a day that is still to come, and within a year. Or leave it empty: "
        "then you say yourselves when you are back."
    )
