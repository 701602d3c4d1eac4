"""Noting that somebody opened a share, and that its author looked at what was said."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import update
from sqlalchemy.orm import Session

from app.kit.errors import NotFound
from app.mentoring.actions.readings import note_reading
from app.people.models import Person
from app.reflections.models import Share, ShareOpening
from app.reflections.policy.shares import may_read_share
from app.reflections.queries.shared_files import SharedFile, file_of_share
from app.reflections.queries.shares import SharePlace, Shown, share_place, shown_of


def open_share(db: Session, actor: Person, *, share_id: UUID, now: datetime) -> Shown:
    """What the audience sees, with a note of who opened it and when. Three statements.

    Looked at again while nobody can end it, so that whoever ends it afterwards finds this note. A
    page that is opened again within ten minutes is the same reading.
    Raises: NotFound, CannotOpen.
    """
    place = _held_open(db, actor, share_id=share_id, now=now)
    shown = shown_of(db, place)
    note_opening(db, actor.id, place.share.id, now=now)
    return shown


def open_file(
    db: Session, actor: Person, *, share_id: UUID, attachment_id: UUID, now: datetime
) -> SharedFile:
    """A picture or recording that goes along, noted as opening the share is. Three statements.

    Raises: NotFound, CannotOpen.
    """
    place = _held_open(db, actor, share_id=share_id, now=now)
    found = file_of_share(db, place, attachment_id)
    if found is None:
        raise NotFound
    note_opening(db, actor.id, place.share.id, now=now)
    return found


def _held_open(db: Session, actor: Person, *, share_id: UUID, now: datetime) -> SharePlace:
    place = held_share(db, actor, share_id=share_id, now=now)
    if not may_read_share(actor, place):
        raise NotFound
    return place


def held_share(db: Session, actor: Person, *, share_id: UUID, now: datetime) -> SharePlace:
    """A share as it stands until the commit. One statement.

    Raises: NotFound.
    """
    place = share_place(db, actor, share_id=share_id, now=now, hold=True)
    if place is None:
        raise NotFound
    return place


def note_opening(db: Session, reader_id: UUID, share_id: UUID, *, now: datetime) -> None:
    """Add an opening, unless there is one of the last ten minutes. One statement."""
    facts = {"share_id": share_id, "reader_id": reader_id}
    note_reading(db, ShareOpening, facts, moment="opened_at", now=now)


def note_look(db: Session, place: SharePlace, *, now: datetime) -> None:
    """The author has seen what was said about a share until now. One statement."""
    db.execute(
        update(Share)
        .where(Share.id == place.share.id)
        .values(looked_at=now)
        .execution_options(synchronize_session=False)
    )
