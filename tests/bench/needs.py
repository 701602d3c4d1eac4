"""What "who needs me today" costs whoever runs four cohorts of 1,000 people in all.

By itself: `python -m tests.bench.needs`.
"""

from __future__ import annotations

import sys
import time
from statistics import median
from uuid import UUID

from sqlalchemy import event, text
from sqlalchemy.orm import Session

from app.insights.queries.needs.groups import runs_of
from app.insights.queries.needs.pages import NeedsPage, needs_page
from app.insights.rules.needs.listing import EVERYTHING
from app.migrate import upgrade
from app.people.models import Person
from app.wiring import Platform, build
from tests.bench.client import Ask, Line
from tests.bench.crowds import make_crowd, sign_in
from tests.bench.report import Finding, say, show
from tests.bench.servers import Stores, free_port, product_site, stores

COHORTS, EACH, STEPS = 4, 250, 64
ROUNDS = 7
MOST_STATEMENTS = 12
# With a busy reason of every kind: a session missed, a task to catch up on, a letter that waits.
FILL = (
    """
    UPDATE cohort SET starts_on = CAST(:now AS date) - 30 WHERE slug = ANY(:slugs)
    """,
    """
    INSERT INTO enrolment (id, cohort_id, person_id, role, standing, state, added_at, joined_at)
    SELECT uuidv7(), id, :runner, 'facilitator', 'pcn_staff', 'joined', :now, :now
    FROM cohort WHERE slug = ANY(:slugs)
    ON CONFLICT DO NOTHING
    """,
    """
    UPDATE course_module SET needs = jsonb_build_array(before.key)
    FROM course_module AS before, cohort
    WHERE before.edition_id = course_module.edition_id AND before.number = course_module.number - 1
      AND cohort.edition_id = course_module.edition_id AND cohort.slug = ANY(:slugs)
    """,
    """
    INSERT INTO gathering (id, cohort_id, title, starts_at, ends_at, how, link, created_at,
                           request_key, module_id)
    SELECT uuidv7(), cohort.id, 'A session', :now + make_interval(days => day),
           :now + make_interval(days => day, hours => 1), 'online', 'https://meet.example/a', :now,
           uuidv7(), (SELECT id FROM course_module AS module
                      WHERE module.edition_id = cohort.edition_id AND number = 5)
    FROM cohort CROSS JOIN (VALUES (-9), (3)) AS days (day) WHERE slug = ANY(:slugs)
    """,
    """
    INSERT INTO follow_up (id, gathering_id, enrolment_id, opened_at)
    SELECT uuidv7(), gathering.id, enrolment.id, gathering.ends_at
    FROM gathering JOIN cohort ON cohort.id = gathering.cohort_id AND slug = ANY(:slugs)
    JOIN enrolment ON enrolment.cohort_id = cohort.id AND role = 'participant'
    WHERE gathering.starts_at < :now
    """,
    """
    INSERT INTO catch_up (id, gathering_id, enrolment_id, opened_at)
    SELECT uuidv7(), gathering_id, enrolment_id, opened_at FROM follow_up
    """,
    """
    INSERT INTO letter (id, person_id, kind, about_id, cohort_id, channel, due_at, state,
                        created_at)
    SELECT uuidv7(), person_id, 'note', enrolment.id, cohort_id, 'call', :now, 'listed', :now
    FROM enrolment JOIN cohort ON cohort.id = cohort_id AND slug = ANY(:slugs)
    WHERE role = 'participant'
    """,
)


def needs_findings(product: Platform, on: Stores, *, mail_port: int, rounds: int) -> list[Finding]:
    """The list on the clock, and how many statements it asks."""
    say("Measuring who needs whom")
    with product.sessions() as db:
        runner = fill(db, product)
        db.commit()
    on.take_stock()
    port = free_port()
    with product_site(on, port=port, mail_port=mail_port) as site:
        cookie = sign_in(product, port, runner)
        page = Ask("GET", "/needs/", cookie, 200, ["Missed a session", "need you today"])
        times = []
        with Line(site.port) as line:
            line.ask(page)
            for _ in range(rounds):
                begun = time.perf_counter()
                line.ask(page)
                times.append(time.perf_counter() - begun)
    name = f"who needs me, {COHORTS * EACH:,} people"
    statements, people = _asked(product, runner)
    note = f"{median(times) * 1000:.0f} ms, {people:,} on the list"
    return [
        Finding(f"{name}, on the clock", 0.5, times, "s", note=note),
        Finding(f"{name}, statements", MOST_STATEMENTS, [statements], ""),
    ]


def fill(db: Session, product: Platform) -> UUID:
    """The cohorts, and the id of who runs them all; flushed."""
    now = product.clock.now()
    crowds = [make_crowd(db, people=EACH, steps=STEPS, now=now) for _ in range(COHORTS)]
    runner = crowds[0].facilitator_id
    facts = {"now": now, "runner": runner, "slugs": [crowd.slug for crowd in crowds]}
    for statement in FILL:
        db.execute(text(statement), facts)
    return runner


def _asked(product: Platform, runner: UUID) -> tuple[int, int]:
    """How many statements the list asks, and how many people are on it."""
    sent: list[str] = []

    def note(*facts: object) -> None:
        sent.append(str(facts[2]))

    with product.sessions() as db:
        event.listen(product.engine, "before_cursor_execute", note)
        found = look(db, product, runner)
        event.remove(product.engine, "before_cursor_execute", note)
    return len(sent), found.people


def look(db: Session, product: Platform, runner: UUID) -> NeedsPage:
    """The first page of the list."""
    actor = db.get_one(Person, runner)
    runs = runs_of(db, actor)
    return needs_page(db, actor, runs, EVERYTHING, number=1, now=product.clock.now())


def main() -> int:
    """The list alone; 1 when something is far from its goal."""
    with stores() as on:
        product = build(on.settings(port=free_port(), mail_port=free_port()))
        upgrade(product.engine)
        findings = needs_findings(product, on, mail_port=free_port(), rounds=ROUNDS)
    show(findings)
    return int(any(finding.failed for finding in findings))


if __name__ == "__main__":
    sys.exit(main())
