"""Where in a library an address points, and who asks."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.cohorts.queries import Seat, seat_by_slug
from app.people.models import Person


@dataclass(frozen=True)
class LibraryPlace:
    """The actor's seat in a cohort, if they have one, and the shelf and card of an address."""

    seat: Seat
    kind: str = ""
    key: str = ""

    @property
    def cohort(self) -> Cohort:
        """The cohort whose library it is."""
        return self.seat.cohort

    @property
    def course(self) -> str:
        """The address of the folder that holds the cohort's modules and its library."""
        return f"/modules/{self.cohort.slug}"


def library_place(
    db: Session, actor: Person, *, slug: str, kind: str = "", key: str = ""
) -> LibraryPlace | None:
    """The place of this address, if there is such a cohort; one statement."""
    seat = seat_by_slug(db, actor, slug=slug)
    return LibraryPlace(seat, kind, key) if seat else None
