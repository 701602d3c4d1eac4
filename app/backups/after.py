"""What must not come back with a backup: sign-ins, letters that went since, erased people."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import inspect, text
from sqlalchemy.orm import Session

from app.kit.db import changed
from app.post.actions.restored import doubt_due, remember_sent

# Does away once more with people who were erased after the backup; says how many it found.
Reapply = Callable[[Session, Mapping[UUID, datetime]], int]
# What these must have in the replaced database to be asked.
LETTER_FACTS = {"id", "person_id", "kind", "about_id", "occurrence", "channel", "cohort_id"}
LETTER_FACTS |= {"due_at", "state", "reason", "created_at", "tries", "sent_at"}
LINK_FACTS = {"id", "used_at", "expires_at"}
ERASURE_FACTS = {"person_id", "erased_at", "state"}
USED_SINCE = """
    UPDATE sign_in_link SET used_at = old.used_at, expires_at = old.expires_at
    FROM {old} AS old WHERE old.id = sign_in_link.id
"""


@dataclass(frozen=True)
class Changes:
    """What was changed in the rows of a backup before anybody saw them."""

    # Letters of which the replaced database knew that they went, or never will.
    known: int
    # Letters that wait for a person to decide, since nobody knows whether they went.
    doubted: int
    erased: int
    signed_out: int


def settle(
    db: Session,
    live: str,
    erasures: Mapping[UUID, datetime],
    *,
    now: datetime,
    reapply: Reapply,
) -> Changes:
    """Bring the rows of a backup to what is right today.

    `live` is the schema that is being replaced; it may be empty, or of another version.
    """
    letters = _table(db, live, "letter", LETTER_FACTS)
    known = remember_sent(db, letters) if letters else 0
    doubted = doubt_due(db, letters, now=now)
    if links := _table(db, live, "sign_in_link", LINK_FACTS):
        db.execute(text(USED_SINCE.format(old=links)))
    # A sign-in that somebody ended since must not begin again, so all end.
    signed_out = changed(db, text("UPDATE sign_in SET ended_at = now() WHERE ended_at IS NULL"))
    told = {**_erased_in(db, live), **erasures}
    return Changes(known, doubted, reapply(db, told), signed_out)


def _erased_in(db: Session, live: str) -> dict[UUID, datetime]:
    ledger = _table(db, live, "erasure", ERASURE_FACTS)
    if ledger is None:
        return {}
    # Whoever only asked for it is not among them; whoever is half gone is.
    asked = f"""SELECT person_id, coalesce(erased_at, now()) AS at FROM {ledger}
        WHERE erased_at IS NOT NULL OR state = 'working'"""  # noqa: S608
    found = db.execute(text(asked))
    return {row.person_id: row.at for row in found}


def _table(db: Session, schema: str, name: str, columns: set[str]) -> str | None:
    """A table of the replaced schema as SQL names it; None where it has not these columns."""
    look = inspect(db.connection())
    if not look.has_table(name, schema):
        return None
    if not columns <= {str(column["name"]) for column in look.get_columns(name, schema)}:
        return None
    quote = db.connection().dialect.identifier_preparer.quote
    return f"{quote(schema)}.{name}"
