"""What a spreadsheet of 5,000 people and the people page of a cohort of 2,000 take.

The bare version of a look reads the same file with the same library and asks the database once
whether the addresses are known.
"""

from __future__ import annotations

import csv
import io
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, event, func, select
from sqlalchemy.orm import Session

from app.cohorts.actions.rosters import apply_roster, keep_roster
from app.cohorts.models import Cohort, Enrolment
from app.cohorts.queries.rosters import plan_of
from app.cohorts.rules import JOINED
from app.cohorts.rules.roster import read_roster
from app.factory import create_app
from app.people.actions.sign_ins import begin_sign_in
from app.people.models import Person
from app.people.queries import person_by_email
from app.wiring import Platform
from tests.bench.learners import course_of
from tests.bench.report import Finding, say
from tests.make.rosters import crowd

ROWS = 5_000
PEOPLE = 2_000
LOOK_SECONDS = 5
MOST_STATEMENTS = 40
PAGE_STATEMENTS = 10
RUNS_IT = "facilitator@demo.example"


def roster_findings(on: Platform, rounds: int) -> list[Finding]:
    """A look at a file, the yes to it, and the page of the people it made."""
    say("Reading spreadsheets")
    content = crowd(ROWS)
    with on.sessions() as db:
        cohort = _cohort(on, db)
        looks = [_look(db, on.engine, cohort, content) for _ in range(rounds)]
        bare = [_bare(db, content) for _ in range(rounds)]
        yes, statements = _say_yes(db, on, cohort, content)
        db.rollback()
    note = f"reading and asking alone {min(bare):.2f} s"
    return [
        Finding("look at 5,000 rows", LOOK_SECONDS, [took for took, _ in looks], "s", note=note),
        Finding("statements of a look", MOST_STATEMENTS, [sent for _, sent in looks], "st."),
        Finding("yes to 5,000 rows", MOST_STATEMENTS, [statements], "st.", note=f"{yes:.1f} s"),
        Finding("people page, 2,000 people", PAGE_STATEMENTS, [_people_page(on)], "st."),
    ]


def _cohort(on: Platform, db: Session) -> Cohort:
    """The demo has more than one; this is the one that goes on."""
    return db.scalars(select(Cohort).where(Cohort.slug == course_of(on).slug)).one()


def _look(db: Session, engine: Engine, cohort: Cohort, content: bytes) -> tuple[float, int]:
    with _counted(engine) as sent:
        begun = time.perf_counter()
        plan = plan_of(db, cohort.id, cohort.capacity, read_roster(content))
        took = time.perf_counter() - begun
    assert plan.count("new") == ROWS, "the file was not read"
    return took, len(sent)


def _bare(db: Session, content: bytes) -> float:
    begun = time.perf_counter()
    rows = list(csv.reader(io.StringIO(content.decode(), newline="")))
    emails = [row[1].lower() for row in rows]
    db.scalar(select(func.count()).where(func.lower(Person.email).in_(emails)))
    return time.perf_counter() - begun


def _say_yes(db: Session, on: Platform, cohort: Cohort, content: bytes) -> tuple[float, int]:
    """Seconds and statements; nothing of it is kept."""
    now = on.clock.now()
    facts: dict[str, Any] = {"cohort_id": cohort.id, "standing": "pcn_staff", "now": now}
    file = keep_roster(db, None, name="bench.csv", content=content, **facts)
    with _counted(on.engine) as sent:
        begun = time.perf_counter()
        apply_roster(db, None, cohort_id=cohort.id, roster_id=file.id, again=False, now=now)
        took = time.perf_counter() - begun
    return took, len(sent)


def _people_page(on: Platform) -> int:
    """How many statements the last page of the people of a large cohort takes."""
    with on.transaction() as db:
        cohort = _cohort(on, db)
        facts: dict[str, Any] = {"cohort_id": cohort.id, "now": on.clock.now()}
        content = crowd(PEOPLE)
        file = keep_roster(db, None, name="a.csv", content=content, standing="pcn_staff", **facts)
        apply_roster(db, None, roster_id=file.id, again=False, **facts)
        there = select(func.count()).where(
            Enrolment.cohort_id == cohort.id, Enrolment.state != JOINED
        )
        assert (db.scalar(there) or 0) >= PEOPLE, "the people are not there"
        farah = person_by_email(db, RUNS_IT)
        assert farah is not None, "the demo is not there"
        begun = begin_sign_in(
            db, farah, how="password", user_agent="", is_shared=False, now=on.clock.now()
        )
        db.commit()
    client = create_app(on).test_client()
    with client.session_transaction() as session:
        session["_user_id"] = begun.id.hex
        session["_fresh"] = True
    address = f"/cohorts/{cohort.slug}/people?page=20"
    client.get(address)
    with _counted(on.engine) as sent:
        page = client.get(address).text
    assert "Person 1" in page, "this is not the page of the people"
    return len(sent)


@contextmanager
def _counted(engine: Engine) -> Iterator[Sequence[str]]:
    sent: list[str] = []

    def note(*facts: object) -> None:
        sent.append(str(facts[2]))

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(engine, "before_cursor_execute", note)
