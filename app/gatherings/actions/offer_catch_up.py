"""Offering people who were not at a session what they can catch up on."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import text
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.gatherings.actions.remind import SETTLED
from app.gatherings.models import Gathering
from app.gatherings.rules import PLANNED
from app.gatherings.rules.catch_up import AWAY, letter_moment
from app.kit.db import changed
from app.post.rules.topics import CATCH_UP

OPEN = text(
    """
    INSERT INTO catch_up (id, gathering_id, enrolment_id, state, opened_at)
    SELECT uuidv7(), attendance.gathering_id, attendance.enrolment_id, 'open', :now
    FROM attendance
    JOIN enrolment ON enrolment.id = attendance.enrolment_id AND enrolment.state = 'joined'
      AND enrolment.role = 'participant'
    WHERE attendance.gathering_id = :gathering AND attendance.how = ANY(:away)
    ORDER BY attendance.enrolment_id
    ON CONFLICT (gathering_id, enrolment_id) DO NOTHING
    """
)

# One letter for each person, whatever channel they had at the time; a letter that lapsed, such as
# for somebody who was noted by a slip, is wanted again.
PLAN = text(
    """
    INSERT INTO letter (id, person_id, kind, about_id, occurrence, channel, cohort_id, due_at,
                        state, created_at, tries, doubts)
    SELECT uuidv7(), enrolment.person_id, 'catch_up', :gathering, '', person.channel, :cohort,
           :due_at, 'due', :now, 0, 0
    FROM attendance
    JOIN enrolment ON enrolment.id = attendance.enrolment_id AND enrolment.state = 'joined'
      AND enrolment.role = 'participant'
    JOIN person ON person.id = enrolment.person_id
    JOIN catch_up ON catch_up.gathering_id = attendance.gathering_id
      AND catch_up.enrolment_id = enrolment.id AND catch_up.state = 'open'
    WHERE attendance.gathering_id = :gathering AND attendance.how = ANY(:away)
      AND NOT EXISTS (
          SELECT FROM letter
          WHERE letter.person_id = person.id AND letter.kind = 'catch_up'
            AND letter.about_id = :gathering
            AND (letter.state <> 'lapsed' OR letter.reason = ANY(:settled))
      )
    ORDER BY person.id
    ON CONFLICT (person_id, kind, about_id, occurrence, channel) DO UPDATE
    SET state = 'due', reason = NULL, tries = 0, due_at = excluded.due_at
    WHERE letter.state = 'lapsed'
    """
)


def offer_catch_up(db: Session, gathering: Gathering, now: datetime) -> int:
    """Give those who were noted as away what there is to catch up on, and one letter each.

    Call it after the register or the task was saved; a second call adds nothing. Without a task,
    for a session that is off, or before it begins, nothing happens; where the cohort sends no
    such letters, people find it on the page of the session. Returns how many letters are new. At
    most three statements.
    """
    if not gathering.catch_up or gathering.state != PLANNED or gathering.starts_at > now:
        return 0
    about = {"gathering": gathering.id, "away": list(AWAY), "now": now}
    db.execute(OPEN, about)
    cohort = db.get_one(Cohort, gathering.cohort_id)
    if CATCH_UP not in cohort.reminders:
        return 0
    due_at = letter_moment(now, gathering.ends_at, cohort.time_zone)
    return changed(db, PLAN, {**about, "cohort": cohort.id, "due_at": due_at, "settled": SETTLED})
