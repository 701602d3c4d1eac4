"""Letters after a backup was put back: nobody is written to twice without a person's yes."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import text, update
from sqlalchemy.orm import Session

from app.kit.db import changed
from app.post.models import Letter
from app.post.rules import BY_HAND, PUT_BACK, WENT_BEFORE

# `{old}` is the outbox of the database that is replaced, as it was at its last moment.
REMEMBER = """
    UPDATE letter SET state = old.state, sent_at = old.sent_at, reason = old.reason,
           claim = NULL, claimed_until = NULL
    FROM {old} AS old
    WHERE old.id = letter.id AND old.state IN ('sent','refused')
      AND letter.state IN ('due','claimed','sending')
"""
# Planned and gone since: without a row of it the next tick would plan it again. Its text stays
# behind, since it may tell of what is not there any more.
BRING = """
    INSERT INTO letter (id, person_id, kind, about_id, occurrence, channel, cohort_id, due_at,
                        state, reason, created_at, tries, doubts, sent_at)
    SELECT old.id, old.person_id, old.kind, old.about_id, old.occurrence, old.channel,
           old.cohort_id, old.due_at, 'sent', :reason, old.created_at, old.tries, 0, old.sent_at
    FROM {old} AS old
    JOIN person ON person.id = old.person_id
    LEFT JOIN cohort ON cohort.id = old.cohort_id
    WHERE old.state = 'sent' AND (old.cohort_id IS NULL OR cohort.id IS NOT NULL)
      AND NOT EXISTS (SELECT FROM letter WHERE letter.id = old.id)
    ON CONFLICT DO NOTHING
"""
# What the replaced outbox still kept for later did not go; of all else nobody knows.
DOUBT = """
    UPDATE letter SET state = 'refused', reason = :reason, doubts = doubts + 1, doubted_at = :now,
           claim = NULL, claimed_until = NULL
    WHERE state IN ('due','claimed','sending') AND due_at <= :now AND kind <> 'sign_in'
      AND NOT channel = ANY(:by_hand)
      AND NOT EXISTS ({kept})
"""
KEPT = """
    SELECT FROM {old} AS old
    WHERE old.id = letter.id AND old.state IN ('due','claimed','listed','lapsed')
"""
FREE = """
    UPDATE letter SET state = 'due', claim = NULL, claimed_until = NULL
    WHERE state IN ('claimed','sending')
"""


def remember_sent(db: Session, old: str) -> int:
    """Take over from the replaced outbox what went since the backup. Two statements.

    `old` is its table as SQL names it. Returns how many letters that were.
    """
    moved = changed(db, text(REMEMBER.format(old=old)))
    return moved + changed(db, text(BRING.format(old=old)), {"reason": WENT_BEFORE})


def doubt_due(db: Session, old: str | None, *, now: datetime) -> int:
    """Let letters whose time has come wait for a person, unless it is known that they did not go.

    Those that people bring are on a person's list anyhow, and somebody who waits for a sign-in
    letter gets one. Without a replaced outbox (`old`) nothing is known. Returns how many wait. Two
    statements.
    """
    kept = KEPT.format(old=old) if old else "SELECT WHERE false"
    facts = {"reason": PUT_BACK, "now": now, "by_hand": sorted(BY_HAND)}
    doubted = changed(db, text(DOUBT.format(kept=kept)), facts)
    db.execute(text(FREE))
    return doubted


def release_doubted(db: Session, letter_ids: Collection[UUID] | None = None) -> int:
    """Let letters go that waited after a backup was put back: these, or all. One statement.

    Each is looked at again before it goes: what nobody needs any more lapses.
    """
    waiting = update(Letter).where(Letter.state == "refused", Letter.reason == PUT_BACK)
    if letter_ids is not None:
        waiting = waiting.where(Letter.id.in_(letter_ids))
    return changed(db, waiting.values(state="due", reason=None))
