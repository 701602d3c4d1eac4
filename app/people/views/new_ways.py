"""Tells somebody that there is a new way into their account, as soon as it is kept."""

from __future__ import annotations

from app.people.actions.warnings import tell_new_way
from app.web.context import actor, after_commit, db, now, platform


def tell_of(what: str) -> None:
    """Write to the person who is here about this key of NEW_WAYS; the letter leaves at once."""
    tell_new_way(db(), actor(), what, now=now())
    after_commit(lambda: platform().bell.ring("send_letters"))
