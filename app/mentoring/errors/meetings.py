"""What is refused about meetings of a pair, and hours."""

from __future__ import annotations

from app.kit.errors import Refusal


class InThePast(Refusal):
    """A meeting is planned ahead."""

    sentence = "This time has passed. Choose a time that is still to come."


class TooFarAhead(Refusal):
    """A meeting so far away is a slip of the pen."""

    sentence = "This day is more than a year away. Check the year."


class LengthWrong(Refusal):
    """A meeting is neither a moment nor a day."""

    sentence = "Write how long you have, from 5 to 480 minutes."


class ModeNeeded(Refusal):
    """Both need to know how they meet."""

    sentence = "Choose one of the ways to meet."


class PlaceTooLong(Refusal):
    """A place is told in a few lines."""

    sentence = "Use at most 300 characters for the place."


class DayWrong(Refusal):
    """Nobody has met in the future, and long ago is a slip of the pen."""

    sentence = "Choose the day on which you met: today, or a day in the last year."


class MinutesWrong(Refusal):
    """Time given and received is counted in whole minutes of a day."""

    sentence = "Write minutes from 0 to 480. Nought takes out what was there."


class HowNeeded(Refusal):
    """It is written down how somebody told it."""

    sentence = "Choose how they told you: by phone or on paper."


class NotYet(Refusal):
    """What is still to come has not happened."""

    status = 409
    sentence = (
        "This meeting is still to come. When it has begun, one tap here says that it happened."
    )


class NotMet(Refusal):
    """Hours are counted for a meeting that happened."""

    status = 409
    sentence = (
        "Nobody says any more that you met then. Say first that you met, and then count your hours."
    )


class NotPlannedNow(Refusal):
    """Only what is still to come can be changed."""

    status = 409
    sentence = "This meeting is not ahead of you any more. Plan another one instead."


class ChangedMeanwhile(Refusal):
    """The other changed the meeting while this form was open."""

    status = 409
    sentence = (
        "The other of you changed this meeting while you were writing. Nothing of yours is saved "
        "yet. It stands above as it is now. Look at both, and save again."
    )


class HoursStand(Refusal):
    """A meeting that the other counted hours for is theirs too."""

    status = 409
    sentence = (
        "Hours are counted for this meeting. Put them to nought first, then you can take it out."
    )
