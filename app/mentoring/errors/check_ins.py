"""What is refused when somebody answers a check-in."""

from __future__ import annotations

from app.kit.errors import Refusal


class AnswerNeeded(Refusal):
    """Nothing was chosen, and no call was wished for."""

    sentence = "Choose how it is going, or tick that you would like a call."


class WayNeeded(Refusal):
    """Who enters an answer for somebody has not said how they were told."""

    sentence = "Choose how they told you: by phone or on paper."


class NotAskedNow(Refusal):
    """The pair is having a break, is on hold or has ended, or the question was taken back."""

    status = 409
    sentence = (
        "Nobody is asked about this pair at the moment, so nothing was saved. If you would like "
        "to talk, tell a mentoring coordinator or your facilitator."
    )
