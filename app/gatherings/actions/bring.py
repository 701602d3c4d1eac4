"""Planning the letters that bring sessions to people, each session once to each of them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import text
from sqlalchemy.orm import Session

from app.gatherings.actions.remind import SETTLED
from app.gatherings.rules.planned import ON_JOINING
from app.kit.db import changed

# Which letter brings a session follows from what does not change: whether the person had joined
# when it was planned, and its series. So a second look plans nothing, and a lost one loses nothing.
# Letters that are there already are taken away first, so a look that finds nothing writes nothing.
PLAN = text(
    """
    WITH ahead AS (
        SELECT gathering.id, gathering.cohort_id, gathering.series_id, gathering.created_at
        FROM gathering WHERE gathering.state = 'planned' AND gathering.starts_at > :now
    ),
    wanted AS MATERIALIZED (
        SELECT DISTINCT enrolment.person_id, enrolment.cohort_id, which.*
        FROM ahead
        JOIN enrolment ON enrolment.cohort_id = ahead.cohort_id AND enrolment.state = 'joined'
        CROSS JOIN LATERAL (
            SELECT 'sessions' AS kind, enrolment.id AS about_id, :on_joining AS occurrence
            WHERE enrolment.joined_at > ahead.created_at
            UNION ALL
            SELECT 'sessions', enrolment.id, CAST(ahead.series_id AS text)
            WHERE enrolment.joined_at <= ahead.created_at AND ahead.series_id IS NOT NULL
            UNION ALL
            SELECT 'session', ahead.id, ''
            WHERE enrolment.joined_at <= ahead.created_at AND ahead.series_id IS NULL
        ) AS which
    ),
    missing AS MATERIALIZED (
        SELECT person_id, kind, about_id, occurrence FROM wanted
        EXCEPT
        SELECT person_id, kind, about_id, occurrence FROM letter
        WHERE about_id IN (SELECT about_id FROM wanted) AND kind IN ('session', 'sessions')
          AND (state <> 'lapsed' OR reason = ANY(CAST(:settled AS text[])))
    )
    INSERT INTO letter (id, person_id, kind, about_id, occurrence, channel, cohort_id, due_at,
                        state, created_at, tries, doubts)
    SELECT uuidv7(), missing.person_id, missing.kind, missing.about_id, missing.occurrence,
           person.channel, wanted.cohort_id, :now, 'due', :now, 0, 0
    FROM missing JOIN wanted USING (person_id, kind, about_id, occurrence)
    JOIN person ON person.id = missing.person_id
    ON CONFLICT (person_id, kind, about_id, occurrence, channel) DO UPDATE
    SET state = 'due', reason = NULL, tries = 0, due_at = excluded.due_at
    WHERE letter.state = 'lapsed'
    """
)


def bring_sessions(db: Session, now: datetime) -> int:
    """Plan a letter for everybody to whom a session that is ahead was not brought yet.

    A session planned by itself has a letter of its own, a series one for all of it, and somebody
    who joins gets one for all that is ahead. Returns how many letters are new. One statement for
    any number of sessions and people.
    """
    facts = {"now": now, "on_joining": ON_JOINING, "settled": SETTLED}
    return changed(db, PLAN, facts)
