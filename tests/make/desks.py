"""Makes the desk at which letters are written, for tests that ask a kind what it says."""

from __future__ import annotations

from datetime import datetime

from app.post.kinds import Desk
from app.post.rules.tongues import IN_ENGLISH

SITE = "http://learning.example"


def desk_at(now: datetime, site: str = SITE) -> Desk:
    """A desk for letters in English."""
    return Desk(site, now, IN_ENGLISH)
