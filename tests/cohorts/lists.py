"""Looking at a list of people as a file, and saying yes to it."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.actions.rosters import (
    apply_roster,
    keep_roster,
)
from app.cohorts.models import Cohort, CohortPlace, Enrolment
from app.cohorts.queries.rosters import RosterPlan, plan_of
from app.cohorts.rules.roster import read_roster
from app.people.models import Person, Place
from app.post.models import Letter
from tests.clock import NOON

HEAD = "Name,E-mail address,Phone,Address,How to reach,Standing,Place\n"


def look(db: Session, cohort: Cohort, lines: str) -> RosterPlan:
    """What these lines would do."""
    return plan_of(db, cohort.id, cohort.capacity, read_roster((HEAD + lines).encode()))


def fates(plan: RosterPlan) -> list[str]:
    """The fate of each row, in order."""
    return [one.fate for one in plan.fates]


def changes(plan: RosterPlan, number: int = 0) -> dict[str, tuple[str, str]]:
    """What would change for the person of a row."""
    return {one.what: (one.before, one.after) for one in plan.fates[number].changes}


def bring(
    db: Session, cohort: Cohort, content: bytes | str, *, again: bool = False
) -> dict[str, int]:
    """Send a file and say yes; what came of it, without noughts."""
    data = (HEAD + content).encode() if isinstance(content, str) else content
    file = keep_roster(
        db, None, cohort_id=cohort.id, name="list.csv", content=data, standing="pcn_staff", now=NOON
    )
    done = apply_roster(db, None, cohort_id=cohort.id, roster_id=file.id, again=again, now=NOON)
    assert done.just_now
    return {word: number for word, number in (done.file.counts or {}).items() if number}


def everything(db: Session) -> list[tuple[object, ...]]:
    """All that a file could write."""
    db.expire_all()
    rows: list[tuple[object, ...]] = []
    for table in (Person, Enrolment, Letter):
        columns = list(table.__table__.columns)
        rows += [tuple(row) for row in db.execute(select(*columns).order_by(columns[0]))]
    return rows


def make_place(db: Session, cohort: Cohort, name: str, code: str | None = None) -> Place:
    """A place that the cohort belongs to, flushed."""
    place = Place(name=name, kind="practice", ods_code=code, created_at=NOON)
    db.add(place)
    db.flush()
    db.add(CohortPlace(cohort_id=cohort.id, place_id=place.id))
    db.flush()
    return place
