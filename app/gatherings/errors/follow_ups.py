"""What is refused about a kind contact after a session."""

from __future__ import annotations

from app.kit.errors import Refusal


class TakenMeanwhile(Refusal):
    """Somebody else changed it since the page was opened."""

    status = 409
    sentence = "Somebody else changed this while you had it open. Look at it again."


class ReasonTooLong(Refusal):
    """A reason is told in a line or two."""

    sentence = "Use at most 300 characters for the reason."


class NoteTooLong(Refusal):
    """A note is short."""

    sentence = "Use at most 2,000 characters for the note."


class OutcomeNeeded(Refusal):
    """To finish, say what came of it."""

    sentence = "Choose what came of it, or choose a day to look at it again."


class DayWrong(Refusal):
    """One looks again on a day that is to come."""

    sentence = "Choose a day after today, within the next year."
