"""What is refused about local indicators; no sentence repeats what somebody wrote."""

from __future__ import annotations

from app.kit.errors import Refusal


class WhatNeeded(Refusal):
    """An indicator says what one would see."""

    sentence = "Write what you would see if things got better."


class HowNeeded(Refusal):
    """And how one would know."""

    sentence = "Write how you would know, from whom, and how often you would look."


class PartTooLong(Refusal):
    """More than the box holds; the writing stays in the box."""

    sentence = "One of the answers is too long. Use at most 300 characters for each."


class KindNeeded(Refusal):
    """People are counted in another way than benches."""

    sentence = "Choose what is counted."


class TooManyIndicators(Refusal):
    """Enough for any cohort; a machine that sends forms is stopped here."""

    sentence = "This cohort has 100 indicators already. Use those, or leave some out."


class WayNeeded(Refusal):
    """An indicator is agreed together."""

    sentence = "Choose how you agreed on it."


class PollNeeded(Refusal):
    """Whoever says that there was a poll says which."""

    sentence = "Copy the address of the poll into the box, as it stands at the top of its page."


class NotProposed(Refusal):
    """It is agreed or out of use already."""

    status = 409
    sentence = "This indicator is not waiting to be agreed on any more. Look at it again."


class NotInUse(Refusal):
    """Values belong to an indicator that is in use."""

    status = 409
    sentence = "This indicator is not in use, so nothing can be added to it."


class ValueNeeded(Refusal):
    """A number that is none, or does not fit."""

    sentence = (
        "Write the value as a number, such as 12 or 3.5. People are whole numbers, and a part "
        "cannot be larger than its whole."
    )


class NumberNeeded(Refusal):
    """How many it is about is missing or no number."""

    sentence = "Write how many it is about (n) as a whole number."


class DayNeeded(Refusal):
    """A value is of a day that has come."""

    sentence = "Choose the day for which this is so. It cannot be in the future."


class SourceNeeded(Refusal):
    """A number without a source cannot be trusted."""

    sentence = "Write where the number comes from."


class TooManyValues(Refusal):
    """Enough for any indicator; a machine that sends forms is stopped here."""

    sentence = "This indicator has 1,000 values already. Nothing can be added to it."


class ReasonNeeded(Refusal):
    """What goes out of use says why."""

    sentence = "Write in a few words why you leave it."
