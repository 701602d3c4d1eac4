"""Reads of how far people's invitations are; each says how many statements it costs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, case, exists, func, select, true, tuple_
from sqlalchemy.orm import Session, aliased

from app.cohorts.models import Enrolment
from app.cohorts.queries.invitations import LetterFate
from app.cohorts.queries.people import Member
from app.cohorts.queries.undelivered import is_unreached
from app.cohorts.rules import ASKED, INVITED, OUT, WAITING, WAYS_IN
from app.cohorts.rules.stages import LISTED, NOT_ARRIVED, OPENED, SENT, TO_SEND, UNREACHED
from app.kit.paging import PAGE_SIZE, Page, nearest_page
from app.kit.seeking import has_in_name
from app.people.models import Person, SignInLink
from app.people.queries import has_been_in, has_private
from app.post.models import Letter

_asks_in = (Letter.about_id == Enrolment.id, Letter.kind.in_(WAYS_IN))
# The newest letter that asks somebody in.
_newest = (
    select(Letter.state, Letter.reason, Letter.channel, Letter.bounced_at)
    .where(*_asks_in)
    .order_by(Letter.created_at.desc(), Letter.id.desc())
    .limit(1)
    .lateral("newest")
)
# Any of their letters counts: the first may have been opened after the second went out.
_opened = exists(
    select(Letter.id)
    .join(SignInLink, SignInLink.id == Letter.link_id)
    .where(*_asks_in, SignInLink.used_at.is_not(None))
    .correlate(Enrolment)
)
_stage: ColumnElement[str] = case(
    (Enrolment.state != INVITED, Enrolment.state),
    (_opened, OPENED),
    (_newest.c.state.in_(["due", "claimed", "sending"]), TO_SEND),
    (_newest.c.state == "listed", LISTED),
    ((_newest.c.state == "sent") & _newest.c.bounced_at.is_(None), SENT),
    else_=NOT_ARRIVED,
)
_ahead = aliased(Enrolment)
_line = case(
    (
        Enrolment.state == WAITING,
        select(func.count())
        .select_from(_ahead)
        .where(
            _ahead.cohort_id == Enrolment.cohort_id,
            _ahead.state == WAITING,
            tuple_(_ahead.waiting_since, _ahead.id)
            <= tuple_(Enrolment.waiting_since, Enrolment.id),
        )
        .correlate(Enrolment)
        .scalar_subquery(),
    ),
)

_other = aliased(Enrolment)
_elsewhere = exists(
    select(_other.id)
    .where(
        _other.person_id == Enrolment.person_id,
        _other.cohort_id != Enrolment.cohort_id,
        _other.state.not_in(OUT),
    )
    .correlate(Enrolment)
)


@dataclass(frozen=True)
class Sought:
    """Which people of a cohort are looked for; "" stands for all.

    `stage` is one of STAGES, or UNREACHED; `name` is a part of a name.
    """

    stage: str = ""
    name: str = ""


def stage_counts(db: Session, cohort_id: UUID, *, name: str = "") -> dict[str, int]:
    """How many people of a cohort with this in their name are at each stage; one statement."""
    stages = (
        select(_stage.label("stage"))
        .select_from(Enrolment)
        .join(Person, Person.id == Enrolment.person_id)
        .outerjoin(_newest, true())
        .where(*_of(cohort_id, name))
        .subquery()
    )
    counts = select(stages.c.stage, func.count().label("people")).group_by(stages.c.stage)
    return {row.stage: row.people for row in db.execute(counts)}


def unreached_count(db: Session, cohort_id: UUID, *, name: str = "", now: datetime) -> int:
    """How many of them there are to whom a letter of late did not come; one statement."""
    people = select(func.count()).select_from(Enrolment)
    named = people.join(Person, Person.id == Enrolment.person_id)
    return db.scalar(named.where(*_of(cohort_id, name), is_unreached(now))) or 0


def members_page(
    db: Session, cohort_id: UUID, number: int, sought: Sought, *, total: int, now: datetime
) -> Page[Member]:
    """The people of a cohort who are looked for, fifty at a time; one statement.

    Facilitators first, then by name; those in line in the order of the line. `total` is how many
    there are. A number outside the list shows its nearest page.
    """
    number = nearest_page(number, total)
    by_name = (Enrolment.role, func.lower(Person.name), Person.id)
    in_line = (Enrolment.waiting_since, Enrolment.id)
    members = _members().where(*_of(cohort_id, sought.name))
    if sought.stage == UNREACHED:
        members = members.where(is_unreached(now))
    elif sought.stage:
        members = members.where(_stage == sought.stage)
    rows = db.execute(
        members.order_by(*(in_line if sought.stage == WAITING else by_name))
        .limit(PAGE_SIZE)
        .offset((number - 1) * PAGE_SIZE)
    )
    return Page([_member(row) for row in rows], number, total)


def asking(db: Session, cohort_id: UUID) -> Sequence[Member]:
    """Those who asked to join, the first fifty, in the order of asking; one statement."""
    rows = db.execute(
        select(Person, Enrolment)
        .join(Enrolment, Enrolment.person_id == Person.id)
        .where(Enrolment.cohort_id == cohort_id, Enrolment.state == ASKED)
        .order_by(Enrolment.asked_at, Enrolment.id)
        .limit(PAGE_SIZE)
    )
    return [Member(person, enrolment, stage=ASKED) for person, enrolment in rows]


def member_of(db: Session, cohort_id: UUID, person_id: UUID) -> Member | None:
    """One person of the cohort, and whether their account is in other hands; one statement."""
    row = db.execute(
        _members()
        .add_columns(has_been_in(), _elsewhere, has_private())
        .where(Enrolment.cohort_id == cohort_id, Enrolment.person_id == person_id)
    ).one_or_none()
    if row is None:
        return None
    *facts, been_in, elsewhere, private = tuple(row)
    return replace(_member(facts), been_in=been_in, elsewhere=elsewhere, has_private=private)


def _of(cohort_id: UUID, name: str) -> list[ColumnElement[bool]]:
    where: list[ColumnElement[bool]] = [Enrolment.cohort_id == cohort_id]
    if name:
        where.append(has_in_name(Person.name, name))
    return where


def _members() -> Select[Any]:
    return (
        select(Person, Enrolment, _stage, _line, *_newest.c)
        .select_from(Enrolment)
        .join(Person, Person.id == Enrolment.person_id)
        .outerjoin(_newest, true())
    )


def _member(row: Sequence[Any]) -> Member:
    person, enrolment, stage, line, *fate = tuple(row)
    letter = LetterFate(*fate) if fate[0] else None
    return Member(person, enrolment, letter, stage, line)
