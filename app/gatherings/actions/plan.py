"""Planning a session."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.cohorts.actions.opening import clean_phone
from app.cohorts.models import Cohort
from app.gatherings import errors
from app.gatherings.actions.ends import keep_session_end
from app.gatherings.actions.remind import plan_reminders
from app.gatherings.errors.changes import AccessTooLong, CapacityWrong
from app.gatherings.models import Gathering
from app.gatherings.rules import (
    CIRCLE,
    FARTHEST,
    LONGEST,
    LONGEST_ABOUT,
    LONGEST_PLACE,
    LONGEST_TITLE,
    MOST_SEATS,
    SESSION,
    SHORTEST,
    WAYS,
    clean_link,
    clean_text,
)
from app.gatherings.rules.access import LONGEST_MORE, access_lines
from app.kit.db import new_id
from app.kit.errors import NotFound
from app.kit.times import to_utc
from app.people.models import Person
from app.people.rules import clean_name
from app.syllabus.models import CourseModule


@dataclass(frozen=True)
class SessionPlan:
    """What a session is planned with: a wall-clock time in the cohort's zone, and minutes.

    `request_key` is the key of the form that asks for it.
    """

    title: str
    day: date
    clock: time
    minutes: int
    how: str
    place: str = ""
    link: str = ""
    phone: str = ""
    about: str = ""
    module_id: UUID | None = None
    # What there is so that everybody can take part: keys of `OFFERS`, and lines of one's own.
    offers: tuple[str, ...] = ()
    more_access: str = ""
    # For how many there is room; None is any number.
    capacity: int | None = None
    request_key: UUID | None = None
    # Whether it is a circle of people in mentoring.
    is_circle: bool = False


def plan_session(
    db: Session, actor: Person, plan: SessionPlan, *, cohort: Cohort, now: datetime
) -> Gathering:
    """Plan a session of a cohort, and the letters that remind its people.

    The same `request_key` again gives the session that it planned the first time.
    Raises: NoSuchTime for a time that the clocks skip, and the refusals of this room.
    """
    starts_at = planned_start(plan, cohort.time_zone, now)
    if plan.module_id is not None:
        check_module(db, cohort, plan.module_id)
    key = plan.request_key or new_id()
    made: Gathering | None = db.scalar(
        insert(Gathering)
        .values(
            id=new_id(),
            cohort_id=cohort.id,
            module_id=plan.module_id,
            purpose=purpose_of(plan),
            starts_at=starts_at,
            ends_at=starts_at + timedelta(minutes=plan.minutes),
            planned_by_id=actor.id,
            created_at=now,
            request_key=key,
            **clean_facts(plan),
        )
        .on_conflict_do_nothing(index_elements=[Gathering.request_key])
        .returning(Gathering)
    )
    if made is None:
        return _planned_before(db, cohort, key)
    plan_reminders(db, now, made.id)
    keep_session_end(db, cohort_id=cohort.id, module_id=plan.module_id)
    return made


def purpose_of(plan: SessionPlan) -> str:
    """What a session is for, as it is kept."""
    return CIRCLE if plan.is_circle else SESSION


def planned_start(plan: SessionPlan, zone: str, now: datetime) -> datetime:
    """The UTC moment of the start.

    Raises: TooFarAhead, InThePast, LengthWrong, NoSuchTime.
    """
    if plan.day < (now - timedelta(days=2)).date():
        raise errors.InThePast
    if plan.day > (now + FARTHEST).date():
        raise errors.TooFarAhead
    if not SHORTEST <= plan.minutes <= LONGEST:
        raise errors.LengthWrong
    starts_at = to_utc(plan.day, plan.clock, zone)
    if starts_at <= now:
        raise errors.InThePast
    return starts_at


def clean_facts(plan: SessionPlan) -> dict[str, Any]:
    """The clean words of a plan, and for how many there is room.

    Raises: TitleNeeded, WayNeeded, LinkWrong, PlaceTooLong, AboutTooLong, PhoneWrong,
    AccessTooLong, CapacityWrong.
    """
    more_access = clean_text(plan.more_access, LONGEST_MORE)
    if more_access is None:
        raise AccessTooLong
    if plan.capacity is not None and not 1 <= plan.capacity <= MOST_SEATS:
        raise CapacityWrong
    access = access_lines(plan.offers, more_access)
    return {**_clean_texts(plan), "access": access, "capacity": plan.capacity}


def _clean_texts(plan: SessionPlan) -> dict[str, str]:
    title = clean_name(plan.title)
    place = clean_text(plan.place, LONGEST_PLACE)
    link = clean_link(plan.link)
    about = clean_text(plan.about, LONGEST_ABOUT)
    if title is None or len(title) > LONGEST_TITLE:
        raise errors.TitleNeeded
    if plan.how not in WAYS:
        raise errors.WayNeeded
    if link is None:
        raise errors.LinkWrong
    if place is None:
        raise errors.PlaceTooLong
    if about is None:
        raise errors.AboutTooLong
    return {
        "title": title,
        "how": plan.how,
        "place": place,
        "link": link,
        "phone": clean_phone(plan.phone),
        "about": about,
    }


def check_module(db: Session, cohort: Cohort, module_id: UUID) -> None:
    """Look whether a module is one of the cohort's course; one statement.

    Raises: ModuleUnknown.
    """
    edition_id = db.scalar(select(CourseModule.edition_id).where(CourseModule.id == module_id))
    if edition_id != cohort.edition_id:
        raise errors.ModuleUnknown


def _planned_before(db: Session, cohort: Cohort, key: UUID) -> Gathering:
    """The session that this form planned before.

    Raises: NotFound when it is another cohort's.
    """
    found = db.scalar(
        select(Gathering).where(Gathering.request_key == key, Gathering.cohort_id == cohort.id)
    )
    if found is None:
        raise NotFound
    return found
