"""What opened a little while ago, and whom the letters about it are for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Integer, and_, cast, func, literal, or_, select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, Enrolment
from app.cohorts.rules import JOINED
from app.kit.times import start_of
from app.people.models import Person
from app.post.models import Letter
from app.post.rules.topics import RELEASE
from app.progress.models import SessionEnd, Unlock
from app.progress.queries.doors import DoorFacts
from app.progress.rules import Opening
from app.progress.rules.announcing import COURSE, NEWS_FOR, opens_at
from app.syllabus.models import CourseModule

# Days of the calendar reach a day farther than the same moment anywhere.
A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Opened:
    """Something that opened in a cohort; the moment is in UTC."""

    cohort_id: UUID
    zone: str
    occurrence: str
    opened_at: datetime


@dataclass(frozen=True)
class ReleaseReceiver:
    """Whom a letter about something open is for; `joined`: they still take part."""

    name: str
    joined: bool
    enrolment_id: UUID | None
    cohort: Cohort


def newly_opened(db: Session, now: datetime) -> list[Opened]:
    """What opened in the last few days, in all cohorts that send such letters. One statement."""
    earliest = now - NEWS_FOR
    day = Cohort.starts_on + cast(func.coalesce(CourseModule.opens_days, 0), Integer)
    recent = or_(
        day.between((earliest - A_DAY).date(), (now + A_DAY).date()),
        SessionEnd.ends_at.between(earliest, now),
        Unlock.unlocked_at.between(earliest, now),
    )
    rows = db.execute(
        select(
            *(Cohort.id, Cohort.starts_on, Cohort.time_zone, CourseModule.key),
            *(CourseModule.opens_days, CourseModule.opens_after_session, CourseModule.needs),
            *(SessionEnd.ends_at, Unlock.unlocked_at),
        )
        .join(CourseModule, CourseModule.edition_id == Cohort.edition_id)
        .outerjoin(SessionEnd, _session())
        .outerjoin(Unlock, _for_all())
        .where(literal(RELEASE) == func.any(Cohort.reminders), recent)
    )
    found = {one for row in rows for one in _openings(row)}
    return sorted(
        (one for one in found if earliest < one.opened_at <= now),
        key=lambda one: (one.cohort_id, one.occurrence),
    )


def _openings(row: Any) -> Iterator[Opened]:
    """The beginning of the course, and the module if it opens later than that."""
    starts_at = start_of(row.starts_on, row.time_zone)
    yield Opened(row.id, row.time_zone, COURSE, starts_at)
    opening = Opening(row.opens_days, row.opens_after_session, tuple(row.needs))
    by_itself = opens_at(opening, row.ends_at, row.starts_on, row.time_zone)
    moments = [moment for moment in (by_itself, row.unlocked_at) if moment is not None]
    if moments and min(moments) > starts_at:
        yield Opened(row.id, row.time_zone, row.key, min(moments))


def release_receivers(db: Session, letters: Sequence[Letter]) -> dict[UUID, ReleaseReceiver]:
    """Whom these letters are for, by the letter's id. One statement."""
    enrolled = and_(Enrolment.cohort_id == Cohort.id, Enrolment.person_id == Letter.person_id)
    rows = db.execute(
        select(Letter.id, Person.name, Enrolment.state, Enrolment.id, Cohort)
        .join(Person, Person.id == Letter.person_id)
        .join(Cohort, Cohort.id == Letter.about_id)
        .outerjoin(Enrolment, enrolled)
        .where(Letter.id.in_([letter.id for letter in letters]))
    )
    return {row[0]: ReleaseReceiver(row[1], row[2] == JOINED, *row[3:]) for row in rows}


def courses_of(db: Session, cohort_ids: Sequence[UUID]) -> dict[UUID, dict[str, DoorFacts]]:
    """The modules of these cohorts by key, as they stand to everybody in them. One statement."""
    rows = db.execute(
        select(
            *(Cohort.id, CourseModule.key, CourseModule.number, CourseModule.title),
            *(CourseModule.opens_days, CourseModule.opens_after_session, CourseModule.needs),
            *(SessionEnd.ends_at, Unlock.unlocked_at),
        )
        .join(CourseModule, CourseModule.edition_id == Cohort.edition_id)
        .outerjoin(SessionEnd, _session())
        .outerjoin(Unlock, _for_all())
        .where(Cohort.id.in_(cohort_ids))
        .order_by(CourseModule.number)
    )
    courses: dict[UUID, dict[str, DoorFacts]] = {cohort_id: {} for cohort_id in cohort_ids}
    for cohort_id, key, number, title, days, after, needs, ends_at, unlocked_at in rows:
        opening = Opening(days, after, tuple(needs))
        courses[cohort_id][key] = DoorFacts(
            *(key, number, title, opening, ends_at), is_unlocked=unlocked_at is not None
        )
    return courses


def _session() -> Any:
    return and_(SessionEnd.cohort_id == Cohort.id, SessionEnd.module_key == CourseModule.key)


def _for_all() -> Any:
    return and_(
        Unlock.cohort_id == Cohort.id,
        Unlock.module_key == CourseModule.key,
        Unlock.enrolment_id.is_(None),
    )
