"""Makes records of learning for tests."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from app.gatherings.models import Attendance, Gathering
from app.kit.db import new_id
from app.people.models import Person
from app.reflections.actions.cpd.records import Belongs, Learning, count_learning
from app.reflections.rules.cpd import Words
from app.syllabus.models import CreditRule
from tests.clock import NOON
from tests.make.gatherings import enrolment_of


def make_record(
    db: Session,
    person: Person,
    title: str = "A talk on listening",
    *,
    learned: str = "",
    changed: str = "",
    day: date | None = None,
    minutes: int = 60,
    participatory: bool = False,
    reflection: UUID | None = None,
    session: UUID | None = None,
    now: datetime = NOON,
) -> UUID:
    """A record of this person's, kept as the web keeps it; flushed."""
    words = Words(title, learned, changed)
    learning = Learning(words, day or now.date(), minutes, participatory)
    belongs = Belongs(reflection, session)
    return count_learning(db, person, learning, request_key=new_id(), belongs=belongs, now=now)


def make_attendance(
    db: Session, gathering: Gathering, person: Person, how: str = "in_person"
) -> Attendance:
    """Somebody stands in the register; flushed."""
    noted = Attendance(
        gathering_id=gathering.id,
        enrolment_id=enrolment_of(db, gathering, person),
        how=how,
        noted_at=NOON,
    )
    db.add(noted)
    db.flush()
    return noted


def make_rule(
    db: Session,
    key: str = "points",
    *,
    since: date = date(2016, 4, 1),
    until: date | None = None,
    years: int = 1,
    title: str = "Points of a body",
    counts: str = "everything",
    expected: int = 50,
    position: int = 1,
) -> CreditRule:
    """A rule by which an hour is one; flushed."""
    each = None if counts == "accounts" else 60
    rule = CreditRule(
        key=key,
        title=title,
        who="people who learn",
        about="An hour is one.",
        source="Made up. Nobody, 2016.",
        looked_up="2026-11",
        valid_from=since,
        valid_to=until,
        years=years,
        sums=[
            {
                "key": "one",
                "title": "Hours",
                "counts": counts,
                "each_minutes": each,
                "expected": expected,
            }
        ],
        position=position,
    )
    db.add(rule)
    db.flush()
    return rule
