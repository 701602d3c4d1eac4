"""Issuing certificates to whoever went through their course, without being asked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Session

from app.certificates.letters import CERTIFICATE
from app.certificates.rules.codes import new_code
from app.certificates.rules.states import ISSUED
from app.gatherings.rules.attendance import TOOK_PART
from app.kit.db import new_id, sql_words
from app.post.actions.plan import NewLetter, plan_letters


class Told(NamedTuple):
    """A certificate that its person is told of."""

    certificate_id: UUID
    person_id: UUID
    cohort_id: UUID


# So many in one statement, and in one transaction.
BATCH = 100

# What a certificate says of an enrolment, as it is at this moment.
FACTS = f"""
    SELECT person.id AS person_id, cohort.id AS cohort_id, edition.id AS edition_id,
        person.name, edition.title AS course, cohort.name AS cohort_name, cohort.starts_on,
        (way.done_at AT TIME ZONE cohort.time_zone)::date AS completed_on,
        came.sessions, came.minutes AS session_minutes,
        course.modules, course.minutes AS module_minutes
    FROM enrolment
    JOIN person ON person.id = enrolment.person_id
    JOIN cohort ON cohort.id = enrolment.cohort_id
    JOIN edition ON edition.id = cohort.edition_id
    CROSS JOIN LATERAL (
        SELECT count(*) AS modules, coalesce(sum(minutes), 0) AS minutes
        FROM course_module WHERE course_module.edition_id = edition.id
    ) AS course
    CROSS JOIN LATERAL (
        SELECT max(step_progress.done_at) AS done_at
        FROM step_progress WHERE step_progress.enrolment_id = enrolment.id
    ) AS way
    CROSS JOIN LATERAL (
        SELECT count(*) AS sessions, coalesce(sum(
            floor(extract(epoch FROM ends_at - starts_at) / 60)
        ), 0)::integer AS minutes
        FROM attendance JOIN gathering ON gathering.id = attendance.gathering_id
        WHERE attendance.enrolment_id = enrolment.id AND gathering.state = 'planned'
            AND attendance.how IN ({sql_words(TOOK_PART)})
    ) AS came
"""  # noqa: S608 - the words are ours

# Somebody has gone through a course when they joined and no step of any module is left to do. A
# step that is not asked of them is not left; where all of it is not asked, nothing was done.
# Whoever has a certificate of the course already, whatever became of it, gets none by themselves;
# nor does whoever was moved here with all they did, and has one of a cohort that they came from.
COMPLETED = """
    enrolment.state = 'joined' AND enrolment.role = 'participant' AND way.done_at IS NOT NULL
    AND EXISTS (
        SELECT FROM course_module JOIN step ON step.module_id = course_module.id
        WHERE course_module.edition_id = cohort.edition_id
    )
    AND NOT EXISTS (
        SELECT FROM course_module JOIN step ON step.module_id = course_module.id
        WHERE course_module.edition_id = cohort.edition_id AND NOT EXISTS (
            SELECT FROM step_progress
            WHERE step_progress.enrolment_id = enrolment.id AND step_progress.step_id = step.id
                AND step_progress.done_at IS NOT NULL
        ) AND NOT EXISTS (
            SELECT FROM excuse
            WHERE excuse.enrolment_id = enrolment.id AND excuse.taken_back_at IS NULL
                AND excuse.module_key = course_module.key AND excuse.step_key = step.key
        )
    )
"""
WITHOUT_ONE = """
    NOT EXISTS (
        WITH RECURSIVE way_here AS (
            SELECT enrolment.id, enrolment.cohort_id
            UNION
            SELECT before.id, before.cohort_id
            FROM enrolment AS before JOIN way_here ON before.moved_to_id = way_here.id
        )
        SELECT FROM certificate WHERE certificate.person_id = enrolment.person_id
            AND (certificate.edition_id = cohort.edition_id
                OR certificate.cohort_id IN (SELECT cohort_id FROM way_here))
    )
"""
_ISSUE = text(
    f"""
    INSERT INTO certificate (id, code, person_id, cohort_id, edition_id, number, name, course,
        cohort_name, started_on, completed_on, sessions, session_minutes, modules, module_minutes,
        issued_at)
    SELECT fresh.id, fresh.code, person_id, cohort_id, edition_id, 1, name, course, cohort_name,
        starts_on, completed_on, sessions, session_minutes, modules, module_minutes, :now
    FROM (
        SELECT ready.*, row_number() OVER () AS row
        FROM ({FACTS} WHERE {COMPLETED} AND {WITHOUT_ONE} LIMIT :most) AS ready
    ) AS ready
    JOIN unnest(CAST(:ids AS uuid[]), CAST(:codes AS text[])) WITH ORDINALITY
        AS fresh (id, code, row) ON fresh.row = ready.row
    ON CONFLICT DO NOTHING
    RETURNING id, person_id, cohort_id
    """  # noqa: S608 - the parts are ours
)


def issue_certificates(db: Session, *, now: datetime) -> int:
    """Issue up to 100 certificates to people who have none, with a letter for each.

    Says how many; 0 when there are no more. Of two workers at once each person is issued one by
    one of them alone. One statement, and one more when there are any.
    """
    facts = {
        "now": now,
        "most": BATCH,
        "ids": [new_id() for _ in range(BATCH)],
        "codes": [new_code() for _ in range(BATCH)],
    }
    made = db.execute(_ISSUE, facts).all()
    if made:
        tell(db, [Told(*one) for one in made], ISSUED, now=now)
    return len(made)


def tell(db: Session, made: Sequence[Told], what: str, *, now: datetime) -> None:
    """Plan one letter about each of these certificates, by its person's own channel."""
    letters = [
        NewLetter(
            one.person_id,
            CERTIFICATE,
            one.certificate_id,
            now,
            occurrence=what,
            cohort_id=one.cohort_id,
        )
        for one in made
    ]
    plan_letters(db, letters, now=now)
