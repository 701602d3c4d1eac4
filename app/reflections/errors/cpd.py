"""What is refused of a record of learning."""

from __future__ import annotations

from uuid import UUID

from app.kit.errors import Refusal
from app.reflections.rules.cpd import (
    FIRST_DAY,
    LAST_DAY,
    LONGEST_TITLE,
    LONGEST_WORDS,
    MOST_MINUTES,
)


class NameOfLearningNeeded(Refusal):
    """A record has no name."""

    sentence = "Say in a few words what it was, such as “Session on strengths”."


class LearningTooLong(Refusal):
    """A text of a record is longer than it can hold; it stays in the form."""

    def __init__(self, *, title: bool) -> None:
        most = LONGEST_TITLE if title else LONGEST_WORDS
        super().__init__(f"Use at most {most:,} characters here. Longer thoughts fit a reflection.")


class MinutesWrong(Refusal):
    """Not a number of minutes that a record can have."""

    sentence = f"Write how many minutes it took, from 1 to {MOST_MINUTES:,}, in digits."


class DayWrong(Refusal):
    """A day that no record can have."""

    sentence = f"Choose a day that has been, from {FIRST_DAY} on."


class CountedAlready(Refusal):
    """This form, or this reflection or session, is counted with other words; both are shown."""

    status = 409
    sentence = (
        "This is counted already. Below is what your CPD record says of it now, and in the boxes "
        "is what you wrote here. Save again to keep what is in the boxes."
    )

    def __init__(self, record_id: UUID) -> None:
        super().__init__()
        self.record_id = record_id


class ChangedElsewhere(Refusal):
    """Another window has changed the record since this form was opened; both are shown."""

    status = 409
    sentence = (
        "You changed this line in another window since you opened it here. Below is what it says "
        "now, and in the boxes is what you wrote here. Save again to keep what is in the boxes."
    )


class NoSuchMonth(Refusal):
    """A month that is none."""

    sentence = "Choose the month with which your year begins."


class RenewalWrong(Refusal):
    """A day on which no registration ends."""

    sentence = (
        f"Write the last day of your registration like 2027-02-28 (year, month, day), from "
        f"{FIRST_DAY} to {LAST_DAY}. Or leave it empty, if you have none."
    )


class NothingTicked(Refusal):
    """A file for an appraisal would be empty."""

    sentence = "Tick at least one line, so that there is something to put into the file."


class TooMuchTicked(Refusal):
    """More than one file can hold."""

    sentence = (
        "This is more than one file can hold. Tick fewer lines, or leave the reflections of some "
        "of them out, and make a second file for the rest."
    )


class ChangedMeanwhile(Refusal):
    """What would go into the file is not what was shown."""

    status = 409
    sentence = "Something has changed since you looked. Please look again: this is how it is now."
