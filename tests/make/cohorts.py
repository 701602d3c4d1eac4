"""Makes cohorts and the people in them for tests; all of them are synthetic."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import count

from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, Enrolment, JoinKey
from app.cohorts.rules import DECLINED, FACILITATOR, JOINED, LEFT, PARTICIPANT, WAITING
from app.people.models import Person
from app.syllabus.models import Edition
from tests.clock import NOON
from tests.make.people import make_person

_numbers = count(1)


def make_edition(db: Session, *, key: str | None = None, title: str = "The programme") -> Edition:
    """An edition without modules, flushed."""
    edition = Edition(
        key=key or f"edition-{next(_numbers)}",
        title=title,
        digest="none",
        loaded_at=NOON,
        published_at=NOON,
    )
    db.add(edition)
    db.flush()
    return edition


def make_cohort(
    db: Session,
    *,
    name: str = "Riverside neighbours",
    slug: str | None = None,
    edition: Edition | None = None,
    time_zone: str = "Europe/London",
    starts_on: date = date(2027, 1, 18),
    phone: str = "",
    capacity: int | None = None,
) -> Cohort:
    """A cohort, flushed; with an edition of its own unless one is given."""
    cohort = Cohort(
        name=name,
        slug=slug or f"cohort-{next(_numbers)}",
        edition_id=(edition or make_edition(db)).id,
        time_zone=time_zone,
        starts_on=starts_on,
        phone=phone,
        capacity=capacity,
        created_at=NOON,
    )
    db.add(cohort)
    db.flush()
    return cohort


def make_enrolment(
    db: Session,
    cohort: Cohort,
    person: Person,
    *,
    role: str = PARTICIPANT,
    state: str = JOINED,
    standing: str = "pcn_staff",
    added_by: Person | None = None,
) -> Enrolment:
    """A person in a cohort, flushed; invited at the tests' noon."""
    enrolment = Enrolment(
        cohort_id=cohort.id,
        person_id=person.id,
        role=role,
        state=state,
        standing=standing,
        added_by_id=added_by.id if added_by else None,
        added_at=NOON,
        invited_at=NOON,
        invitations=1,
        joined_at=NOON if state == JOINED else None,
        declined_at=NOON if state == DECLINED else None,
        left_at=NOON if state == LEFT else None,
    )
    db.add(enrolment)
    db.flush()
    return enrolment


def make_member(
    db: Session,
    cohort: Cohort,
    *,
    name: str = "Amina Example",
    email: str | None = "",
    role: str = PARTICIPANT,
    state: str = JOINED,
    standing: str = "pcn_staff",
) -> Person:
    """A new person in a cohort, flushed."""
    person = make_person(db, name=name, email=email)
    make_enrolment(db, cohort, person, role=role, state=state, standing=standing)
    return person


def make_facilitator(db: Session, cohort: Cohort, *, name: str = "Farah Facilitator") -> Person:
    """A new person who runs a cohort, flushed."""
    return make_member(db, cohort, name=name, role=FACILITATOR)


def make_line(db: Session, cohort: Cohort, number: int) -> list[Person]:
    """So many new persons in line for a cohort, first come first, flushed."""
    people = []
    for place in range(number):
        person = make_person(db, name=f"In line {place + 1}")
        enrolment = make_enrolment(db, cohort, person, state=WAITING)
        enrolment.waiting_since = NOON + timedelta(seconds=place)
        enrolment.invited_at, enrolment.invitations = None, 0
        people.append(person)
    db.flush()
    return people


def make_word(
    db: Session,
    cohort: Cohort,
    *,
    word: str = "bcdfghjk",
    cap: int | None = None,
    asks_first: bool = False,
    lasts: timedelta = timedelta(days=7),
) -> JoinKey:
    """A word that lets people into a cohort, flushed."""
    key = JoinKey(
        cohort_id=cohort.id,
        word=word,
        standing="community_health_creator",
        asks_first=asks_first,
        cap=cap,
        used=0,
        expires_at=NOON + lasts,
        created_at=NOON,
    )
    db.add(key)
    db.flush()
    return key
