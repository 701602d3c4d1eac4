"""Planning the letters of the week."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import text
from sqlalchemy.orm import Session

from app.kit.db import changed

# Monday at eight by each person's own clock; planned a day ahead, so that it is seen among what is
# to come, and up to a day late. `week` is the local midnight in which the week begins. A letter of
# this week that is there already, whatever became of it, is the only one. Whoever is reached by
# hand gets one for each cohort, since each has its own facilitators to bring it.
PLAN = text(
    """
    WITH reader AS (
        SELECT person.id, person.channel,
               date_trunc('week', (:now + interval '1 day') AT TIME ZONE person.time_zone) AS week,
               person.time_zone
        FROM person
        WHERE EXISTS (
            SELECT FROM letter_choice
            WHERE letter_choice.person_id = person.id AND letter_choice.choice = 'weekly'
        )
    ),
    wanted AS (
        SELECT reader.id AS person_id, reader.channel, seat.cohort_id,
               CASE WHEN reader.channel IN ('call', 'post') THEN seat.id ELSE reader.id END
                   AS about_id,
               to_char(week, 'IYYY"-W"IW') AS occurrence,
               (week + interval '8 hours') AT TIME ZONE reader.time_zone AS due_at,
               seat.joined_at, seat.id AS seat_id
        FROM reader
        JOIN enrolment AS seat ON seat.person_id = reader.id AND seat.state = 'joined'
    )
    INSERT INTO letter (id, person_id, kind, about_id, occurrence, channel, cohort_id, due_at,
                        state, created_at, tries, doubts)
    SELECT DISTINCT ON (wanted.person_id, wanted.about_id)
           uuidv7(), wanted.person_id, 'digest', wanted.about_id, wanted.occurrence,
           wanted.channel, wanted.cohort_id, wanted.due_at, 'due', :now, 0, 0
    FROM wanted
    WHERE wanted.due_at > :now - interval '1 day' AND wanted.due_at <= :now + interval '1 day'
      AND NOT EXISTS (
          SELECT FROM letter AS other
          WHERE other.person_id = wanted.person_id AND other.kind = 'digest'
            AND other.occurrence = wanted.occurrence
      )
    ORDER BY wanted.person_id, wanted.about_id, wanted.joined_at DESC NULLS LAST, wanted.seat_id
    ON CONFLICT (person_id, kind, about_id, occurrence, channel) DO NOTHING
    """
)


def plan_digests(db: Session, *, now: datetime) -> int:
    """A letter of the week for everybody who chose that for a topic and is in a cohort.

    Returns how many are new; running it again adds none. One statement.
    """
    return changed(db, PLAN, {"now": now})
