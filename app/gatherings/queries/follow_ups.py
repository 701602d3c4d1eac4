"""Reads of follow-ups; each says how many statements it costs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, false, func, or_, select, true
from sqlalchemy.orm import Session, aliased

from app.cohorts.models import Enrolment
from app.cohorts.queries import Seat, seat_by_slug
from app.gatherings.models import Attendance, FollowUp, Gathering
from app.gatherings.rules.attendance import APOLOGIES
from app.gatherings.rules.follow_ups import OPEN, SNOOZED
from app.kit.paging import PAGE_SIZE, Page, nearest_page
from app.people.models import Person


@dataclass(frozen=True)
class FollowUpLine:
    """A follow-up with the person and session that it is about; names may be gone."""

    follow_up: FollowUp
    person: Person
    enrolment: Enrolment
    gathering: Gathering
    how: str
    owner: str | None
    changed_by: str | None


@dataclass(frozen=True)
class FollowUpSeat:
    """The actor's seat in a cohort, and one follow-up of it."""

    seat: Seat
    line: FollowUpLine


@dataclass(frozen=True)
class Apology:
    """Somebody who sent apologies and whom nobody has been asked to ring."""

    attendance_id: UUID
    name: str
    session: str
    starts_at: datetime


def follow_ups_page(
    db: Session, cohort_id: UUID, actor: Person, show: str, number: int, now: datetime
) -> Page[FollowUpLine]:
    """Follow-ups of a cohort: those to do (longest open first), one's own of them, or all.

    What was put off until a day is to do again from then on. Fifty at a time; two statements.
    """
    where: ColumnElement[bool] = {
        "open": _to_do(now),
        "mine": and_(_to_do(now, snoozed=True), FollowUp.owner_id == actor.id),
    }.get(show, true())
    # Nobody reads what was written about themselves while somebody else ran the cohort.
    of_cohort = and_(Gathering.cohort_id == cohort_id, Enrolment.person_id != actor.id, where)
    total = (
        db.scalar(
            select(func.count())
            .select_from(FollowUp)
            .join(Gathering, Gathering.id == FollowUp.gathering_id)
            .join(Enrolment, Enrolment.id == FollowUp.enrolment_id)
            .where(of_cohort)
        )
        or 0
    )
    number = nearest_page(number, total)
    newest_first = show == "all"
    opened = FollowUp.opened_at.desc() if newest_first else FollowUp.opened_at
    rows = db.execute(
        _lines()
        .where(of_cohort)
        .order_by(opened, func.lower(Person.name), FollowUp.id)
        .limit(PAGE_SIZE)
        .offset((number - 1) * PAGE_SIZE)
    )
    return Page([FollowUpLine(*row) for row in rows], number, total)


def follow_ups_to_do(cohort_id: UUID, actor: Person, now: datetime) -> Select[int]:
    """Counts the follow-ups of a cohort that are to do; nobody counts those about themselves."""
    return (
        select(func.count())
        .select_from(FollowUp)
        .join(Gathering, Gathering.id == FollowUp.gathering_id)
        .join(Enrolment, Enrolment.id == FollowUp.enrolment_id)
        .where(Gathering.cohort_id == cohort_id, Enrolment.person_id != actor.id, _to_do(now))
    )


def follow_up_seat(
    db: Session, actor: Person, *, slug: str, follow_up_id: UUID
) -> FollowUpSeat | None:
    """The actor's seat and a follow-up of that cohort; two statements."""
    seat = seat_by_slug(db, actor, slug=slug)
    if seat is None:
        return None
    row = db.execute(
        _lines().where(FollowUp.id == follow_up_id, Gathering.cohort_id == seat.cohort.id)
    ).one_or_none()
    return FollowUpSeat(seat, FollowUpLine(*row)) if row else None


def apologies_page(db: Session, cohort_id: UUID, number: int) -> Page[Apology]:
    """Who sent apologies and has no follow-up, latest session first; two statements."""
    rows = (
        select(Attendance.id, Person.name, Gathering.title, Gathering.starts_at)
        .join(Gathering, Gathering.id == Attendance.gathering_id)
        .join(Enrolment, Enrolment.id == Attendance.enrolment_id)
        .join(Person, Person.id == Enrolment.person_id)
        .outerjoin(
            FollowUp,
            and_(
                FollowUp.gathering_id == Attendance.gathering_id,
                FollowUp.enrolment_id == Attendance.enrolment_id,
            ),
        )
        .where(
            Gathering.cohort_id == cohort_id,
            Attendance.how == APOLOGIES,
            FollowUp.id.is_(None),
        )
    )
    total = db.scalar(select(func.count()).select_from(rows.subquery())) or 0
    number = nearest_page(number, total)
    paged = (
        rows.order_by(Gathering.starts_at.desc(), func.lower(Person.name), Attendance.id)
        .limit(PAGE_SIZE)
        .offset((number - 1) * PAGE_SIZE)
    )
    return Page([Apology(*row) for row in db.execute(paged)], number, total)


def _to_do(now: datetime, *, snoozed: bool = False) -> ColumnElement[bool]:
    """Open, or put off until a moment that has come; with `snoozed`, put off until any moment."""
    later = FollowUp.state == SNOOZED if snoozed else false()
    due = and_(FollowUp.state == SNOOZED, FollowUp.snoozed_until <= now)
    return or_(FollowUp.state == OPEN, due, later)


def _lines() -> Select[FollowUp, Person, Enrolment, Gathering, str, str, str]:
    owner, changer = aliased(Person), aliased(Person)
    return (
        select(
            FollowUp,
            Person,
            Enrolment,
            Gathering,
            func.coalesce(Attendance.how, ""),
            owner.name,
            changer.name,
        )
        .join(Gathering, Gathering.id == FollowUp.gathering_id)
        .join(Enrolment, Enrolment.id == FollowUp.enrolment_id)
        .join(Person, Person.id == Enrolment.person_id)
        .outerjoin(
            Attendance,
            and_(
                Attendance.gathering_id == FollowUp.gathering_id,
                Attendance.enrolment_id == FollowUp.enrolment_id,
            ),
        )
        .outerjoin(owner, owner.id == FollowUp.owner_id)
        .outerjoin(changer, changer.id == FollowUp.changed_by_id)
    )
