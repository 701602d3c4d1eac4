"""What is refused about what a report asks, and about what came of it."""

from __future__ import annotations

from collections.abc import Sequence

from app.kit.errors import Refusal
from app.outputs.rules.asks import LONGEST_ASK, LONGEST_SAID, LONGEST_WHOM, LONGEST_WHY

MOST_NAMED = 5


class TellsOfPeople(Refusal):
    """Something in a text may tell who a private person is."""

    def __init__(self, pieces: Sequence[str]) -> None:
        self.pieces = pieces
        told = ", ".join(f"“{piece}”" for piece in pieces[:MOST_NAMED])
        super().__init__(
            f"This may tell who a private person is: {told}. Anyone can read it. Name the "
            "organisation or the role instead. If it is not about a private person, tick the box "
            "under “People’s names” and send it again."
        )


class AskNeeded(Refusal):
    """An ask has words."""

    sentence = f"Write what the report asks, in one sentence of at most {LONGEST_ASK} characters."


class WhomNeeded(Refusal):
    """An ask is of somebody."""

    sentence = f"Write which organisation or role is asked, in at most {LONGEST_WHOM} characters."


class TooLongAsked(Refusal):
    """An ask is short."""

    sentence = (
        f"That is too long. What is asked can have {LONGEST_ASK} characters, and of whom "
        f"{LONGEST_WHOM}."
    )


class DayAhead(Refusal):
    """What was said or asked lies behind."""

    sentence = "Choose a day that is not in the future."


class DayBefore(Refusal):
    """An answer comes after what was asked."""

    sentence = "Choose a day on which it had been asked already."


class ByWhenOdd(Refusal):
    """What somebody will do is done later than they said so."""

    sentence = "Choose a last day that is not before the day on which they said it."


class WhyNotNeeded(Refusal):
    """Whoever proposed something is told why it is not asked."""

    sentence = f"Write in one sentence why not, in at most {LONGEST_WHY} characters."


class DecidedBefore(Refusal):
    """Somebody decided about a proposal meanwhile."""

    status = 409
    sentence = "Somebody has decided about this already. Look at it as it is now."


class ChangedMeanwhile(Refusal):
    """Somebody changed the same thing after the page was opened."""

    status = 409
    sentence = (
        "Somebody changed this after you opened the page. What you wrote is kept below. Look at "
        "how it stands now, and send yours again if it is still right."
    )


class NotAskedYet(Refusal):
    """There is no answer to what was not asked."""

    status = 409
    sentence = "This has not been asked yet, so nobody can have answered."


class KindNeeded(Refusal):
    """What came of it is one of a few things."""

    sentence = "Choose what came of it."


class SaidNeeded(Refusal):
    """An answer has words."""

    sentence = f"Write what they said, in at most {LONGEST_SAID:,} characters."


class WhoNeeded(Refusal):
    """An answer is somebody's."""

    sentence = f"Write which organisation or role it was, in at most {LONGEST_WHOM} characters."


class TooLongSaid(Refusal):
    """An answer is short enough to be read."""

    sentence = (
        f"That is too long. What they said can have {LONGEST_SAID:,} characters, and who it was "
        f"{LONGEST_WHOM}."
    )


class WhyDownNeeded(Refusal):
    """Readers are told why an answer was taken down."""

    sentence = f"Write in one sentence why it was wrong, in at most {LONGEST_WHY} characters."


class AnswerGone(Refusal):
    """An answer was taken down."""

    status = 409
    sentence = "This answer has been taken down already."
