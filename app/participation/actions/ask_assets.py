"""Asking those who told of something, each half year, whether it is still so."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import text
from sqlalchemy.orm import Session

from app.participation.letters import ASSET_CHECK
from app.participation.rules.assets import ASKED_AFTER
from app.post.actions.plan import NewLetter, plan_letters

# Each is asked about once after it was last said, whatever becomes of the letter. Who has left the
# cohort is not asked; facilitators find it in their list.
_ASSETS = text(
    """
    UPDATE asset SET asked_at = :now
    FROM enrolment
    WHERE enrolment.cohort_id = asset.cohort_id AND enrolment.person_id = asset.added_by_id
        AND enrolment.state = 'joined' AND asset.gone_at IS NULL AND asset.confirmed_at <= :since
        AND (asset.asked_at IS NULL OR asset.asked_at <= asset.confirmed_at)
    RETURNING enrolment.person_id, enrolment.id, enrolment.cohort_id
    """
)
_SKILLS = text(
    """
    UPDATE offered_skill SET asked_at = :now
    FROM enrolment
    WHERE enrolment.id = offered_skill.enrolment_id AND enrolment.state = 'joined'
        AND offered_skill.confirmed_at <= :since
        AND (offered_skill.asked_at IS NULL
             OR offered_skill.asked_at <= offered_skill.confirmed_at)
    RETURNING enrolment.person_id, enrolment.id, enrolment.cohort_id
    """
)


def ask_assets(db: Session, *, now: datetime) -> int:
    """Ask whoever a question is due for, one letter for all that they told; says how many.

    Two statements, or three.
    """
    facts = {"now": now, "since": now - ASKED_AFTER}
    due = {tuple(row) for statement in (_ASSETS, _SKILLS) for row in db.execute(statement, facts)}
    letters = [
        NewLetter(
            person_id,
            ASSET_CHECK,
            enrolment_id,
            now,
            occurrence=now.date().isoformat(),
            cohort_id=cohort_id,
        )
        for person_id, enrolment_id, cohort_id in sorted(due)
    ]
    if letters:
        plan_letters(db, letters, now=now)
    return len(letters)
