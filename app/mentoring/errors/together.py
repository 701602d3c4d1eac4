"""What is refused in a notebook and in goals."""

from __future__ import annotations

from app.kit.errors import Refusal


class NothingWritten(Refusal):
    """An entry has words."""

    sentence = "Write something first."


class NoteTooLong(Refusal):
    """An entry of the notebook is a page or two."""

    sentence = (
        "An entry holds up to 5,000 characters. Take the end out, and save it as an entry of its "
        "own."
    )


class TitleNeeded(Refusal):
    """A goal says what somebody would like."""

    sentence = "Write what you would like to reach."


class GoalTooLong(Refusal):
    """A goal is told in short."""

    sentence = (
        "Use at most 200 characters for the goal and for each step, and at most 20 steps, each on "
        "a line of its own."
    )


class StateUnknown(Refusal):
    """A goal is open, reached or let go."""

    sentence = "Choose how it stands with this goal."


class GoalChanged(Refusal):
    """The other changed the goal while this form was open."""

    status = 409
    sentence = (
        "The other of you changed this goal while you were writing. Nothing of yours is saved yet. "
        "It stands above as it is now. Look at both, and save again."
    )
