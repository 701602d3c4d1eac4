"""Opening a cohort, and the number that its people can ring."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.cohorts.errors import (
    CohortNameNeeded,
    EditionNotPublished,
    PhoneWrong,
    StrangeStart,
    UnknownZone,
)
from app.cohorts.models import Cohort
from app.cohorts.queries.cohorts import cohort_by_request, slugs_like
from app.cohorts.rules import LONGEST_PHONE
from app.cohorts.rules.slugs import free_slug, slug_from
from app.kit.db import new_id
from app.kit.times import is_zone
from app.people.models import Person
from app.people.rules import clean_name
from app.syllabus.queries import edition_by_key

FARTHEST = timedelta(days=2 * 366)


@dataclass(frozen=True)
class CohortPlan:
    """What a cohort is opened with; `request_key` is the key of the form that asks for it."""

    name: str
    edition_key: str
    time_zone: str
    starts_on: date
    phone: str = ""
    request_key: UUID | None = None


def open_cohort(db: Session, actor: Person, plan: CohortPlan, *, now: datetime) -> Cohort:
    """Open a cohort on an edition, which is closed to changes from now on.

    The same `request_key` again gives the cohort that it opened the first time.
    Its framework is the one of the edition, until it is moved to another.
    Raises: CohortNameNeeded, UnknownZone, StrangeStart, PhoneWrong, EditionNotPublished, NotFound
    for the edition.
    """
    name = clean_name(plan.name)
    if name is None:
        raise CohortNameNeeded
    if not is_zone(plan.time_zone):
        raise UnknownZone
    if abs(plan.starts_on - now.date()) > FARTHEST:
        raise StrangeStart
    edition = edition_by_key(db, plan.edition_key)
    if not edition.is_published:
        raise EditionNotPublished
    edition.freeze(now)
    facts = {
        "name": name,
        "edition_id": edition.id,
        "framework_id": edition.framework_id,
        "time_zone": plan.time_zone,
        "starts_on": plan.starts_on,
        "phone": clean_phone(plan.phone),
        "created_at": now,
        "opened_by_id": actor.id,
    }
    return _insert(db, slug_from(name), plan.request_key or new_id(), facts)


def change_phone(db: Session, cohort: Cohort, *, phone: str) -> None:
    """Set the number that people of this cohort can ring; an empty one takes it away.

    Raises: PhoneWrong.
    """
    cohort.phone = clean_phone(phone)
    db.flush()


def clean_phone(text: str) -> str:
    """A phone number with single spaces; empty stays empty.

    Raises: PhoneWrong.
    """
    phone = clean_name(text) if text.strip() else ""
    if phone is None or len(phone) > LONGEST_PHONE:
        raise PhoneWrong
    if phone and not any(letter.isdigit() for letter in phone):
        raise PhoneWrong
    return phone


def _insert(db: Session, wanted: str, request_key: UUID, facts: dict[str, object]) -> Cohort:
    """The new row, under the first address that is free: of two at once each gets its own."""
    while True:
        slug = free_slug(wanted, slugs_like(db, wanted))
        made = db.scalar(
            insert(Cohort)
            .values(id=new_id(), slug=slug, request_key=request_key, **facts)
            .on_conflict_do_nothing()
            .returning(Cohort)
        )
        cohort = made or cohort_by_request(db, request_key)
        if cohort is not None:
            return cohort
