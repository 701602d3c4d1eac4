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
    INSERT INTO person (id, name, email, sign_in_key, roles, what_i_bring, created_at)
    SELECT id, name, email, sign_in_key, '{}', '', :now
    FROM unnest(
        CAST(:ids AS uuid[]), CAST(:names AS text[]), CAST(:emails AS text[]),
        CAST(:keys AS uuid[])
    ) AS new (id, name, email, sign_in_key)
    ORDER BY lower(email)
    ON CONFLICT (lower(email)) DO NOTHING
    """
)
# The database compares the addresses, since its small letters are those of the unique key.
FIND = text(
    """
    SELECT person.id
    FROM unnest(CAST(:emails AS text[])) WITH ORDINALITY AS new (email, place)
    JOIN person ON lower(person.email) = lower(new.email)
    GROUP BY person.id
    ORDER BY min(new.place)
    """
)


@dataclass(frozen=True)
class Newcomer:
    """Somebody to be added: a clean name and a clean e-mail address."""

    name: str
    email: str


def add_newcomers(db: Session, newcomers: Sequence[Newcomer], *, now: datetime) -> list[UUID]:
    """The ids of the persons with these addresses, in their order; the new are made first.

    Persons who are here keep their own name. Two statements for any number; safe when others add
    the same people at the same moment.
    """
    emails = [newcomer.email for newcomer in newcomers]
    values = {
        "ids": [new_id() for _ in newcomers],
        "names": [newcomer.name for newcomer in newcomers],
        "emails": emails,
        "keys": [new_id() for _ in newcomers],
        "now": now,
    }
    db.execute(ADD, values)
    return list(db.scalars(FIND, {"emails": emails}))
