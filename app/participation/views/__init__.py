"""The pages on which a community of learning decides together."""

from __future__ import annotations

from app.participation.views import (
    asking,
    asset_list,
    assets,
    discussing,
    entering,
    polls,
    skills,
    stopping,
    support,
    support_shares,
    support_told,
    tallies,
    voting,
)
from app.participation.views.blueprint import bp

__all__ = [
    "asking",
    "asset_list",
    "assets",
    "bp",
    "discussing",
    "entering",
    "polls",
    "skills",
    "stopping",
    "support",
    "support_shares",
    "support_told",
    "tallies",
    "voting",
]
