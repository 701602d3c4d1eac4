"""Tables of polls and discussions."""

from __future__ import annotations

from app.participation.models.discussions import DiscussionPost
from app.participation.models.polls import Poll, PollOption
from app.participation.models.votes import BallotBox, PollTally, PollVote, PollVoter

__all__ = [
    "BallotBox",
    "DiscussionPost",
    "Poll",
    "PollOption",
    "PollTally",
    "PollVote",
    "PollVoter",
]
