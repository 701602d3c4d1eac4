"""What others have shared with somebody, as far as it is open to them now."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import and_, bindparam, exists, func, or_, select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.cohorts.rules import FACILITATOR as RUNS_IT
from app.cohorts.rules import JOINED
from app.kit.paging import PAGE_SIZE, Page, nearest_page
from app.mentoring.queries.belonging import since
from app.mentoring.rules.sharing import COHORT, FACILITATOR, MENTOR
from app.mentoring.rules.states import LIVE
from app.people.models import Person
from app.reflections.models import ReflectionVersion, Share, ShareOpening
from app.reflections.queries.shares import IS_THERE, OF_AUTHOR, PAIR, author_seat, own_seat

MOST_NEW = 3
"""New shares that one's first page names."""


@dataclass(frozen=True)
class SharedLine:
    """Something that is open to the reader, without a word of it; `is_new`: not opened yet."""

    id: UUID
    author: str
    cohort: str
    zone: str
    last_day: date
    shared_at: datetime
    is_new: bool


_stays = and_(own_seat.state == JOINED, author_seat.state == JOINED)
_is_for_all = and_(Share.audience == COHORT, since(own_seat) <= Share.shared_at)
_is_for_one = and_(
    Share.reader_id == own_seat.person_id,
    since(own_seat) == Share.reader_since,
    or_(Share.audience != FACILITATOR, own_seat.role == RUNS_IT),
    or_(Share.audience != MENTOR, PAIR.in_(LIVE)),
)
_is_there = exists().where(ReflectionVersion.id == Share.version_id, IS_THERE)
# The same as rules.sharing.share_state and policy.shares.may_read_share say for one share.
OPEN_TO = and_(
    Share.revoked_at.is_(None),
    Share.ends_at > bindparam("now"),
    _is_there,
    _stays,
    since(author_seat) == Share.author_since,
    Share.author_id != own_seat.person_id,
    or_(_is_for_all, _is_for_one),
)
WAS_OPENED = exists().where(
    ShareOpening.share_id == Share.id, ShareOpening.reader_id == own_seat.person_id
)
_MINE = and_(own_seat.person_id == bindparam("person"), OPEN_TO)
_COUNT = (
    select(func.count(Share.id))
    .join(own_seat, own_seat.cohort_id == Share.cohort_id)
    .join(author_seat, OF_AUTHOR)
    .where(_MINE)
)
_LINES = (
    select(
        *(Share.id, Person.name, Cohort.name, Cohort.time_zone),
        *(Share.last_day, Share.shared_at, ~WAS_OPENED),
    )
    .join(own_seat, own_seat.cohort_id == Share.cohort_id)
    .join(author_seat, OF_AUTHOR)
    .join(Person, Person.id == Share.author_id)
    .join(Cohort, Cohort.id == Share.cohort_id)
    .where(_MINE)
    .order_by(Share.shared_at.desc(), Share.id.desc())
)
_PAGE = _LINES.limit(PAGE_SIZE).offset(bindparam("skipped"))
_NEW = _LINES.where(~WAS_OPENED).limit(MOST_NEW)


def shared_with(db: Session, actor: Person, number: int, *, now: datetime) -> Page[SharedLine]:
    """What is open to the actor, newest first, fifty at a time. Two statements."""
    facts = {"person": actor.id, "now": now}
    total = db.scalar(_COUNT, facts) or 0
    shown = nearest_page(number, total)
    rows: Iterable[Sequence[Any]] = db.execute(_PAGE, {**facts, "skipped": (shown - 1) * PAGE_SIZE})
    return Page([SharedLine(*row) for row in rows], shown, total)


def new_shares(db: Session, actor: Person, *, now: datetime) -> list[SharedLine]:
    """The newest few that are open to the actor and that they have not opened. One statement."""
    rows: Iterable[Sequence[Any]] = db.execute(_NEW, {"person": actor.id, "now": now})
    return [SharedLine(*row) for row in rows]
