"""Tables of polls."""

from __future__ import annotations

from app.participation.models.polls import Poll, PollOption
from app.participation.models.votes import BallotBox, PollTally, PollVote, PollVoter

__all__ = ["BallotBox", "Poll", "PollOption", "PollTally", "PollVote", "PollVoter"]
