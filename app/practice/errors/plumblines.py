"""What is refused about plumblines; no sentence repeats what somebody wrote."""

from __future__ import annotations

from app.kit.errors import Refusal


class NameNeeded(Refusal):
    """A plumbline is held to one practice or service."""

    sentence = "Write which place or service you think of."


class NameTooLong(Refusal):
    """More than the field holds."""

    sentence = "This name is too long. Use at most 120 characters."


class CohortNeeded(Refusal):
    """The cohort decides which edition of the framework is asked about."""

    sentence = "Choose the cohort in which you do this."


class TooMany(Refusal):
    """Enough for anybody; a machine that sends forms is stopped here."""

    sentence = "You have 20 plumblines in this cohort already. Erase one that you do not need."


class NoSuchScore(Refusal):
    """A number that the form does not offer."""

    sentence = "Choose a number from 1 to 10, or “I don’t know”. Nothing was changed."


class NothingAsked(Refusal):
    """The course has no questions for a plumbline."""

    status = 409
    sentence = "This cohort’s course has no questions for a plumbline, so there is nothing to ask."


class LookClosed(Refusal):
    """A look that has been followed by another stays as it was."""

    status = 409
    sentence = (
        "You have looked again since, so these numbers stay as they were. If you see it "
        "differently today, say so in the look back."
    )


class PersonNeeded(Refusal):
    """Numbers of somebody else are entered for somebody of the cohort."""

    sentence = "Choose whose numbers these are."


class MomentNeeded(Refusal):
    """Numbers belong to one of the three looks."""

    sentence = "Choose which look these numbers are for."


class NoNumbers(Refusal):
    """A look without any answer is none."""

    sentence = "Choose at least one number."


class LookThere(Refusal):
    """Only the person changes numbers that are there."""

    status = 409
    sentence = (
        "There are numbers for this look already, and only the person can change them. Nothing "
        "was changed. If they think of another place today, write its name."
    )
