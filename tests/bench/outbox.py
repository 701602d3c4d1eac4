"""What it costs to plan very many reminders, and to find those that are due among a million."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Engine, event, text
from sqlalchemy.orm import Session

from app.gatherings.actions.remind import plan_reminders
from app.kit.clock import SystemClock
from app.post.actions.claim import claim_letters
from app.post.office import Office
from app.post.queries import due_channels, due_letters

COHORTS = 50
PEOPLE = 667
# A week, a day and an hour before.
RULES = 3
REMINDERS = COHORTS * PEOPLE * RULES

# Cohorts that each have one session in ten days, so that all its reminders are ahead.
MAKE = (
    """
    INSERT INTO cohort (id, slug, name, edition_id, time_zone, starts_on, created_at, request_key)
    SELECT uuidv7(), 'outbox-' || number, 'Outbox ' || number, (SELECT id FROM edition LIMIT 1),
           'Europe/London', :now, :now, uuidv7()
    FROM generate_series(1, CAST(:cohorts AS int)) AS number
    """,
    """
    INSERT INTO person (id, name, email, roles, created_at)
    SELECT uuidv7(), 'Person ' || number, 'outbox-' || number || '@bench.example', '{}', :now
    FROM generate_series(1, CAST(:cohorts AS int) * CAST(:people AS int)) AS number
    """,
    """
    INSERT INTO enrolment (id, cohort_id, person_id, role, standing, state, added_at, joined_at)
    SELECT uuidv7(), cohort.id, person.id, 'participant', 'pcn_staff', 'joined', :now, :now
    FROM cohort
    JOIN person ON person.email LIKE 'outbox-%'
      AND substring(person.email FROM 'outbox-(\\d+)')::int % CAST(:cohorts AS int) + 1
          = substring(cohort.slug FROM 'outbox-(\\d+)')::int
    WHERE cohort.slug LIKE 'outbox-%'
    """,
    """
    INSERT INTO gathering (id, cohort_id, title, starts_at, ends_at, how, created_at, request_key)
    SELECT uuidv7(), id, 'Outbox', CAST(:now AS timestamptz) + interval '10 days',
           CAST(:now AS timestamptz) + interval '10 days 1 hour', 'online', :now, uuidv7()
    FROM cohort WHERE slug LIKE 'outbox-%'
    """,
)
# Of a full outbox nearly all letters have gone, some are due in days to come, and a few now.
FILL = """
    INSERT INTO letter (id, person_id, kind, about_id, occurrence, channel, due_at, state,
                        created_at)
    SELECT uuidv7(), person.id, 'note', uuidv7(), '', person.channel,
           CAST(:now AS timestamptz) + interval '1 minute' * (1 + number % 10000),
           CASE WHEN number % 10 = 0 THEN 'due' ELSE 'sent' END, :now
    FROM generate_series(1, CAST(:letters AS int)) AS number
    JOIN (SELECT id, channel, row_number() OVER (ORDER BY id) - 1 AS place FROM person
          WHERE email LIKE 'outbox-%') AS person ON person.place = number % CAST(:persons AS int)
    """
DUE_NOW = """
    UPDATE letter SET due_at = CAST(:now AS timestamptz) - interval '1 minute'
    WHERE id IN (SELECT id FROM letter WHERE state = 'due' ORDER BY id LIMIT :most)
    """
MOST_DUE = 100
FEW = 10_000
TRIES = 9
LOOKS = 20
# Which channels, which letters, and the claim.
STATEMENTS = 3


@dataclass
class Planning:
    """Seconds of each round: planning, and a bare insert of the very rows that it made."""

    ours: list[float] = field(default_factory=list)
    bare: list[float] = field(default_factory=list)


class WrongPlanError(Exception):
    """Not each reminder was planned once, so measuring it would mean nothing."""


def make_crowd(engine: Engine) -> None:
    """The cohorts, their people and their sessions; nobody else is reminded of anything."""
    facts = {"now": SystemClock().now(), "cohorts": COHORTS, "people": PEOPLE}
    with Session(engine) as db, db.begin():
        db.execute(text("UPDATE gathering SET state = 'cancelled'"))
        for statement in MAKE:
            db.execute(text(statement), facts)
    _settle(engine)


def plan_in_rounds(engine: Engine, rounds: int) -> Planning:
    """Plan all reminders, and insert the same rows barely, each into an empty outbox."""
    _plan(engine)
    with engine.begin() as line:
        line.execute(text("CREATE UNLOGGED TABLE bare_rows AS SELECT * FROM letter"))
    times = Planning()
    sides: list[tuple[list[float], Callable[[Engine], float]]] = [
        (times.ours, _plan),
        (times.bare, _insert),
    ]
    for _ in range(rounds):
        for seconds, side in random.sample(sides, len(sides)):
            seconds.append(side(engine))
    with engine.begin() as line:
        line.execute(text("DROP TABLE bare_rows"))
    return times


def _plan(engine: Engine) -> float:
    _empty(engine)
    begun = time.perf_counter()
    with Session(engine) as db, db.begin():
        planned = plan_reminders(db, SystemClock().now())
    seconds = time.perf_counter() - begun
    if planned != REMINDERS:
        message = f"{planned} reminders were planned, and not {REMINDERS}"
        raise WrongPlanError(message)
    return seconds


def _insert(engine: Engine) -> float:
    _empty(engine)
    begun = time.perf_counter()
    with engine.begin() as line:
        line.execute(text("INSERT INTO letter SELECT * FROM bare_rows"))
    return time.perf_counter() - begun


@dataclass
class Looking:
    """What it takes to find the letters that are due, in an outbox of one size."""

    ms: list[float] = field(default_factory=list)
    # Pages of the table and its indexes that were read.
    pages: int = 0
    # Whether every statement on the way to a claim goes through the index of due letters.
    by_index: bool = False


def look_in_rounds(engine: Engine, office: Office, letters: int) -> Looking:
    """Look for due letters among so many."""
    now = SystemClock().now()
    _fill(engine, letters, now)
    found = Looking()
    with Session(engine) as db:
        _look(db, now)
        found.ms = [_look(db, now) for _ in range(TRIES)]
        with _explained(engine, "EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON)") as plans:
            _look(db, now, looks=1)
        found.pages = sum(_pages(plan) for plan in plans)
        with _explained(engine, "EXPLAIN (FORMAT JSON)") as plans:
            _look(db, now, looks=1)
            claim_letters(db, office, channel="email", now=now, most=MOST_DUE)
        db.rollback()
    told = [json.dumps(plan) for plan in plans]
    found.by_index = len(told) == STATEMENTS and all(
        "ix_letter_due" in plan and '"Seq Scan"' not in plan for plan in told
    )
    return found


def _fill(engine: Engine, letters: int, now: datetime) -> None:
    _empty(engine)
    facts = {"now": now, "letters": letters, "persons": COHORTS * PEOPLE, "most": MOST_DUE}
    with engine.begin() as line:
        line.execute(text(FILL), facts)
        line.execute(text(DUE_NOW), facts)
    _settle(engine)


def _look(db: Session, now: datetime, looks: int = LOOKS) -> float:
    """Milliseconds of what a tick begins with: on which channels letters wait, and which."""
    begun = time.perf_counter()
    for _ in range(looks):
        channels = due_channels(db, now=now)
        letters = due_letters(db, now=now, most=MOST_DUE)
    seconds = time.perf_counter() - begun
    if channels != ["email"] or len(letters) != MOST_DUE:
        message = f"{len(letters)} letters were due, and not {MOST_DUE}"
        raise WrongPlanError(message)
    return seconds * 1000 / looks


@contextmanager
def _explained(engine: Engine, how: str) -> Iterator[list[Any]]:
    """The plan of each statement that looks for due letters while this is open."""
    plans: list[Any] = []

    def explain(line: Any, _cursor: object, statement: str, facts: Any, *_: object) -> None:
        if not statement.startswith("EXPLAIN") and "due_at <=" in statement:
            plans.append(line.exec_driver_sql(f"{how} {statement}", facts).scalar_one()[0])

    event.listen(engine, "before_cursor_execute", explain)
    try:
        yield plans
    finally:
        event.remove(engine, "before_cursor_execute", explain)


def _pages(plan: Any) -> int:
    return int(plan["Plan"]["Shared Hit Blocks"] + plan["Plan"]["Shared Read Blocks"])


def _empty(engine: Engine) -> None:
    with engine.begin() as line:
        line.execute(text("TRUNCATE letter CASCADE"))


def _settle(engine: Engine) -> None:
    """What autovacuum does by itself in quieter times."""
    with engine.connect() as line:
        line.execution_options(isolation_level="AUTOCOMMIT").execute(text("VACUUM ANALYZE"))
