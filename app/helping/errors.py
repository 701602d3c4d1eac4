"""What the helping room refuses."""

from __future__ import annotations

from app.helping.rules import LONGEST_WITNESS, MOST, MOST_TRIES
from app.kit.errors import Refusal


class ActsNeeded(Refusal):
    """Nobody helps with everything, and nobody with nothing."""

    sentence = "Tick at least one thing that they may do."


class HelperNeeded(Refusal):
    """Somebody has to be chosen, by name or by e-mail, and not in both ways."""

    sentence = "Choose a name, or write an e-mail address. One of the two is enough."


class HelperIsOneself(Refusal):
    """Nobody is their own helper."""

    sentence = "Choose somebody else. Nobody is their own helper."


class EmailOfHelperWrong(Refusal):
    """This is not an e-mail address."""

    sentence = "Write an e-mail address, like name@example.org."


class LastDayWrong(Refusal):
    """Helping ends on a day that is ahead, and not far."""

    sentence = "Choose a last day from tomorrow on, at most 12 months from today."


class AskedAlready(Refusal):
    """The two have something open already."""

    status = 409
    sentence = "This person helps already, or is asked. End that first if you want to change it."


class TooManyHelpers(Refusal):
    """A few people know each other's doings; many do not."""

    status = 409
    sentence = f"At most {MOST} people can help somebody, or be asked to. End one of them first."


class NotAskedNow(Refusal):
    """The time to say yes is over."""

    status = 409
    sentence = "This is not open any more. If the help is still wanted, it can be asked for again."


class HowNeeded(Refusal):
    """The record says how the person said yes."""

    sentence = "Choose how they say yes: with a code by text, or on paper with a witness."


class WitnessNeeded(Refusal):
    """A yes on paper was seen by somebody who has no part in it."""

    sentence = (
        "Write the name of somebody who saw it: not the person, not the helper, and not you. "
        f"Use at most {LONGEST_WITNESS} characters."
    )


class NoTexts(Refusal):
    """There is no number to send a code to."""

    sentence = "We have no phone number for them, so they say yes on paper."


class HelpCodeWrong(Refusal):
    """This is not the code, or it is too old, or there were too many tries."""

    sentence = (
        "This code does not work. Check it, or send a new one. "
        f"After {MOST_TRIES} wrong ones you have to set it up again."
    )


class CodesSpent(Refusal):
    """A new text gives no new tries, or somebody could try until they hit it."""

    status = 409
    sentence = (
        f"{MOST_TRIES} codes were wrong, so we send no more. End this one and set it up again, "
        "with a text or on paper."
    )
