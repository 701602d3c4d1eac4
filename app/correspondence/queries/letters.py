"""Reads of a cohort's letters, without their texts: to come, gone, not gone, in doubt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session

from app.cohorts.queries.undelivered import DID_NOT_ARRIVE, needs_care
from app.gatherings.models import Gathering
from app.kit.paging import PAGE_SIZE, Page, nearest_page
from app.kit.seeking import has_in_name
from app.people.models import Person
from app.post.models import Letter

CAME_BACK = Letter.bounced_at.is_not(None)
# What a letter's row says of each tab.
TABS: Mapping[str, ColumnElement[bool]] = {
    "to-come": Letter.state.in_(["due", "claimed", "sending", "listed"]),
    "gone": and_(Letter.state == "sent", ~CAME_BACK),
    "not-arrived": DID_NOT_ARRIVE,
    "not-gone": and_(Letter.state == "lapsed", ~CAME_BACK),
    "in-doubt": Letter.doubted_at.is_not(None),
}


@dataclass(frozen=True)
class Wanted:
    """What to show: a tab, and what it is narrowed down to; None stands for any.

    `name` is a part of a person's name.
    """

    tab: str
    kind: str | None = None
    channel: str | None = None
    name: str = ""


@dataclass(frozen=True)
class LetterLine:
    """A letter without its text; times are UTC. `about` is a session's title, if it is of one."""

    id: UUID
    person_id: UUID
    name: str
    kind: str
    about: str | None
    channel: str
    state: str
    reason: str | None
    due_at: datetime
    sent_at: datetime | None
    arrived_at: datetime | None
    bounced_at: datetime | None
    doubted_at: datetime | None

    @property
    def came_back(self) -> bool:
        """Whether the carrier told later that it did not arrive."""
        return self.bounced_at is not None

    @property
    def moment(self) -> datetime:
        """When it went, or is due."""
        return self.bounced_at or self.sent_at or self.due_at


@dataclass(frozen=True)
class LettersPage:
    """One page of a tab, how many letters each tab has, and what kinds there are."""

    page: Page[LetterLine]
    counts: Mapping[str, int]
    kinds: list[str]
    # Letters of late that did not arrive, and nobody has put right since.
    undelivered: int


def letters_page(
    db: Session, cohort_id: UUID, wanted: Wanted, *, now: datetime, number: int
) -> LettersPage:
    """The letters of a cohort on one tab, fifty at a time; three statements.

    What is to come is earliest first, and what has been is latest first.
    """
    of_cohort = Letter.cohort_id == cohort_id
    kinds, undelivered = db.execute(
        select(
            func.array_agg(func.distinct(Letter.kind)),
            func.count().filter(needs_care(now)),
        ).where(of_cohort)
    ).one()
    where = _where(cohort_id, wanted)
    counted = db.execute(
        select(*(func.count().filter(tab) for tab in TABS.values()))
        .select_from(Letter)
        .join(Person, Person.id == Letter.person_id)
        .where(*where)
    ).one()
    counts = dict(zip(TABS, counted, strict=True))
    number = nearest_page(number, counts[wanted.tab])
    rows = _rows(db, where, wanted.tab, number)
    page = Page(rows, number, counts[wanted.tab])
    return LettersPage(page, counts, sorted(kinds or []), undelivered)


def _where(cohort_id: UUID, wanted: Wanted) -> list[ColumnElement[bool]]:
    where: list[ColumnElement[bool]] = [Letter.cohort_id == cohort_id]
    if wanted.kind:
        where.append(Letter.kind == wanted.kind)
    if wanted.channel:
        where.append(Letter.channel == wanted.channel)
    if wanted.name:
        where.append(has_in_name(Person.name, wanted.name))
    return where


def _rows(db: Session, where: list[ColumnElement[bool]], tab: str, number: int) -> list[LetterLine]:
    order = Letter.due_at if tab == "to-come" else Letter.due_at.desc()
    rows = db.execute(
        select(
            *(Letter.id, Letter.person_id, Person.name, Letter.kind, Gathering.title),
            *(Letter.channel, Letter.state, Letter.reason, Letter.due_at, Letter.sent_at),
            *(Letter.arrived_at, Letter.bounced_at, Letter.doubted_at),
        )
        .join(Person, Person.id == Letter.person_id)
        .outerjoin(Gathering, Gathering.id == Letter.about_id)
        .where(*where, TABS[tab])
        .order_by(order, Letter.id)
        .limit(PAGE_SIZE)
        .offset((number - 1) * PAGE_SIZE)
    )
    return [LetterLine(*cast("tuple[Any, ...]", row)) for row in rows]
