"""What of a log somebody else can read at present, so that its pages say what is true."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from app.mentoring.queries.belonging import belonging_as
from app.mentoring.rules.sharing import OPEN, Terms, state_for_author
from app.people.models import Person
from app.reflections.models import ReflectionVersion, Share
from app.reflections.queries.shares import (
    OF_AUTHOR,
    OF_READER,
    PAIR,
    author_seat,
    reader_seat,
)

# Only the columns that tell whether a share is open: most people have shared nothing.
_TERMS = (
    *(Share.audience, Share.author_since, Share.reader_since),
    *(Share.shared_at, Share.ends_at, Share.revoked_at),
)
_SEATS = (
    *(author_seat.state, author_seat.role, author_seat.joined_at, author_seat.added_at),
    *(reader_seat.state, reader_seat.role, reader_seat.joined_at, reader_seat.added_at),
    PAIR,
)
_SHARED = (
    select(ReflectionVersion.reflection_id, *_SEATS, *_TERMS)
    .select_from(Share)
    .join(ReflectionVersion, ReflectionVersion.id == Share.version_id)
    .outerjoin(author_seat, OF_AUTHOR)
    .outerjoin(reader_seat, OF_READER)
    .where(
        Share.author_id == bindparam("person"),
        Share.revoked_at.is_(None),
        Share.ends_at > bindparam("now"),
    )
)


def shared_now(db: Session, actor: Person, *, now: datetime) -> frozenset[UUID]:
    """The actor's entries of which somebody can read a version. One statement."""
    rows = db.connection().execute(_SHARED, {"person": actor.id, "now": now})
    return frozenset(entry for entry, *facts in rows if _is_open(facts, now))


def _is_open(facts: Sequence[Any], now: datetime) -> bool:
    author, reader = belonging_as(*facts[:4]), belonging_as(*facts[4:9])
    return state_for_author(Terms(*facts[9:]), author, reader, now=now) == OPEN
