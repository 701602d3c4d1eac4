"""E-mail addresses that went from one account to another since a backup; no two have the same."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import inspect, text
from sqlalchemy.orm import Session

# Whoever has another address there has none at first, so that all can change places.
FREE = """
    UPDATE person AS here SET email = here.id::text FROM {old}.person AS there
    WHERE here.id = there.id AND here.email IS DISTINCT FROM there.email
      AND NOT here.id = ANY(:not_of)
"""
# Who is not there any more, as an account that was made one with another, gives way.
GIVE_WAY = """
    UPDATE person AS here
    SET email = NULL, channel = CASE here.channel WHEN 'email' THEN 'post' ELSE here.channel END
    WHERE NOT here.id = ANY(:not_of)
      AND NOT EXISTS (SELECT FROM {old}.person AS there WHERE there.id = here.id)
      AND EXISTS (SELECT FROM {old}.person AS there WHERE lower(there.email) = lower(here.email))
"""
# An erased person is known by their address until they are erased again: it is not free before.
WHEN_FREE = """CASE WHEN EXISTS (SELECT FROM person AS other
    WHERE lower(other.email) = lower(there.email) AND other.id <> there.id)
    THEN here.email ELSE there.email END"""
LATER = """
    UPDATE person AS here SET email = there.email FROM {old}.person AS there
    WHERE here.id = there.id AND here.email = here.id::text
"""


def free_addresses(db: Session, old: str, not_of: Collection[UUID]) -> None:
    """Let nobody but people who are erased again hold an address that is another's there."""
    for each in (FREE, GIVE_WAY):
        db.execute(text(each.format(old=old)), {"not_of": list(not_of)})


def give_addresses(db: Session, live: str, old: str) -> None:
    """Give those their address who waited until an erased person's was free."""
    if inspect(db.connection()).has_table("person", live):
        db.execute(text(LATER.format(old=old)))
