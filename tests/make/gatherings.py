"""Makes sessions of cohorts for tests."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, Enrolment
from app.gatherings.models import Gathering, GatheringRole, GatheringSeries, Reply
from app.gatherings.rules import CANCELLED, PLANNED
from app.kit.db import new_id
from app.people.models import Person
from tests.clock import NOON


def make_gathering(
    db: Session,
    cohort: Cohort,
    *,
    title: str = "First meeting",
    starts_at: datetime = NOON + timedelta(days=10),
    minutes: int = 60,
    how: str = "online",
    place: str = "",
    link: str = "https://meet.example/room",
    state: str = PLANNED,
    module_id: UUID | None = None,
) -> Gathering:
    """A session without reminders, flushed; ten days after the tests' noon."""
    gathering = Gathering(
        cohort_id=cohort.id,
        module_id=module_id,
        title=title,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=minutes),
        how=how,
        place=place,
        link=link,
        state=state,
        cancelled_at=NOON if state == CANCELLED else None,
        created_at=NOON,
        request_key=new_id(),
    )
    db.add(gathering)
    db.flush()
    return gathering


def make_series(
    db: Session,
    cohort: Cohort,
    number: int,
    *,
    starts_at: datetime = NOON + timedelta(days=10),
    weeks: int = 1,
    module_ids: Sequence[UUID] = (),
) -> list[Gathering]:
    """So many sessions that were planned together, weeks apart in UTC, flushed."""
    series = GatheringSeries(cohort_id=cohort.id, created_at=NOON, request_key=new_id())
    db.add(series)
    db.flush()
    made = [
        make_gathering(
            db,
            cohort,
            title=f"Meeting {place + 1}",
            starts_at=starts_at + place * timedelta(weeks=weeks),
            module_id=module_ids[place] if place < len(module_ids) else None,
        )
        for place in range(number)
    ]
    for gathering in made:
        gathering.series_id = series.id
    db.flush()
    return made


def make_role(
    db: Session,
    gathering: Gathering,
    *,
    role: str = "chair",
    name: str = "Grace Guest",
    person: Person | None = None,
) -> GatheringRole:
    """Who has a role at a session, flushed: a guest, unless a person is given."""
    made = GatheringRole(
        gathering_id=gathering.id,
        role=role,
        name=person.name if person else name,
        person_id=person.id if person else None,
    )
    db.add(made)
    db.flush()
    return made


def make_reply(
    db: Session,
    gathering: Gathering,
    person: Person,
    *,
    answer: str = "coming",
    needs: str = "",
    waiting_since: datetime | None = None,
) -> Reply:
    """What somebody of the session's cohort said, flushed."""
    made = Reply(
        gathering_id=gathering.id,
        enrolment_id=enrolment_of(db, gathering, person),
        answer=answer,
        access_needs=needs,
        waiting_since=waiting_since,
        answered_at=NOON,
        answered_by_id=person.id,
    )
    db.add(made)
    db.flush()
    return made


def enrolment_of(db: Session, gathering: Gathering, person: Person) -> UUID:
    """The enrolment of a person in the session's cohort."""
    return db.scalars(
        select(Enrolment.id).where(
            Enrolment.cohort_id == gathering.cohort_id, Enrolment.person_id == person.id
        )
    ).one()
