"""What is refused about profiles and choices."""

from __future__ import annotations

from app.kit.errors import Refusal
from app.mentoring.rules.topics import LONGEST_WORDS, MOST_CHOICES


class WordsTooLong(Refusal):
    """A box holds so many characters."""

    sentence = (
        f"Write at most 1,000 characters about what you bring, and {LONGEST_WORDS} in other boxes."
    )


class ManagerWrong(Refusal):
    """This is not an e-mail address."""

    sentence = "Write one e-mail address, like name@example.org, or leave this empty."


class PlaceGone(Refusal):
    """The place is not on the list any more."""

    status = 409
    sentence = "That place is not on the list any more. Choose another one, or none."


class NothingOrSomething(Refusal):
    """Both that nothing is to be kept, and something."""

    sentence = (
        "You ticked that nothing is kept, and something to keep as well. Please take one away."
    )


class ChangedMeanwhile(Refusal):
    """The profile was changed in another window, or by somebody else for the person."""

    status = 409
    sentence = (
        "This was changed somewhere else while you were writing. Below is what you wrote. "
        "Save it again to keep it, or open the page anew to see what is there now."
    )


class NoProfileYet(Refusal):
    """Only whoever has said something can rest from it."""

    status = 409
    sentence = (
        "There is no mentoring profile yet. Say first what you bring and what you would like."
    )


class RestOver(Refusal):
    """The last day of a rest has to be ahead."""

    sentence = "Choose a day that is still ahead, within two years, or leave this empty."


class CannotChoose(Refusal):
    """Somebody chosen cannot be chosen, or is chosen twice."""

    sentence = (
        f"Choose up to {MOST_CHOICES} people from the list, each of them once. "
        "Nobody whom you choose is told."
    )
