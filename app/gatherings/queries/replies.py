"""Reads of who means to come to a session; each says how many statements it costs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, case, func, select
from sqlalchemy.orm import Session, aliased

from app.cohorts.models import Cohort, Enrolment
from app.cohorts.rules import JOINED
from app.gatherings.models import Gathering, Reply
from app.gatherings.queries import GatheringSeat, gathering_seat
from app.gatherings.rules import PLANNED
from app.gatherings.rules.replies import COMING, SORRY, WAITING
from app.kit.paging import PAGE_SIZE, Page, nearest_page
from app.people.models import Person


@dataclass(frozen=True)
class ReplyLine:
    """Somebody of the cohort and what they said; empty: nothing yet.

    `entered_by` is the name of whoever entered it for them; empty when they did it themselves.
    """

    enrolment_id: UUID
    name: str
    answer: str
    needs: str
    answered_at: datetime | None
    entered_by: str
    person_id: UUID | None = None


@dataclass(frozen=True)
class AheadLine:
    """A session ahead of somebody, and what they or others for them said to it; empty: nothing."""

    gathering: Gathering
    cohort: Cohort
    enrolment_id: UUID
    answer: str
    needs: str


@dataclass(frozen=True)
class ReplySeat:
    """A session with the actor's place in its cohort, and one person of it with their answer."""

    session: GatheringSeat
    line: ReplyLine


def reply_counts(db: Session, gathering: Gathering) -> dict[str, int]:
    """How many of those in the cohort come, wait, cannot, or did not say ("" ); one statement."""
    answer = func.coalesce(Reply.answer, "")
    rows = db.execute(
        select(answer, func.count())
        .select_from(Enrolment)
        .outerjoin(Reply, _own(gathering))
        .where(Enrolment.cohort_id == gathering.cohort_id, Enrolment.state == JOINED)
        .group_by(answer)
    )
    found = {row[0]: row[1] for row in rows}
    return {said: found.get(said, 0) for said in (COMING, WAITING, SORRY, "")}


def free_places(db: Session, gathering: Gathering) -> int | None:
    """How many places nobody has or waits for; None where there is room for any number.

    One statement, or none.
    """
    if gathering.capacity is None:
        return None
    counts = reply_counts(db, gathering)
    return max(gathering.capacity - counts[COMING] - counts[WAITING], 0)


def replies_page(db: Session, gathering: Gathering, number: int) -> Page[ReplyLine]:
    """Everybody in the cohort: who comes, who waits in their order, who cannot, who said nothing.

    Fifty at a time; a number outside the list shows its nearest page. Two statements.
    """
    here = and_(Enrolment.cohort_id == gathering.cohort_id, Enrolment.state == JOINED)
    total = db.scalar(select(func.count()).select_from(Enrolment).where(here)) or 0
    number = nearest_page(number, total)
    group = case({COMING: 0, WAITING: 1, SORRY: 2}, value=Reply.answer, else_=3)
    lines = (
        _lines(gathering)
        .where(here)
        .order_by(group, Reply.waiting_since, func.lower(Person.name), Person.id)
    )
    rows = db.execute(lines.limit(PAGE_SIZE).offset((number - 1) * PAGE_SIZE))
    return Page([_line(row) for row in rows], number, total)


def reply_seat(
    db: Session, actor: Person, *, gathering_id: UUID, enrolment_id: UUID
) -> ReplySeat | None:
    """A session, the actor's place in its cohort, and one person of it; two statements."""
    seat = gathering_seat(db, actor, gathering_id=gathering_id)
    if seat is None:
        return None
    row = db.execute(
        _lines(seat.gathering).where(
            Enrolment.id == enrolment_id,
            Enrolment.cohort_id == seat.gathering.cohort_id,
            Enrolment.state == JOINED,
        )
    ).one_or_none()
    return ReplySeat(seat, _line(row)) if row else None


def sessions_ahead_of(
    db: Session, person_id: UUID, cohort_id: UUID | None, *, now: datetime
) -> Sequence[AheadLine]:
    """What is ahead of somebody in this cohort, or in all that they joined. One statement."""
    rows = db.execute(
        select(
            *(Gathering, Cohort, Enrolment.id),
            *(func.coalesce(Reply.answer, ""), func.coalesce(Reply.access_needs, "")),
        )
        .join(Cohort, Cohort.id == Gathering.cohort_id)
        .join(Enrolment, Enrolment.cohort_id == Cohort.id)
        .outerjoin(
            Reply, and_(Reply.gathering_id == Gathering.id, Reply.enrolment_id == Enrolment.id)
        )
        .where(
            Enrolment.person_id == person_id,
            Enrolment.state == JOINED,
            Gathering.state == PLANNED,
            Gathering.starts_at > now,
            *([] if cohort_id is None else [Cohort.id == cohort_id]),
        )
        .order_by(Gathering.starts_at, Gathering.id)
        .limit(PAGE_SIZE)
    )
    return [AheadLine(*row) for row in rows]


def _own(gathering: Gathering) -> ColumnElement[bool]:
    return and_(Reply.gathering_id == gathering.id, Reply.enrolment_id == Enrolment.id)


def _lines(gathering: Gathering) -> Select[Any]:
    other = aliased(Person)
    return (
        select(
            Enrolment.id,
            Person.name,
            func.coalesce(Reply.answer, ""),
            func.coalesce(Reply.access_needs, ""),
            Reply.answered_at,
            case((Reply.answered_by_id != Person.id, func.coalesce(other.name, "")), else_=""),
            Person.id,
        )
        .select_from(Enrolment)
        .join(Person, Person.id == Enrolment.person_id)
        .outerjoin(Reply, _own(gathering))
        .outerjoin(other, other.id == Reply.answered_by_id)
    )


def _line(row: Any) -> ReplyLine:
    return ReplyLine(*row)
