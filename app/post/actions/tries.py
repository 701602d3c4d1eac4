"""What facilitators note when they work through the call and post list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

from sqlalchemy import select, text, update
from sqlalchemy.orm import Session

from app.kit.db import changed, new_id
from app.post.actions.recheck import recheck_letters
from app.post.models import ContactTry, Letter
from app.post.office import Office
from app.post.rules.tries import DONE

NOTE = text(
    """
    INSERT INTO contact_try (id, letter_id, outcome, note, tried_at, tried_by_id, request_key)
    SELECT new.id, new.letter_id, :outcome, :note, :now, :actor, new.request_key
    FROM unnest(
        CAST(:ids AS uuid[]), CAST(:letters AS uuid[]), CAST(:keys AS uuid[])
    ) AS new (id, letter_id, request_key)
    ON CONFLICT (request_key) DO NOTHING
    """
)


@dataclass(frozen=True)
class Try:
    """One try to bring somebody letters: what came of it, by the clean words of a form."""

    outcome: str
    note: str
    # A form sent twice carries the same key.
    request_key: UUID


@dataclass(frozen=True)
class Noted:
    """How many letters the try was noted for, and why others lapsed before it, by their id."""

    letters: int
    lapsed: Mapping[UUID, str]


def note_try(
    db: Session,
    office: Office,
    actor_id: UUID,
    *,
    cohort_id: UUID | None,
    letter_ids: Sequence[UUID],
    tried: Try,
    now: datetime,
) -> Noted:
    """Note a try for letters of one cohort's list, or of none; those that were brought are `sent`.

    The letters are looked at again first: one that nobody needs any more lapses, and the try
    is not noted for it. Of two people, or two clicks, one brings a letter. The same number of
    statements for any number of letters.
    """
    keys = {letter_id: uuid5(tried.request_key, letter_id.hex) for letter_id in letter_ids}
    before = db.scalars(
        select(ContactTry.id).where(ContactTry.request_key.in_(keys.values()))
    ).all()
    if before:
        return Noted(len(before), {})
    of_cohort = db.scalars(
        select(Letter.id).where(Letter.id.in_(letter_ids), Letter.cohort_id == cohort_id)
    ).all()
    lapsed = recheck_letters(db, office, of_cohort, now=now)
    still = db.scalars(
        select(Letter.id).where(Letter.id.in_(of_cohort), Letter.state == "listed")
    ).all()
    noted = changed(
        db,
        NOTE,
        {
            "ids": [new_id() for _ in still],
            "letters": list(still),
            "keys": [keys[letter_id] for letter_id in still],
            "outcome": tried.outcome,
            "note": tried.note,
            "now": now,
            "actor": actor_id,
        },
    )
    if tried.outcome == DONE:
        changed(
            db,
            update(Letter)
            .where(Letter.id.in_(still), Letter.state == "listed")
            .values(state="sent", sent_at=now, reason=None),
        )
    return Noted(noted, lapsed)
