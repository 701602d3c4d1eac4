"""Who else can read in a log at present, so that its pages say what is true."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import and_, bindparam, exists, select
from sqlalchemy.orm import Session

from app.people.models import Person
from app.reflections.models import LogOpening, ReflectionVersion, Share
from app.reflections.queries.own_shares import state_for_author
from app.reflections.queries.shares import author_seat, belonging_as, reader_seat
from app.reflections.rules.log_openings import APPROVED
from app.reflections.rules.sharing import OPEN, Terms


@dataclass(frozen=True)
class Watch:
    """The entries of a log of which somebody can read a version, and whether the log is opened."""

    shared: frozenset[UUID]
    is_opened: bool


_IS_OPENED = exists().where(
    LogOpening.person_id == Person.id,
    LogOpening.state == APPROVED,
    LogOpening.ends_at > bindparam("now"),
    LogOpening.closed_at.is_(None),
)
# Only the columns that tell whether a share is open: most people have shared nothing.
_TERMS = (
    *(Share.audience, Share.author_since, Share.reader_since),
    *(Share.shared_at, Share.ends_at, Share.revoked_at),
)
_SEATS = (
    *(author_seat.state, author_seat.role, author_seat.joined_at, author_seat.added_at),
    *(reader_seat.state, reader_seat.role, reader_seat.joined_at, reader_seat.added_at),
)
# From the person on, so that there is always a row.
_WATCH = (
    select(_IS_OPENED, ReflectionVersion.reflection_id, *_SEATS, *_TERMS)
    .select_from(Person)
    .outerjoin(
        Share,
        and_(
            Share.author_id == Person.id,
            Share.revoked_at.is_(None),
            Share.ends_at > bindparam("now"),
        ),
    )
    .outerjoin(ReflectionVersion, ReflectionVersion.id == Share.version_id)
    .outerjoin(
        author_seat,
        and_(author_seat.cohort_id == Share.cohort_id, author_seat.person_id == Share.author_id),
    )
    .outerjoin(
        reader_seat,
        and_(reader_seat.cohort_id == Share.cohort_id, reader_seat.person_id == Share.reader_id),
    )
    .where(Person.id == bindparam("person"))
)


def watch_of(db: Session, actor: Person, *, now: datetime) -> Watch:
    """Who else can read in the actor's log now. One statement."""
    rows = db.connection().execute(_WATCH, {"person": actor.id, "now": now}).all()
    return Watch(
        frozenset(row[1] for row in rows if row[1] and _is_open(row[2:], now)),
        any(row[0] for row in rows),
    )


def _is_open(facts: Sequence[Any], now: datetime) -> bool:
    author, reader = belonging_as(*facts[:4]), belonging_as(*facts[4:8])
    return state_for_author(Terms(*facts[8:]), author, reader, now=now) == OPEN
