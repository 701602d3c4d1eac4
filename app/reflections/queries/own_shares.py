"""What somebody has shared themselves, and how it stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from app.cohorts.models import Cohort
from app.kit.paging import PAGE_SIZE, Page, nearest_page
from app.mentoring.queries.belonging import belonging
from app.mentoring.rules.sharing import OPEN, state_for_author
from app.people.models import Person
from app.reflections.models import Reflection, ReflectionVersion, Share, ShareComment, ShareOpening
from app.reflections.queries.shares import (
    IS_THERE,
    OF_AUTHOR,
    OF_READER,
    PAIR,
    author_seat,
    reader_seat,
)


@dataclass(frozen=True)
class OwnShareLine:
    """One share of the actor's own; `reader` None: the whole cohort, or nobody any more."""

    id: UUID
    reflection_id: UUID
    number: int
    audience: str
    reader: str | None
    cohort: str
    zone: str
    last_day: date
    shared_at: datetime
    last_opened_at: datetime | None
    has_news: bool
    state: str

    @property
    def is_open(self) -> bool:
        """Whether somebody can read it now."""
        return self.state == OPEN


_reader = aliased(Person)
_last_opened = (
    select(func.max(ShareOpening.opened_at))
    .where(ShareOpening.share_id == Share.id)
    .scalar_subquery()
)
HAS_NEWS = exists().where(
    ShareComment.share_id == Share.id,
    ShareComment.writer_id != Share.author_id,
    or_(Share.looked_at.is_(None), ShareComment.written_at > Share.looked_at),
)
_OWN = Share.author_id == bindparam("person")
_LINES = (
    select(
        *(Share, author_seat, reader_seat, ReflectionVersion.reflection_id),
        *(ReflectionVersion.number, _reader.name, Cohort.name, Cohort.time_zone),
        *(_last_opened, HAS_NEWS, PAIR),
    )
    .select_from(Share)
    .join(ReflectionVersion, ReflectionVersion.id == Share.version_id)
    .join(Reflection, IS_THERE)
    .join(Cohort, Cohort.id == Share.cohort_id)
    .join(author_seat, OF_AUTHOR)
    .outerjoin(_reader, _reader.id == Share.reader_id)
    .outerjoin(reader_seat, OF_READER)
    .where(_OWN)
    .order_by(Share.shared_at.desc(), Share.id.desc())
    .limit(PAGE_SIZE)
    .offset(bindparam("skipped"))
)
_OF_ENTRY = _LINES.where(ReflectionVersion.reflection_id == bindparam("reflection"))
_COUNT = (
    select(func.count(Share.id))
    .join(ReflectionVersion, ReflectionVersion.id == Share.version_id)
    .join(Reflection, IS_THERE)
    .where(_OWN)
)


def own_shares(db: Session, actor: Person, number: int, *, now: datetime) -> Page[OwnShareLine]:
    """All that the actor has shared, newest first, fifty at a time. Two statements."""
    total = db.scalar(_COUNT, {"person": actor.id}) or 0
    shown = nearest_page(number, total)
    facts = {"person": actor.id, "skipped": (shown - 1) * PAGE_SIZE}
    return Page(_read(db.execute(_LINES, facts), now), shown, total)


def shares_of_entry(
    db: Session, actor: Person, reflection_id: UUID, *, now: datetime
) -> list[OwnShareLine]:
    """The newest fifty shares of one entry of the actor's own. One statement."""
    facts = {"person": actor.id, "reflection": reflection_id, "skipped": 0}
    return _read(db.execute(_OF_ENTRY, facts), now)


def _read(rows: Iterable[Sequence[Any]], now: datetime) -> list[OwnShareLine]:
    lines = []
    for share, author, reader, entry_id, number, name, *place, pair in rows:
        cohort, zone, opened, news = place
        lines.append(
            OwnShareLine(
                *(share.id, entry_id, number, share.audience, name, cohort, zone),
                *(share.last_day, share.shared_at, opened, news),
                state_for_author(share.terms, belonging(author), belonging(reader, pair), now=now),
            )
        )
    return lines
