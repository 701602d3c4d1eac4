"""Planning letters, and letting them lapse."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
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
# when it is planned again, such as for somebody who left and came back; any other is left alone,
# also when it went by a channel that the person has changed since.
PLAN = text(
    """
    INSERT INTO letter (id, person_id, kind, about_id, occurrence, channel, cohort_id, due_at,
                        link_id, goes_to, state, created_at, tries, doubts)
    SELECT new.id, new.person_id, new.kind, new.about_id, new.occurrence, new.channel,
           new.cohort_id, new.due_at, new.link_id, new.goes_to, 'due', :now, 0, 0
    FROM (
        SELECT unnested.*, coalesce(unnested.wanted, person.channel) AS channel
        FROM unnest(
            CAST(:ids AS uuid[]), CAST(:persons AS uuid[]), CAST(:kinds AS text[]),
            CAST(:abouts AS uuid[]), CAST(:occurrences AS text[]), CAST(:dues AS timestamptz[]),
            CAST(:links AS uuid[]), CAST(:cohorts AS uuid[]), CAST(:channels AS text[]),
            CAST(:addresses AS text[])
        ) AS unnested (id, person_id, kind, about_id, occurrence, due_at, link_id, cohort_id,
                       wanted, goes_to)
        JOIN person ON person.id = unnested.person_id
    ) AS new
    WHERE NOT EXISTS (
        SELECT FROM letter AS other
        WHERE other.person_id = new.person_id AND other.kind = new.kind
          AND other.about_id = new.about_id AND other.occurrence = new.occurrence
          AND other.channel <> new.channel AND other.state <> 'lapsed'
    )
    ON CONFLICT (person_id, kind, about_id, occurrence, channel) DO UPDATE
    SET state = 'due', reason = NULL, tries = 0, due_at = excluded.due_at,
        link_id = excluded.link_id, goes_to = excluded.goes_to
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
    # The cohort whose facilitators look after it.
    cohort_id: UUID | None = None
    # None: however the person likes to be reached.
    channel: str | None = None
    # Another address than the person's own, such as one that they would like to have.
    goes_to: str | None = None


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
    db: Session,
    about_id: UUID | Sequence[UUID],
    kinds: Sequence[str],
    reason: str,
    *,
    person_id: UUID | None = None,
) -> int:
    """Let letters lapse that nobody needs any more, for everybody or for one person.

    They may be about one row or about several. `reason` is a sentence for a facilitator. A letter
    that is with the carrier already is not stopped. Returns how many lapsed. One statement.
    """
    change = (
        update(Letter)
        .where(
            Letter.about_id.in_([about_id] if isinstance(about_id, UUID) else about_id),
            Letter.kind.in_(kinds),
            Letter.state.in_(may_become("lapsed")),
        )
        .values(state="lapsed", reason=reason, claim=None, claimed_until=None)
    )
    if person_id is not None:
        change = change.where(Letter.person_id == person_id)
    return changed(db, change)


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
        "cohorts": [letter.cohort_id for letter in letters],
        "channels": [letter.channel for letter in letters],
        "addresses": [letter.goes_to for letter in letters],
    }
