"""The seats of a cohort: who gets one, who waits in line, and passing one on.

Whoever gives or frees a seat holds the cohort's row first, so that it is done by one at a time.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, Enrolment
from app.cohorts.queries.seats import Seats, seats_of
from app.cohorts.rules import (
    OFFERED,
    WAITING,
    WITHDRAWN,
)
from app.cohorts.rules.seats import MOST_OFFERS, offer_ends, offer_occurrence
from app.kit.errors import NotFound
from app.people.actions.sign_in import make_links
from app.people.models import Person
from app.post.actions.lapse import lapse_about
from app.post.actions.plan import NewLetter, plan_letters

RAN_OUT = "The seat was offered to the next person in line."


def hold_cohort(db: Session, cohort_id: UUID) -> Cohort:
    """Hold the seats of a cohort until the commit; one statement.

    Raises: NotFound.
    """
    # As weak as it can be: rows that only point at the cohort can still be written.
    cohort = db.scalar(
        select(Cohort)
        .where(Cohort.id == cohort_id)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    )
    if cohort is None:
        raise NotFound
    return cohort


def count_seats(db: Session, cohort: Cohort) -> Seats:
    """The seats of a cohort that is held. One statement."""
    counts = seats_of(db, cohort.id)
    return Seats(cohort.capacity, counts.taken, counts.waiting)


def has_seat(db: Session, cohort: Cohort) -> bool:
    """Whether one newcomer can have a seat of a cohort that is held; at most one statement."""
    return cohort.capacity is None or bool(count_seats(db, cohort).for_newcomers)


def pass_on_seats(db: Session, cohort: Cohort, *, now: datetime) -> int:
    """Offer what is free to those whose turn it is, in order; the cohort is held.

    Each gets a letter with a yes and a no. Returns how many. At most five statements for each
    1,000 people.
    """
    # What the caller changed is to be counted.
    db.flush()
    seats = count_seats(db, cohort)
    if not seats.waiting or seats.free == 0:
        return 0
    rows = db.execute(
        select(Enrolment, Person.channel)
        .join(Person, Person.id == Enrolment.person_id)
        .where(Enrolment.cohort_id == cohort.id, Enrolment.state == WAITING)
        .order_by(Enrolment.waiting_since, Enrolment.id)
        .limit(seats.free)
        .with_for_update(of=Enrolment)
        .execution_options(populate_existing=True)
    ).all()
    for place, channel in rows:
        place.become(OFFERED)
        place.offered_until = offer_ends(now, hours=cohort.offer_hours, channel=channel)
        place.offers += 1
    db.flush()
    _plan_offers(db, [place for place, _ in rows], now=now)
    return len(rows)


def end_offers(db: Session, *, now: datetime) -> int:
    """Pass on the seats whose offers have run out, and say how many those were.

    Whoever did not answer goes to the end of the line, and after the second offer out of it. At
    most eight statements for each cohort that has such offers, and one when there is none.
    """
    over = (Enrolment.state == OFFERED, Enrolment.offered_until <= now)
    ended = 0
    for cohort_id in db.scalars(
        select(Enrolment.cohort_id).where(*over).distinct().order_by(Enrolment.cohort_id)
    ).all():
        cohort = hold_cohort(db, cohort_id)
        places = db.scalars(
            select(Enrolment)
            .where(Enrolment.cohort_id == cohort_id, *over)
            .order_by(Enrolment.offered_until, Enrolment.waiting_since, Enrolment.id)
            .with_for_update()
            .execution_options(populate_existing=True)
        ).all()
        for number, place in enumerate(places):
            _end_offer(place, now + timedelta(microseconds=number))
        lapse_about(db, [place.id for place in places], ["offer"], RAN_OUT)
        pass_on_seats(db, cohort, now=now)
        ended += len(places)
    return ended


def _end_offer(place: Enrolment, now: datetime) -> None:
    place.offered_until = None
    if place.offers < MOST_OFFERS:
        place.become(WAITING)
        place.waiting_since = now
    else:
        place.become(WITHDRAWN)
        place.waiting_since, place.left_at = None, now


def _plan_offers(db: Session, places: Sequence[Enrolment], *, now: datetime) -> None:
    ends = [place.offered_until or now for place in places]
    links = make_links(db, [place.person_id for place in places], now=now, lasts=max(ends) - now)
    letters = [
        NewLetter(
            person_id=place.person_id,
            kind="offer",
            about_id=place.id,
            due_at=now,
            occurrence=offer_occurrence(until),
            link_id=link.id,
            cohort_id=place.cohort_id,
        )
        for place, until, link in zip(places, ends, links, strict=True)
    ]
    plan_letters(db, letters, now=now)
