"""Planning the letters that remind people of sessions."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.gatherings.models import Gathering
from app.gatherings.rules import PLANNED
from app.gatherings.rules.reminders import occurrence_of, reminders_wanted
from app.kit.db import changed

# One letter for each wanted reminder and each person who joined. Those that are there already are
# taken away first: that locks none of them, so a tick that finds nothing new writes nothing; and
# EXCEPT compares two sets once, where a join might look through the growing table for each row.
# One that had lapsed is wanted again, such as for somebody who left and came back.
PLAN = text(
    """
    WITH wanted AS (
        SELECT * FROM unnest(
            CAST(:gatherings AS uuid[]), CAST(:cohorts AS uuid[]), CAST(:occurrences AS text[]),
            CAST(:dues AS timestamptz[])
        ) AS wanted (gathering_id, cohort_id, occurrence, due_at)
    ),
    missing AS MATERIALIZED (
        SELECT enrolment.person_id, wanted.gathering_id, wanted.occurrence
        FROM wanted
        JOIN enrolment ON enrolment.cohort_id = wanted.cohort_id AND enrolment.state = 'joined'
        EXCEPT
        SELECT person_id, about_id, occurrence FROM letter
        WHERE about_id = ANY(CAST(:gatherings AS uuid[])) AND kind = 'reminder'
          AND state <> 'lapsed'
    )
    INSERT INTO letter (id, person_id, kind, about_id, occurrence, channel, cohort_id, due_at,
                        state, created_at, tries, doubts)
    SELECT uuidv7(), missing.person_id, 'reminder', wanted.gathering_id, wanted.occurrence,
           person.channel, wanted.cohort_id, greatest(wanted.due_at, :now), 'due', :now, 0, 0
    FROM missing JOIN wanted USING (gathering_id, occurrence)
    JOIN person ON person.id = missing.person_id
    ON CONFLICT (person_id, kind, about_id, occurrence, channel) DO UPDATE
    SET state = 'due', reason = NULL, tries = 0, due_at = excluded.due_at
    WHERE letter.state = 'lapsed'
    """
)


def plan_reminders(db: Session, now: datetime, gathering_id: UUID | None = None) -> int:
    """Plan the reminders still wanted of one session, or of all that are to come.

    A second run adds nothing. Returns how many letters are new. Two statements for any number of
    sessions and people.
    """
    coming = (
        select(
            Gathering.id,
            Gathering.cohort_id,
            Gathering.starts_at,
            Gathering.moves,
            Cohort.time_zone,
        )
        .join(Cohort, Cohort.id == Gathering.cohort_id)
        .where(Gathering.state == PLANNED, Gathering.starts_at > now)
    )
    if gathering_id is not None:
        coming = coming.where(Gathering.id == gathering_id)
    wanted = [
        (row.id, row.cohort_id, occurrence_of(rule, row.moves), moment)
        for row in db.execute(coming)
        for rule, moment in reminders_wanted(row.starts_at, row.time_zone, now).items()
    ]
    if not wanted:
        return 0
    columns = zip(
        ("gatherings", "cohorts", "occurrences", "dues"), zip(*wanted, strict=True), strict=True
    )
    values = {name: list(column) for name, column in columns}
    return changed(db, PLAN, {**values, "now": now})
