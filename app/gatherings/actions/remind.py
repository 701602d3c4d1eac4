"""Planning the letters that remind people of sessions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.cohorts.rules.reminders import SWITCHED_OFF
from app.gatherings.models import Gathering
from app.gatherings.rules import CALLED_OFF, PLANNED
from app.gatherings.rules.reminders import MOVED, occurrence_of, reminders_wanted
from app.kit.db import changed
from app.post.rules import IN_DIGEST, NO_ADDRESS, NO_PHONE, NOT_WANTED

# A letter that lapsed because of how its person likes to be reached has had its turn.
SETTLED = [NOT_WANTED, IN_DIGEST, NO_ADDRESS, NO_PHONE]

# One letter for each wanted reminder and each person who joined and means to come. Those that are
# there already are taken away first: that locks none of them, so a tick that finds nothing new
# writes nothing; and EXCEPT compares two sets once, where a join might look through the growing
# table for each row. One that had lapsed is wanted again, such as for somebody who left and came
# back.
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
        WHERE NOT EXISTS (
            SELECT FROM reply
            WHERE reply.gathering_id = wanted.gathering_id AND reply.enrolment_id = enrolment.id
              AND reply.answer <> 'coming'
        )
        EXCEPT
        SELECT person_id, about_id, occurrence FROM letter
        WHERE about_id = ANY(CAST(:gatherings AS uuid[])) AND kind = 'reminder'
          AND (state <> 'lapsed' OR reason = ANY(:settled))
    )
    INSERT INTO letter (id, person_id, kind, about_id, occurrence, channel, cohort_id, due_at,
                        state, created_at, tries, doubts)
    SELECT uuidv7(), missing.person_id, 'reminder', wanted.gathering_id, wanted.occurrence,
           person.channel, wanted.cohort_id, wanted.due_at, 'due', :now, 0, 0
    FROM missing JOIN wanted USING (gathering_id, occurrence)
    JOIN person ON person.id = missing.person_id
    ON CONFLICT (person_id, kind, about_id, occurrence, channel) DO UPDATE
    SET state = 'due', reason = NULL, tries = 0, due_at = excluded.due_at
    WHERE letter.state = 'lapsed'
    """
)

# Waiting reminders that the session, as it is now, does not ask for.
LAPSE = text(
    """
    UPDATE letter
    SET state = 'lapsed', claim = NULL, claimed_until = NULL, reason = CASE
        WHEN gathering.state <> 'planned' THEN CAST(:called_off AS text)
        WHEN split_part(letter.occurrence, '.', 1) = ANY(cohort.reminders)
            THEN CAST(:moved AS text)
        ELSE CAST(:switched_off AS text)
    END
    FROM gathering JOIN cohort ON cohort.id = gathering.cohort_id
    WHERE letter.about_id = gathering.id AND letter.kind = 'reminder'
      AND letter.about_id = ANY(CAST(:sessions AS uuid[]))
      AND letter.state IN ('due', 'claimed', 'listed')
      AND NOT (
          gathering.state = 'planned'
          AND split_part(letter.occurrence, '.', 1) = ANY(cohort.reminders)
          AND coalesce(nullif(split_part(letter.occurrence, '.', 2), ''), '0')
              = CAST(gathering.moves AS text)
      )
    """
)


def plan_reminders(db: Session, now: datetime, gathering_id: UUID | None = None) -> int:
    """Plan the reminders that are ahead of one session, or of all that are to come.

    None whose moment has passed: whoever joins, and everybody when a session is planned or moved,
    gets a letter about it at once, and needs no reminder beside it.
    A second run adds nothing. Returns how many letters are new. Two statements for any number of
    sessions and people.
    """
    return _plan(db, now, None if gathering_id is None else [gathering_id])


def replan_reminders(db: Session, gathering_ids: Sequence[UUID], now: datetime) -> int:
    """After sessions were moved or called off, or their cohort's rules changed: put letters right.

    What waits and is not asked for any more lapses with its reason, and what is asked for now is
    planned. Call it when `state`, `starts_at`, `moves` and `changed_at` are flushed. Returns how
    many letters are new. Three statements for any number of sessions and people.
    """
    if not gathering_ids:
        return 0
    db.execute(
        LAPSE,
        {
            "sessions": list(gathering_ids),
            "called_off": CALLED_OFF,
            "moved": MOVED,
            "switched_off": SWITCHED_OFF,
        },
    )
    return _plan(db, now, gathering_ids)


def _plan(db: Session, now: datetime, gathering_ids: Sequence[UUID] | None) -> int:
    coming = (
        select(
            *(Gathering.id, Gathering.cohort_id, Gathering.starts_at),
            *(Gathering.moves, Cohort.time_zone, Cohort.reminders),
        )
        .join(Cohort, Cohort.id == Gathering.cohort_id)
        .where(Gathering.state == PLANNED, Gathering.starts_at > now)
    )
    if gathering_ids is not None:
        coming = coming.where(Gathering.id.in_(gathering_ids))
    wanted = [
        (row.id, row.cohort_id, occurrence_of(rule, row.moves), moment)
        for row in db.execute(coming)
        for rule, moment in reminders_wanted(
            row.starts_at, row.time_zone, now, row.reminders
        ).items()
        if moment > now
    ]
    if not wanted:
        return 0
    names = ("gatherings", "cohorts", "occurrences", "dues")
    columns = zip(names, zip(*wanted, strict=True), strict=True)
    values = {name: list(column) for name, column in columns}
    return changed(db, PLAN, {**values, "now": now, "settled": SETTLED})
