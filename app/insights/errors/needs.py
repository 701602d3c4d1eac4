"""What is refused about being in touch with somebody."""

from __future__ import annotations

from app.kit.errors import Refusal


class ChangedMeanwhile(Refusal):
    """Somebody else changed one of these since the page was opened."""

    status = 409
    sentence = (
        "Somebody else changed this while you had it open. What you wrote is still here. "
        "See below what they did, and save again."
    )


class WordsTooLong(Refusal):
    """A note of a contact is short."""

    sentence = "Use at most 1,000 characters for what you agreed."


class HowMissing(Refusal):
    """Whoever notes a contact says how it was."""

    sentence = "Choose how you were in touch: your note is kept with it."


class ContactDayWrong(Refusal):
    """A contact was on a day that has been."""

    sentence = "Choose the day when you were in touch: today, or in the last three months."


class AgainWrong(Refusal):
    """One looks again on a day that is to come."""

    sentence = "Choose a day after today, within the next year."


class NothingChosen(Refusal):
    """What becomes of a need is said of at least one."""

    sentence = "Choose what this is about."


class OwnerUnknown(Refusal):
    """Whoever looks after somebody runs the cohort."""

    sentence = "Choose one of those who run this cohort."
