"""Who opened a share and when, and what was said about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.kit.paging import PAGE_SIZE, Page, nearest_page
from app.people.models import Person
from app.reflections.models import COMMENT, ShareComment, ShareOpening
from app.reflections.queries.shares import SharePlace
from app.vault.queries import opened


@dataclass(frozen=True)
class Opened:
    """One opening; `name` None: their account has been removed since."""

    name: str | None
    opened_at: datetime


@dataclass(frozen=True)
class Comment:
    """What somebody said about a share, opened."""

    id: UUID
    writer: str
    is_mine: bool
    is_authors: bool
    text: str
    written_at: datetime


def openings_of(db: Session, place: SharePlace, number: int) -> Page[Opened]:
    """Who opened a share, newest first, fifty at a time. Two statements."""
    of_share = ShareOpening.share_id == place.share.id
    total = db.scalar(select(func.count()).where(of_share)) or 0
    shown = nearest_page(number, total)
    rows = db.execute(
        select(Person.name, ShareOpening.opened_at)
        .select_from(ShareOpening)
        .outerjoin(Person, Person.id == ShareOpening.reader_id)
        .where(of_share)
        .order_by(ShareOpening.opened_at.desc(), ShareOpening.id.desc())
        .limit(PAGE_SIZE)
        .offset((shown - 1) * PAGE_SIZE)
    )
    return Page([Opened(*row) for row in rows], shown, total)


def comments_on(db: Session, actor: Person, place: SharePlace, number: int) -> Page[Comment]:
    """What was said about a share, oldest first, fifty at a time. Two statements.

    Raises: CannotOpen.
    """
    share = place.share
    of_share = ShareComment.share_id == share.id
    total = db.scalar(select(func.count()).where(of_share)) or 0
    shown = nearest_page(number, total)
    rows = db.execute(
        select(ShareComment, Person.name)
        .join(Person, Person.id == ShareComment.writer_id)
        .where(of_share)
        .order_by(ShareComment.written_at, ShareComment.id)
        .limit(PAGE_SIZE)
        .offset((shown - 1) * PAGE_SIZE)
    )
    key = opened(db, place.locked, share.author_id)
    said = [
        Comment(
            id=one.id,
            writer=name,
            is_mine=one.writer_id == actor.id,
            is_authors=one.writer_id == share.author_id,
            text=key.open(one.sealed, COMMENT, one.id),
            written_at=one.written_at,
        )
        for one, name in rows
    ]
    return Page(said, shown, total)
