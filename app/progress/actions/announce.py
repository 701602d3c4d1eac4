"""Planning the letters that something of the course is open."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import text
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, Enrolment
from app.cohorts.rules import JOINED, PARTICIPANT
from app.cohorts.rules.reminders import SWITCHED_OFF
from app.kit.db import changed
from app.post.actions.plan import NewLetter, plan_letters
from app.post.rules.topics import RELEASE
from app.progress.queries.announcing import courses_of, newly_opened
from app.progress.rules import Standpoint, release
from app.progress.rules.announcing import NOT_HERE, NOT_OPEN, told_at

# A letter that lapsed for one of these is wanted again when it can go; any other has had its turn.
WANTED_AGAIN = [NOT_HERE, NOT_OPEN, SWITCHED_OFF]

# For everybody who took part before it opened: whoever joined later meets it open.
PLAN = text(
    """
    WITH opened AS (
        SELECT * FROM unnest(
            CAST(:cohorts AS uuid[]), CAST(:occurrences AS text[]),
            CAST(:opened AS timestamptz[]), CAST(:dues AS timestamptz[])
        ) AS opened (cohort_id, occurrence, opened_at, due_at)
    ),
    missing AS MATERIALIZED (
        SELECT enrolment.person_id, opened.cohort_id, opened.occurrence
        FROM opened
        JOIN enrolment ON enrolment.cohort_id = opened.cohort_id AND enrolment.state = 'joined'
          AND enrolment.role = 'participant'
          AND coalesce(enrolment.joined_at, enrolment.added_at) < opened.opened_at
        EXCEPT
        SELECT person_id, about_id, occurrence FROM letter
        WHERE about_id = ANY(CAST(:cohorts AS uuid[])) AND kind = 'release'
          AND (state <> 'lapsed' OR NOT reason = ANY(:again))
    )
    INSERT INTO letter (id, person_id, kind, about_id, occurrence, channel, cohort_id, due_at,
                        state, created_at, tries, doubts)
    SELECT uuidv7(), missing.person_id, 'release', opened.cohort_id, opened.occurrence,
           person.channel, opened.cohort_id, greatest(opened.due_at, :now), 'due', :now, 0, 0
    FROM missing JOIN opened USING (cohort_id, occurrence)
    JOIN person ON person.id = missing.person_id
    ON CONFLICT (person_id, kind, about_id, occurrence, channel) DO UPDATE
    SET state = 'due', reason = NULL, tries = 0, due_at = excluded.due_at
    WHERE letter.state = 'lapsed'
    """
)


def plan_releases(db: Session, now: datetime) -> int:
    """Plan a letter to each participant for each module that opened, in all cohorts.

    What is open from the first day has one letter together, when the cohort begins. A second run
    adds nothing. Returns how many letters are new. Two statements for any number of cohorts,
    modules and people.
    """
    found = newly_opened(db, now)
    if not found:
        return 0
    return changed(
        db,
        PLAN,
        {
            "cohorts": [one.cohort_id for one in found],
            "occurrences": [one.occurrence for one in found],
            "opened": [one.opened_at for one in found],
            "dues": [told_at(one.opened_at, one.zone) for one in found],
            "again": WANTED_AGAIN,
            "now": now,
        },
    )


def tell_of_unlock(
    db: Session, cohort: Cohort, place: Enrolment, *, module_key: str, now: datetime
) -> None:
    """Plan the one letter to somebody for whom alone a module was opened early.

    It has the occurrence of the letter to everybody, so that nobody hears of a module twice.
    Whoever has not joined yet meets it open, and what is open to everybody is no news. At most
    two statements.
    """
    is_told = RELEASE in cohort.reminders and place.state == JOINED
    if not is_told or place.role != PARTICIPANT:
        return
    course = courses_of(db, [cohort.id])[cohort.id]
    at = Standpoint(now, cohort.starts_on, cohort.time_zone)
    if release.of_module(course[module_key], course.values(), at).is_open:
        return
    letter = NewLetter(
        person_id=place.person_id,
        kind=RELEASE,
        about_id=cohort.id,
        due_at=told_at(now, cohort.time_zone),
        occurrence=module_key,
        cohort_id=cohort.id,
    )
    plan_letters(db, [letter], now=now)
