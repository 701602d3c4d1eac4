"""What was done about somebody: contacts, and how needs stood after each change."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session, aliased

from app.cohorts.models import Cohort, Enrolment
from app.cohorts.rules import PARTICIPANT
from app.insights.models import KeptNeed, NeedChange, NeedContact
from app.insights.rules.needs.keeping import DONE
from app.insights.rules.needs.table import hidden_from
from app.kit.paging import PAGE_SIZE, Page, nearest_page
from app.people.models import Person

# More of one person than anybody reads.
MOST = 100
GONE = "Somebody who is gone"


@dataclass(frozen=True)
class ContactLine:
    """Somebody was in touch; `at` is when it was written down, in UTC."""

    on_day: date
    how: str
    words: str
    by: str
    at: datetime


@dataclass(frozen=True)
class ChangeLine:
    """How a need stood after one change of it; moments in UTC."""

    rule: str
    words: str
    state: str
    snoozed_until: datetime | None
    owner: str | None
    by: str
    at: datetime


@dataclass(frozen=True)
class DoneLine:
    """A need that somebody finished."""

    enrolment_id: UUID
    name: str
    cohort: str
    zone: str
    rule: str
    words: str
    by: str
    at: datetime


def contacts_with(db: Session, enrolment_id: UUID) -> Sequence[ContactLine]:
    """Who was in touch with somebody, newest first, the newest hundred; one statement."""
    rows: Iterable[Sequence[Any]] = db.execute(
        select(
            *(NeedContact.on_day, NeedContact.how, NeedContact.words),
            *(func.coalesce(Person.name, GONE), NeedContact.entered_at),
        )
        .outerjoin(Person, Person.id == NeedContact.by_id)
        .where(NeedContact.enrolment_id == enrolment_id)
        .order_by(NeedContact.on_day.desc(), NeedContact.id.desc())
        .limit(MOST)
    )
    return [ContactLine(*row) for row in rows]


def changes_of(db: Session, actor: Person, enrolment_id: UUID) -> Sequence[ChangeLine]:
    """What became of somebody's needs that the actor may know of; one statement.

    Newest first, the newest hundred.
    """
    owner = aliased(Person)
    rows: Iterable[Sequence[Any]] = db.execute(
        select(
            *(KeptNeed.rule, KeptNeed.words, NeedChange.state, NeedChange.snoozed_until),
            *(owner.name, func.coalesce(Person.name, GONE), NeedChange.changed_at),
        )
        .select_from(NeedChange)
        .join(KeptNeed, KeptNeed.id == NeedChange.need_id)
        .outerjoin(owner, owner.id == NeedChange.owner_id)
        .outerjoin(Person, Person.id == NeedChange.changed_by_id)
        .where(KeptNeed.enrolment_id == enrolment_id, _may_know(actor))
        .order_by(NeedChange.changed_at.desc(), NeedChange.id.desc())
        .limit(MOST)
    )
    return [ChangeLine(*row) for row in rows]


def done_page(
    db: Session, actor: Person, cohort_ids: Sequence[UUID], number: int
) -> Page[DoneLine]:
    """What was finished in these cohorts, newest first, fifty at a time; two statements."""
    where = (
        KeptNeed.state == DONE,
        Enrolment.cohort_id.in_(cohort_ids),
        Enrolment.role == PARTICIPANT,
        Enrolment.person_id != actor.id,
        _may_know(actor),
    )
    counted = select(func.count()).select_from(KeptNeed).join(Enrolment).where(*where)
    total = db.scalar(counted) or 0
    number = nearest_page(number, total)
    by = aliased(Person)
    rows: Iterable[Sequence[Any]] = db.execute(
        select(
            *(Enrolment.id, Person.name, Cohort.name, Cohort.time_zone),
            *(KeptNeed.rule, KeptNeed.words, func.coalesce(by.name, GONE), KeptNeed.changed_at),
        )
        .select_from(KeptNeed)
        .join(Enrolment, Enrolment.id == KeptNeed.enrolment_id)
        .join(Person, Person.id == Enrolment.person_id)
        .join(Cohort, Cohort.id == Enrolment.cohort_id)
        .outerjoin(by, by.id == KeptNeed.changed_by_id)
        .where(*where)
        .order_by(KeptNeed.changed_at.desc(), KeptNeed.id)
        .limit(PAGE_SIZE)
        .offset((number - 1) * PAGE_SIZE)
    )
    return Page([DoneLine(*row) for row in rows], number, total)


def _may_know(actor: Person) -> ColumnElement[bool]:
    return KeptNeed.rule.not_in(hidden_from(actor.roles))
