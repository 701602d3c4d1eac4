"""For which of their cohorts somebody offers something."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from app.cohorts.queries import OwnSeat, own_seats
from app.cohorts.rules import JOINED
from app.outputs.errors import NotJoined
from app.web.context import actor, db


@dataclass(frozen=True)
class Choice:
    """The actor's cohorts, and the one that is chosen, or is meant until another is."""

    seats: Sequence[OwnSeat]
    seat: OwnSeat


def choice_in(sent: Mapping[str, str], *, begun_in: UUID | None = None) -> Choice:
    """What an address or a form says; else the cohort of this enrolment, else the newest.

    Raises: NotJoined.
    """
    seats = [seat for seat in own_seats(db(), actor().id) if seat.enrolment.state == JOINED]
    if not seats:
        raise NotJoined
    here = next((seat for seat in seats if seat.enrolment.id == begun_in), seats[0])
    named = {str(seat.cohort.id): seat for seat in seats}
    return Choice(seats, named.get(sent.get("cohort", ""), here))
