"""What is refused about many sessions at once."""

from __future__ import annotations

from collections.abc import Mapping

from app.kit.errors import Refusal


class RhythmUnknown(Refusal):
    """This is not one of the rhythms."""

    sentence = "Choose how often you meet."


class DayUnreadable(Refusal):
    """This is not a day."""

    sentence = "Choose a day, or write it like 2027-02-28 (year, month, day)."


class ClockUnreadable(Refusal):
    """This is not a time of day."""

    sentence = "Choose a time, or write it like 14:30."


class NoSessionLeft(Refusal):
    """A series has at least one session."""

    sentence = "You left every session out. Keep at least one."


class TooManySessions(Refusal):
    """More sessions than one course can have."""

    sentence = "There are more than 50 sessions. Plan them in parts."


class RowsRefused(Refusal):
    """Some sessions of a list do not fit; `faults` says of each, by its number, why."""

    sentence = "Some sessions need another look."

    def __init__(self, faults: Mapping[int, Refusal]) -> None:
        super().__init__()
        self.faults = faults
