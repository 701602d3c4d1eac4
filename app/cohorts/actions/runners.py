"""Asking those who run one cohort to run another as well."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Session

from app.cohorts.actions.invitation import plan_invitations
from app.people.models import Person

# Whoever is in the new cohort already is left as they are.
ASK = text(
    """
    INSERT INTO enrolment (id, cohort_id, person_id, role, standing, state, added_by_id, added_at,
                           invited_at, invitations)
    SELECT uuidv7(), :cohort, person_id, 'facilitator', standing, 'invited', :actor, :now, :now, 1
    FROM enrolment
    WHERE cohort_id = :other AND role = 'facilitator' AND state = 'joined'
    ORDER BY person_id
    ON CONFLICT (cohort_id, person_id) DO NOTHING
    RETURNING id, cohort_id, person_id, invitations
    """
)


def ask_runners(
    db: Session, actor: Person, *, cohort_id: UUID, other_id: UUID, now: datetime
) -> int:
    """Invite those who run the other cohort to run this one; they say yes or no.

    Returns how many are asked. Three statements.
    """
    values = {"cohort": cohort_id, "other": other_id, "actor": actor.id, "now": now}
    rows = db.execute(ASK, values).all()
    if rows:
        plan_invitations(db, rows, now=now)
    return len(rows)
