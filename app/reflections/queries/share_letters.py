"""What letters about shares ask at the moment of sending; one statement each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.people.models import Person
from app.post.models import Letter
from app.reflections.models import Share
from app.reflections.queries.own_shares import HAS_NEWS
from app.reflections.queries.shared_with import OPEN_TO, WAS_OPENED
from app.reflections.queries.shares import OF_AUTHOR, author_seat, own_seat


@dataclass(frozen=True)
class Told:
    """Whom a letter about a share is for, and whether they have seen what it tells of."""

    name: str
    cohort: str
    has_seen: bool


def readers_to_tell(
    db: Session, letters: Sequence[Letter], *, now: datetime
) -> dict[tuple[UUID, UUID], Told]:
    """Those to whom these shares are open now, by the ids of share and person."""
    rows = db.execute(
        select(Share.id, Person.id, Person.name, Cohort.name, WAS_OPENED)
        .join(own_seat, own_seat.cohort_id == Share.cohort_id)
        .join(author_seat, OF_AUTHOR)
        .join(Person, Person.id == own_seat.person_id)
        .join(Cohort, Cohort.id == Share.cohort_id)
        .where(
            Share.id.in_({letter.about_id for letter in letters}),
            Person.id.in_({letter.person_id for letter in letters}),
            OPEN_TO,
        ),
        {"now": now},
    )
    return {
        (share_id, person_id): Told(name, cohort, seen)
        for share_id, person_id, name, cohort, seen in rows
    }


def authors_to_tell(db: Session, letters: Sequence[Letter]) -> dict[tuple[UUID, UUID], Told]:
    """The authors of these shares, by the ids of share and person."""
    rows = db.execute(
        select(Share.id, Person.id, Person.name, Cohort.name, ~HAS_NEWS)
        .join(Person, Person.id == Share.author_id)
        .join(Cohort, Cohort.id == Share.cohort_id)
        .where(Share.id.in_({letter.about_id for letter in letters}))
    )
    return {
        (share_id, person_id): Told(name, cohort, seen)
        for share_id, person_id, name, cohort, seen in rows
    }
