"""The actor's place in a cohort, and a kind of letter."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.cohorts.queries import Seat, seat_by_slug
from app.people.models import Person


@dataclass(frozen=True)
class KindSeat:
    """The actor's seat in the cohort of the address, and the word for a kind of letter."""

    seat: Seat
    kind: str


def kind_seat(db: Session, actor: Person, *, slug: str, kind: str) -> KindSeat | None:
    """The cohort of this address and the actor's place in it; one statement."""
    seat = seat_by_slug(db, actor, slug=slug)
    return KindSeat(seat, kind) if seat else None
