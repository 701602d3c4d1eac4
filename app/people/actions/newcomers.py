"""Making many persons in a few statements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Session

from app.kit.db import new_id

# In the order of their addresses, so that two people who add the same lines at once wait for
# each other and never lock each other out.
ADD = text(
    """
    INSERT INTO person (id, name, email, phone, post_address, channel, roles, what_i_bring,
                        created_at)
    SELECT id, name, email, phone, post_address, channel, '{}', '', :now
    FROM unnest(
        CAST(:ids AS uuid[]), CAST(:names AS text[]), CAST(:emails AS text[]),
        CAST(:phones AS text[]), CAST(:addresses AS text[]), CAST(:channels AS text[])
    ) AS new (id, name, email, phone, post_address, channel)
    ORDER BY lower(email), id
    ON CONFLICT (lower(email)) DO NOTHING
    """
)
# The database compares the addresses, since its small letters are those of the unique key.
FIND = text(
    """
    SELECT new.place, person.id
    FROM unnest(CAST(:emails AS text[])) WITH ORDINALITY AS new (email, place)
    JOIN person ON lower(person.email) = lower(new.email)
    """
)


@dataclass(frozen=True)
class Newcomer:
    """Somebody to be added: a clean name, and where they can be reached.

    `email` is clean, and empty for people without; `phone` is in its plain form; `channel` is
    empty where nobody has chosen one.
    """

    name: str
    email: str = ""
    phone: str = ""
    post_address: str = ""
    channel: str = ""

    @property
    def reached_by(self) -> str:
        """The channel that was chosen, or what there is an address for."""
        if self.channel:
            return self.channel
        if self.email:
            return "email"
        return "call" if self.phone else "post"


def add_newcomers(db: Session, newcomers: Sequence[Newcomer], *, now: datetime) -> list[UUID]:
    """The ids of the persons with these addresses, in their order; the new are made first.

    Each person once. People without an e-mail address are always new. Persons who are here keep
    their own name, number and channel. Two statements for any number; safe when others add the
    same people at the same moment.
    """
    return list(dict.fromkeys(persons_for(db, newcomers, now=now)))


def persons_for(db: Session, newcomers: Sequence[Newcomer], *, now: datetime) -> list[UUID]:
    """The same, with one id for each newcomer."""
    ids = [new_id() for _ in newcomers]
    values = {
        "ids": ids,
        "names": [newcomer.name for newcomer in newcomers],
        "emails": [newcomer.email or None for newcomer in newcomers],
        "phones": [newcomer.phone or None for newcomer in newcomers],
        "addresses": [newcomer.post_address for newcomer in newcomers],
        "channels": [newcomer.reached_by for newcomer in newcomers],
        "now": now,
    }
    db.execute(ADD, values)
    rows = db.execute(FIND, {"emails": values["emails"]})
    found: dict[int, UUID] = {row.place: row.id for row in rows}
    return [found.get(place, made) for place, made in enumerate(ids, start=1)]
