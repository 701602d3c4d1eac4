"""A person's own calendar: making its address, renewing it, and ending it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.gatherings.models import CalendarFeed
from app.kit.db import changed, new_id
from app.people.models import Person


def make_feed(db: Session, actor: Person, *, now: datetime) -> None:
    """Give a person a calendar; whoever has one keeps it. One statement."""
    db.execute(
        insert(CalendarFeed)
        .values(id=new_id(), person_id=actor.id, created_at=now)
        .on_conflict_do_nothing(
            index_elements=[CalendarFeed.person_id], index_where=CalendarFeed.ended_at.is_(None)
        )
    )


def renew_feed(db: Session, actor: Person, *, shown: UUID | None, now: datetime) -> None:
    """Give the calendar a new address; the old one ends at once.

    `shown` is the calendar that the person saw; when it has ended since, nothing is done, so that
    pressing twice makes one new address. At most two statements.
    """
    if _end(db, actor, shown, now):
        make_feed(db, actor, now=now)


def end_feed(db: Session, actor: Person, *, shown: UUID | None, now: datetime) -> None:
    """End the calendar that the person saw; its address stops working at once. One statement."""
    _end(db, actor, shown, now)


def _end(db: Session, actor: Person, feed_id: UUID | None, now: datetime) -> bool:
    ended = changed(
        db,
        update(CalendarFeed)
        .where(
            CalendarFeed.id == feed_id,
            CalendarFeed.person_id == actor.id,
            CalendarFeed.ended_at.is_(None),
        )
        .values(ended_at=now),
    )
    return ended == 1
