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
# for somebody who was noted by a slip, is wanted again. Once anybody is noted, those who are not
# noted at all get one a day later, unless they opened the online room, or joined since.
PLAN = text(
    """
    INSERT INTO letter (id, person_id, kind, about_id, occurrence, channel, cohort_id, due_at,
                        state, created_at, tries, doubts)
    SELECT uuidv7(), enrolment.person_id, 'catch_up', :gathering, '', person.channel, :cohort,
           CASE WHEN attendance.how IS NULL THEN CAST(:later AS timestamptz) ELSE :due_at END,
           'due', :now, 0, 0
    FROM enrolment
    JOIN person ON person.id = enrolment.person_id
    LEFT JOIN attendance ON attendance.gathering_id = :gathering
      AND attendance.enrolment_id = enrolment.id
    LEFT JOIN catch_up ON catch_up.gathering_id = :gathering
      AND catch_up.enrolment_id = enrolment.id
    WHERE enrolment.cohort_id = :cohort AND enrolment.state = 'joined'
      AND enrolment.role = 'participant'
      AND coalesce(catch_up.state, 'open') = 'open'
      AND (
          attendance.how = ANY(:away)
          OR attendance.how IS NULL
            AND coalesce(enrolment.joined_at, enrolment.added_at) < :starts_at
            AND EXISTS (SELECT FROM attendance AS any_of WHERE any_of.gathering_id = :gathering)
            AND NOT EXISTS (
                SELECT FROM join_click
                WHERE join_click.gathering_id = :gathering
                  AND join_click.enrolment_id = enrolment.id
            )
      )
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
    """Give those who were away what there is to catch up on, and one letter each.

    Whoever is still not noted when the register has been begun gets the letter too, a morning
    later: it does not say that they were away. Call it after the register or the task was saved;
    a second call adds nothing. Without a task, for a session that is off, or before it begins,
    nothing happens; where the cohort sends no such letters, people find it on the page of the
    session. Returns how many letters are new. At most three statements.
    """
    if not gathering.catch_up or gathering.state != PLANNED or gathering.starts_at > now:
        return 0
    about = {"gathering": gathering.id, "away": list(AWAY), "now": now}
    db.execute(OPEN, about)
    cohort = db.get_one(Cohort, gathering.cohort_id)
    if CATCH_UP not in cohort.reminders:
        return 0
    when = {
        "starts_at": gathering.starts_at,
        "due_at": letter_moment(now, gathering.ends_at, cohort.time_zone),
        "later": letter_moment(now, gathering.ends_at, cohort.time_zone, is_noted=False),
    }
    return changed(db, PLAN, {**about, **when, "cohort": cohort.id, "settled": SETTLED})
