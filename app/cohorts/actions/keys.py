"""Keys: making and closing one, and whether one lets people in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.cohorts.errors import UnknownStanding
from app.cohorts.errors.seats import (
    CapWrong,
    KeyRunOut,
    KeyUnknown,
    KeyUsedUp,
    LastDayWrong,
    PlaceUnknown,
)
from app.cohorts.models import Cohort, CohortPlace, JoinKey
from app.cohorts.rules import STANDINGS
from app.cohorts.rules import keys as rules
from app.kit.db import new_id
from app.kit.errors import NotFound
from app.kit.times import in_zone, start_of
from app.people.models import Person


@dataclass(frozen=True)
class KeyPlan:
    """What a key is made with; it works until the end of `last_day` in the cohort's zone."""

    standing: str
    last_day: date
    cap: int | None = None
    asks_first: bool = False
    place_id: UUID | None = None
    request_key: UUID | None = None


def make_key(
    db: Session, actor: Person, plan: KeyPlan, *, cohort: Cohort, now: datetime
) -> JoinKey:
    """Make a key with a word of its own; the same `request_key` again gives the same key.

    Raises: UnknownStanding, LastDayWrong, CapWrong, PlaceUnknown.
    """
    if plan.standing not in STANDINGS:
        raise UnknownStanding
    if plan.cap is not None and not 1 <= plan.cap <= rules.MOST_SEATS:
        raise CapWrong
    today = in_zone(now, cohort.time_zone).date()
    if not today <= plan.last_day <= today + timedelta(days=rules.LONGEST_DAYS):
        raise LastDayWrong
    if plan.place_id is not None and not _is_of(db, cohort, plan.place_id):
        raise PlaceUnknown
    request_key = plan.request_key or new_id()
    facts = {
        "cohort_id": cohort.id,
        "standing": plan.standing,
        "place_id": plan.place_id,
        "asks_first": plan.asks_first,
        "cap": plan.cap,
        "expires_at": start_of(plan.last_day + timedelta(days=1), cohort.time_zone),
        "made_by_id": actor.id,
        "created_at": now,
        "request_key": request_key,
    }
    while True:
        made = db.scalar(
            insert(JoinKey)
            .values(id=new_id(), word=rules.new_word(), **facts)
            .on_conflict_do_nothing()
            .returning(JoinKey)
        )
        found = made or db.scalar(select(JoinKey).where(JoinKey.request_key == request_key))
        if found is not None:
            return _of_this(found, cohort)


def close_key(db: Session, *, key_id: UUID, now: datetime) -> None:
    """Let a key let nobody in any more; closing twice is closing once."""
    db.execute(
        update(JoinKey)
        .where(JoinKey.id == key_id, JoinKey.closed_at.is_(None))
        .values(closed_at=now)
    )


def open_key(db: Session, *, word: str, now: datetime) -> JoinKey:
    """The key of this word, if it still lets people in; one statement.

    Raises: KeyUnknown, KeyRunOut, KeyUsedUp.
    """
    key = db.scalar(select(JoinKey).where(JoinKey.word == rules.clean_word(word)))
    if key is None:
        raise KeyUnknown
    check_open(key, now=now)
    return key


def check_open(key: JoinKey, *, now: datetime, is_known: bool = False) -> None:
    """Check that a key lets people in; for those who are known here its cap does not count.

    Raises: KeyUnknown, KeyRunOut, KeyUsedUp.
    """
    state = rules.key_state(
        closed_at=key.closed_at, expires_at=key.expires_at, cap=key.cap, used=key.used, now=now
    )
    if state == rules.CLOSED:
        raise KeyUnknown
    if state == rules.RUN_OUT:
        raise KeyRunOut
    if state == rules.FULL and not is_known:
        raise KeyUsedUp


def _is_of(db: Session, cohort: Cohort, place_id: UUID) -> bool:
    return (
        db.scalar(
            select(CohortPlace.id).where(
                CohortPlace.cohort_id == cohort.id, CohortPlace.place_id == place_id
            )
        )
        is not None
    )


def _of_this(key: JoinKey, cohort: Cohort) -> JoinKey:
    if key.cohort_id != cohort.id:
        raise NotFound
    return key
