"""What is refused about payment, expenses and their rates."""

from __future__ import annotations

from app.kit.errors import Refusal
from app.mentoring.rules.recognition import LONGEST_TASK, LONGEST_TITLE, MOST_TIMES


class PayeeNeeded(Refusal):
    """An offer to nobody."""

    sentence = "Find the person by name, and choose them."


class NotToYourself(Refusal):
    """A coordinator would offer or pay something to themselves."""

    status = 409
    sentence = "This would go to you. Please ask another coordinator to do it."


class RateNeeded(Refusal):
    """No amount was chosen, or it does not hold any more."""

    sentence = "Choose one of the amounts that hold today."


class TaskNeeded(Refusal):
    """An offer that does not say what for."""

    sentence = (
        f"Say in up to {LONGEST_TASK} characters what it is for, such as “Circle on 3 March”."
    )


class TimesNeeded(Refusal):
    """How many times the amount."""

    sentence = f"Write a whole number from 1 to {MOST_TIMES}."


class AnswerNeeded(Refusal):
    """None of the answers that there are."""

    sentence = "Choose one of the answers. All of them are fine."


class Settled(Refusal):
    """It is paid or taken back."""

    status = 409
    sentence = "This is paid already, or was taken back. Please open the page again to see."


class NothingOwed(Refusal):
    """It was not accepted, so nothing can be paid."""

    status = 409
    sentence = "They have not said yes to this, so nothing is to be paid. Please ask them first."


class NotDoneYet(Refusal):
    """It is paid after the task, and the task has no day yet."""

    status = 409
    sentence = "Say first on which day the task was done."


class DayNeeded(Refusal):
    """A day that is missing, has not come, or was before the offer."""

    sentence = "Choose a day that is not later than today, and not before it was offered."


class AmountNeeded(Refusal):
    """An amount that cannot be read."""

    sentence = "Write the amount in pounds, such as 25 or 25.50, up to 10,000."


class TitleNeeded(Refusal):
    """A rate without a name."""

    sentence = f"Give it a name of up to {LONGEST_TITLE} characters, such as “An hour of sharing”."


class KindNeeded(Refusal):
    """A rate of no kind."""

    sentence = "Choose what it is: a payment, expenses, travel or data."


class DaysNeeded(Refusal):
    """Days to pay out of bounds."""

    sentence = "Write in how many days it is paid: a whole number from 0 to 365."


class DaysTheWrongWay(Refusal):
    """It would end before it begins."""

    sentence = "Choose a last day that is not before the first one."
