"""Planning letters, moving them, and letting them lapse."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from typing import Any
from uuid import UUID

from sqlalchemy import text, update
from sqlalchemy.orm import Session

from app.kit.db import changed, new_id
from app.post.models import Letter
from app.post.rules import may_become

# How many rows go to the database in one statement; keeps memory flat for any number.
ROWS_AT_ONCE = 5_000

# Arrays make one short statement of any number of rows. A letter that had lapsed is wanted again
# when it is planned again, such as for somebody who left and came back; any other is left alone.
PLAN = text(
    """
    INSERT INTO letter (id, person_id, kind, about_id, occurrence, channel, due_at, link_id,
                        state, created_at, tries, doubts)
    SELECT id, person_id, kind, about_id, occurrence, 'email', due_at, link_id,
           'due', :now, 0, 0
    FROM unnest(
        CAST(:ids AS uuid[]), CAST(:persons AS uuid[]), CAST(:kinds AS text[]),
        CAST(:abouts AS uuid[]), CAST(:occurrences AS text[]), CAST(:dues AS timestamptz[]),
        CAST(:links AS uuid[])
    ) AS new (id, person_id, kind, about_id, occurrence, due_at, link_id)
    ON CONFLICT (person_id, kind, about_id, occurrence, channel) DO UPDATE
    SET state = 'due', reason = NULL, tries = 0, due_at = excluded.due_at,
        link_id = excluded.link_id
    WHERE letter.state = 'lapsed'
    """
)


@dataclass(frozen=True)
class NewLetter:
    """A letter that somebody is to get; `about_id` is the row that it is about."""

    person_id: UUID
    kind: str
    about_id: UUID
    due_at: datetime
    # Tells letters of one kind about the same row apart, such as `day_before`.
    occurrence: str = ""
    # The sign-in link whose address goes into the text while the letter is being sent.
    link_id: UUID | None = None


def plan_letters(db: Session, letters: Sequence[NewLetter], *, now: datetime) -> int:
    """Put letters into the outbox; a letter that is there already is left as it is.

    Returns how many are new, or wanted again after they had lapsed. One statement for each 5,000
    letters.
    """
    # The database refuses to meet one letter twice in one statement.
    unique = {_key(letter): letter for letter in reversed(letters)}
    rows = iter(reversed(unique.values()))
    planned = 0
    while some := list(islice(rows, ROWS_AT_ONCE)):
        planned += changed(db, PLAN, {**_columns(some), "now": now})
    return planned


def lapse_letters(
    db: Session, about_id: UUID, kinds: Sequence[str], reason: str, *, person_id: UUID | None = None
) -> int:
    """Let letters lapse that nobody needs any more, for everybody or for one person.

    `reason` is a sentence for a facilitator. A letter that is with the carrier already is not
    stopped. Returns how many lapsed. One statement.
    """
    change = (
        update(Letter)
        .where(
            Letter.about_id == about_id,
            Letter.kind.in_(kinds),
            Letter.state.in_(may_become("lapsed")),
        )
        .values(state="lapsed", reason=reason, claim=None, claimed_until=None)
    )
    if person_id is not None:
        change = change.where(Letter.person_id == person_id)
    return changed(db, change)


def move_letters(db: Session, about_id: UUID, kinds: Sequence[str], *, by: timedelta) -> int:
    """Shift the time of letters that have not begun to be sent, such as when a session moves.

    A letter that a worker holds but has not begun to send is taken back from it, since its text
    tells the old time. Returns how many moved. One statement.
    """
    return changed(
        db,
        update(Letter)
        .where(
            Letter.about_id == about_id,
            Letter.kind.in_(kinds),
            Letter.state.in_(may_become("lapsed")),
        )
        .values(due_at=Letter.due_at + by, state="due", claim=None, claimed_until=None),
    )


def _key(letter: NewLetter) -> tuple[UUID, str, UUID, str]:
    return letter.person_id, letter.kind, letter.about_id, letter.occurrence


def _columns(letters: Sequence[NewLetter]) -> dict[str, list[Any]]:
    return {
        "ids": [new_id() for _ in letters],
        "persons": [letter.person_id for letter in letters],
        "kinds": [letter.kind for letter in letters],
        "abouts": [letter.about_id for letter in letters],
        "occurrences": [letter.occurrence for letter in letters],
        "dues": [letter.due_at for letter in letters],
        "links": [letter.link_id for letter in letters],
    }
