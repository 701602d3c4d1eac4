"""How many seats a cohort has, and how long an offered one is kept."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from app.cohorts.actions.seats import hold_cohort, pass_on_seats
from app.cohorts.errors.seats import CapacityWrong, HoursWrong
from app.cohorts.models import Cohort
from app.cohorts.rules.seats import MOST_SEATS, OFFER_HOURS


def change_seats(
    db: Session, cohort: Cohort, *, capacity: int | None, offer_hours: int, now: datetime
) -> int:
    """Set how many seats there are (None: any number), and offer the new ones to those in line.

    Fewer seats than people take nobody's away. Returns how many were offered.
    Raises: CapacityWrong, HoursWrong.
    """
    if capacity is not None and not 1 <= capacity <= MOST_SEATS:
        raise CapacityWrong
    held = hold_cohort(db, cohort.id)
    if offer_hours not in OFFER_HOURS and offer_hours != held.offer_hours:
        raise HoursWrong
    held.capacity, held.offer_hours = capacity, offer_hours
    return pass_on_seats(db, held, now=now)
