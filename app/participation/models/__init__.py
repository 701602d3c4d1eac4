"""Tables of polls, discussions and what there is in a place."""

from __future__ import annotations

from app.participation.models.assets import Asset, AssetChange, AssetSuggestion, OfferedSkill
from app.participation.models.discussions import DiscussionPost
from app.participation.models.polls import Poll, PollOption
from app.participation.models.support import SupportOpening, SupportShare, SupportVersion
from app.participation.models.votes import BallotBox, PollTally, PollVote, PollVoter

__all__ = [
    "Asset",
    "AssetChange",
    "AssetSuggestion",
    "BallotBox",
    "DiscussionPost",
    "OfferedSkill",
    "Poll",
    "PollOption",
    "PollTally",
    "PollVote",
    "PollVoter",
    "SupportOpening",
    "SupportShare",
    "SupportVersion",
]
