"""Reads of the keys of cohorts; each says how many statements it costs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, JoinKey
from app.cohorts.queries.seats import Seat, seat_by_slug
from app.cohorts.rules import keys as rules
from app.kit.paging import PAGE_SIZE, Page, nearest_page
from app.people.models import Person, Place


@dataclass(frozen=True)
class KeyLine:
    """A key, where its people come from, and whether it lets people in."""

    key: JoinKey
    place: str | None
    state: str

    @property
    def spaced(self) -> str:
        """The word as it is shown."""
        return rules.spaced(self.key.word)


@dataclass(frozen=True)
class KeySeat:
    """The actor's seat in a cohort, and one key of it."""

    seat: Seat
    key: JoinKey
    place: str | None


@dataclass(frozen=True)
class KeyFound:
    """A key with its cohort, for somebody who typed its word."""

    key: JoinKey
    cohort: Cohort


def keys_page(db: Session, cohort_id: UUID, number: int, *, now: datetime) -> Page[KeyLine]:
    """The keys of a cohort, newest first, fifty at a time; two statements."""
    of_cohort = JoinKey.cohort_id == cohort_id
    total = db.scalar(select(func.count()).where(of_cohort)) or 0
    number = nearest_page(number, total)
    rows = db.execute(
        select(JoinKey, Place.name)
        .outerjoin(Place, Place.id == JoinKey.place_id)
        .where(of_cohort)
        .order_by(JoinKey.created_at.desc(), JoinKey.id.desc())
        .limit(PAGE_SIZE)
        .offset((number - 1) * PAGE_SIZE)
    )
    lines = [KeyLine(key, place, state_of(key, now=now)) for key, place in rows]
    return Page(lines, number, total)


def state_of(key: JoinKey, *, now: datetime) -> str:
    """Whether a key lets people in, or why not."""
    return rules.key_state(
        closed_at=key.closed_at, expires_at=key.expires_at, cap=key.cap, used=key.used, now=now
    )


def key_seat(db: Session, actor: Person, *, slug: str, key_id: UUID) -> KeySeat | None:
    """The actor's seat in a cohort and one key of it; two statements."""
    seat = seat_by_slug(db, actor, slug=slug)
    row = (
        db.execute(
            select(JoinKey, Place.name)
            .outerjoin(Place, Place.id == JoinKey.place_id)
            .where(JoinKey.id == key_id, JoinKey.cohort_id == seat.cohort.id)
        ).one_or_none()
        if seat
        else None
    )
    return KeySeat(seat, row[0], row[1]) if seat and row else None


def key_by_word(db: Session, word: str) -> KeyFound | None:
    """The key of a word however it was typed, with its cohort; one statement."""
    row = db.execute(
        select(JoinKey, Cohort)
        .join(Cohort, Cohort.id == JoinKey.cohort_id)
        .where(JoinKey.word == rules.clean_word(word))
    ).one_or_none()
    return KeyFound(row[0], row[1]) if row else None


def keys_with_cohorts(db: Session, key_ids: Sequence[UUID]) -> dict[UUID, tuple[JoinKey, str]]:
    """Keys with the names of their cohorts, by the key's id; one statement."""
    rows = db.execute(
        select(JoinKey, Cohort.name)
        .join(Cohort, Cohort.id == JoinKey.cohort_id)
        .where(JoinKey.id.in_(key_ids))
    )
    return {key.id: (key, name) for key, name in rows}
