"""Opening a cohort, and the number that its people can ring."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.cohorts.actions.places import add_to_places, choose_places
from app.cohorts.errors import (
    CohortNameNeeded,
    EditionNotPublished,
    PhoneWrong,
    StrangeStart,
    UnknownZone,
)
from app.cohorts.errors.seats import CapacityWrong
from app.cohorts.models import Cohort
from app.cohorts.models.cohorts import REMINDERS
from app.cohorts.queries.cohorts import cohort_by_request, slugs_like
from app.cohorts.rules import LONGEST_PHONE
from app.cohorts.rules.seats import MOST_SEATS
from app.cohorts.rules.slugs import free_slug, slug_from
from app.kit.db import new_id
from app.kit.times import is_zone
from app.people.models import Person
from app.people.rules import clean_name
from app.syllabus.queries import edition_by_key

FARTHEST = timedelta(days=2 * 366)


@dataclass(frozen=True)
class CohortPlan:
    """What a cohort is opened with; `request_key` is the key of the form that asks for it.

    Without a `capacity` there is room for any number of participants.
    """

    name: str
    edition_key: str
    time_zone: str
    starts_on: date
    phone: str = ""
    request_key: UUID | None = None
    place_ids: Sequence[UUID] = ()
    capacity: int | None = None
    reminders: Sequence[str] = REMINDERS
    # Hours that somebody whose turn has come may think about it.
    offer_hours: int = 48
    # None: the framework that the edition was written for.
    framework_id: UUID | None = None


def open_cohort(db: Session, actor: Person, plan: CohortPlan, *, now: datetime) -> Cohort:
    """Open a cohort on an edition, which is closed to changes from now on.

    The same `request_key` again gives the cohort that it opened the first time.
    Raises: CohortNameNeeded, UnknownZone, StrangeStart, PhoneWrong, CapacityWrong,
    EditionNotPublished, NotFound for the edition.
    """
    name = _clean_name(plan.name)
    if not is_zone(plan.time_zone):
        raise UnknownZone
    if abs(plan.starts_on - now.date()) > FARTHEST:
        raise StrangeStart
    if plan.capacity is not None and not 1 <= plan.capacity <= MOST_SEATS:
        raise CapacityWrong
    phone = clean_phone(plan.phone)
    edition = edition_by_key(db, plan.edition_key)
    if not edition.is_published:
        raise EditionNotPublished
    edition.freeze(now)
    facts = {
        "name": name,
        "edition_id": edition.id,
        "framework_id": plan.framework_id or edition.framework_id,
        "time_zone": plan.time_zone,
        "starts_on": plan.starts_on,
        "phone": phone,
        "offer_hours": plan.offer_hours,
        "capacity": plan.capacity,
        "reminders": list(plan.reminders),
        "created_at": now,
        "opened_by_id": actor.id,
    }
    cohort, is_new = _insert(db, slug_from(name), plan.request_key or new_id(), facts)
    if is_new:
        add_to_places(db, cohort.id, plan.place_ids)
    return cohort


def change_facts(
    db: Session, cohort: Cohort, *, name: str, phone: str, place_ids: Sequence[UUID]
) -> None:
    """Change the name of a cohort, its number to ring and its places; its address stays.

    Raises: CohortNameNeeded, PhoneWrong.
    """
    cohort.name, cohort.phone = _clean_name(name), clean_phone(phone)
    db.flush()
    choose_places(db, cohort.id, place_ids)


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


def _clean_name(text: str) -> str:
    """The name of a cohort with single spaces.

    Raises: CohortNameNeeded.
    """
    name = clean_name(text)
    if name is None:
        raise CohortNameNeeded
    return name


def _insert(
    db: Session, wanted: str, request_key: UUID, facts: dict[str, object]
) -> tuple[Cohort, bool]:
    """The row, and whether it is new; under the first address that is free.

    Of two at once each gets its own.
    """
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
            return cohort, made is not None
