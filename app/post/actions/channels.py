"""Letters that wait go the new way when somebody changes how they are reached."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Session

from app.kit.db import changed

OTHER_WAY = "It goes by the way that the person has chosen since."

# A letter in doubt stays where it is, since it may have arrived, and goes again as it was. So does
# a sign-in link, which goes where it was asked for, and what goes to an address of its own.
WAITING = """
    old.person_id = ANY(CAST(:persons AS uuid[])) AND old.state IN ('due', 'listed')
    AND old.channel <> :channel AND old.doubts = 0 AND old.goes_to IS NULL
    AND old.kind NOT IN ('sign_in', 'way_in')
"""
TWIN = """
    twin.person_id = old.person_id AND twin.kind = old.kind AND twin.about_id = old.about_id
    AND twin.occurrence = old.occurrence AND twin.channel = :channel
"""
# There may be a letter of the new channel that had lapsed: then that one is wanted again.
REVIVE = text(
    f"""
    UPDATE letter AS twin
    SET state = 'due', reason = NULL, tries = 0, due_at = greatest(old.due_at, :now),
        link_id = old.link_id, cohort_id = old.cohort_id
    FROM letter AS old
    WHERE {WAITING} AND {TWIN} AND twin.state = 'lapsed'
    """  # noqa: S608 - the parts are ours
)
MOVE = text(
    f"""
    UPDATE letter AS old
    SET channel = CASE WHEN has_twin THEN old.channel ELSE :channel END,
        state = CASE WHEN has_twin THEN 'lapsed' ELSE 'due' END,
        reason = CASE WHEN has_twin THEN :other_way END,
        tries = 0
    FROM (
        SELECT old.id, EXISTS (SELECT FROM letter AS twin WHERE {TWIN}) AS has_twin
        FROM letter AS old WHERE {WAITING} FOR UPDATE
    ) AS moving
    WHERE moving.id = old.id AND old.state IN ('due', 'listed')
    """  # noqa: S608 - the parts are ours
)


def move_waiting_letters(db: Session, person_id: UUID, *, channel: str, now: datetime) -> int:
    """Let what waits for a person go by this channel, and nothing by two.

    Letters that are with a carrier now go on as they are. Returns how many letters moved. Two
    statements.
    """
    return move_letters_of(db, [person_id], channel=channel, now=now)


def move_letters_of(db: Session, person_ids: Sequence[UUID], *, channel: str, now: datetime) -> int:
    """The same for many people who are now reached by one channel; two statements."""
    facts = {"persons": list(person_ids), "channel": channel}
    db.execute(REVIVE, {**facts, "now": now})
    return changed(db, MOVE, {**facts, "other_way": OTHER_WAY})
