"""Cohorts of many people on their way through courses of many steps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Session

from app.cohorts.rules import FACILITATOR
from app.people.actions.sign_in import make_link
from app.wiring import Platform
from tests.bench.client import Browser
from tests.make.people import make_person
from tests.make.progress import make_module, make_way

# About two of three steps are done, and some of the others were opened.
FILL = (
    """
    INSERT INTO person (id, name, email, roles, what_i_bring, text_size, spacing, language,
                        created_at)
    SELECT uuidv7(), 'Person ' || to_char(n, 'FM0000'), :name || n || '@crowd.example', '{}', '',
           'normal', 'normal', 'en', :now
    FROM generate_series(1, :people) AS n
    """,
    """
    INSERT INTO enrolment (id, cohort_id, person_id, role, standing, state, added_at, joined_at)
    SELECT uuidv7(), :cohort, id, 'participant', 'pcn_staff', 'joined', :now, :now
    FROM person WHERE email LIKE :name || '%@crowd.example'
    """,
    """
    INSERT INTO step_progress (id, enrolment_id, step_id, seen_at, visited_at, done_at,
                               done_by_rule, rule_version, evidence, entered_by_id)
    SELECT uuidv7(), each.enrolment_id, each.step_id, each.at, each.at,
           CASE WHEN each.luck < 9 THEN each.at END,
           CASE WHEN each.luck < 9 THEN 'marked' END, CASE WHEN each.luck < 9 THEN 1 END,
           '{"said": "done"}', CASE WHEN each.luck = 0 THEN CAST(:typist AS uuid) END
    FROM (
        SELECT enrolment.id AS enrolment_id, step.id AS step_id,
               CAST(:now AS timestamptz)
                 - make_interval(hours => (seat * 7 + place * 5)::integer % 2000) AS at,
               (seat * 31 + place * 17) % 13 AS luck
        FROM (SELECT id, cohort_id, row_number() OVER (ORDER BY id) AS seat FROM enrolment
              WHERE cohort_id = :cohort AND role = 'participant') AS enrolment
        CROSS JOIN (
            SELECT step.id, row_number() OVER (ORDER BY step.id) AS place
            FROM step JOIN course_module ON course_module.id = step.module_id
            WHERE course_module.edition_id = :edition
        ) AS step
    ) AS each
    WHERE each.luck < 11
    """,
)


@dataclass(frozen=True)
class Crowd:
    """A cohort of many, and who runs it."""

    slug: str
    facilitator_id: UUID


def make_crowd(db: Session, *, people: int, steps: int, now: datetime, modules: int = 8) -> Crowd:
    """So many people on their way through so many steps; flushed."""
    way = make_way(db, person=make_person(db, name="Runs the cohort"))
    way.enrolment.role = FACILITATOR
    edition = way.cohort.edition_id
    for step in way.steps.values():
        db.delete(step)
    db.flush()
    for number in range(2, modules + 2):
        first, last = (steps * (number - less) // modules for less in (2, 1))
        make_module(db, edition, number, [_step(place) for place in range(first, last)])
    facts = {
        "cohort": way.cohort.id,
        "edition": edition,
        "people": people,
        "name": way.cohort.slug,
        "typist": way.person.id,
        "now": now,
    }
    for statement in FILL:
        db.execute(text(statement), facts)
    return Crowd(way.cohort.slug, way.person.id)


def sign_in(product: Platform, port: int, person_id: UUID) -> str:
    """The cookie of somebody who signs in by a link."""
    with product.transaction() as db:
        link = make_link(db, person_id, now=product.clock.now())
        path = f"/sign-in/link/{product.links.sign('sign-in', link.id)}"
    browser = Browser(port)
    browser.post(path, {}, form_at=path)
    return browser.cookie


def _step(number: int) -> tuple[str, str, int, dict[str, Any]]:
    return f"step-{number}", "reflection" if number % 6 == 0 else "read", 5, {}
