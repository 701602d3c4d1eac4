"""Leaving a cohort, being taken out of it, and taking an invitation back."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.actions.invitation import held_place
from app.cohorts.actions.seats import hold_cohort, pass_on_seats
from app.cohorts.errors import NotTaking
from app.cohorts.errors.seats import NothingToWithdraw
from app.cohorts.models import Enrolment
from app.cohorts.queries.invitations import has_heard
from app.cohorts.rules import (
    ASKED,
    DECLINED,
    FACILITATOR,
    INVITED,
    JOINED,
    LEFT,
    OFFERED,
    WAITING,
    WAYS_IN,
    WITHDRAWN,
)
from app.people.actions.sign_in import end_links
from app.people.models import Person
from app.post.actions.lapse import lapse_about, lapse_in_cohort
from app.post.actions.plan import NewLetter, plan_letters
from app.post.models import Letter

GONE = "The person has left this cohort."
TAKEN_BACK = "A facilitator took the invitation back."
# About somebody's own words in an output: these stay in their hands when they leave.
STAY_THEIRS = frozenset({"approval", "approval_reminder", "approval_reply", "published"})

# Whoever may still come in without saying anything new, but for a no that they take back.
OPEN = (INVITED, OFFERED, WAITING, ASKED)


def leave(
    db: Session, actor: Person, *, cohort_id: UUID, person_id: UUID | None = None, now: datetime
) -> None:
    """Take somebody out of a cohort; what they wrote stays theirs, and leaving twice is once.

    `person_id` names another person, whom the actor takes out: they get one letter that says so.
    Letters that wait for them lapse, and the seat is passed on.
    Raises: NotTaking.
    """
    whose = person_id or actor.id
    cohort = hold_cohort(db, cohort_id)
    place = held_place(db, cohort_id, whose)
    if place is None or place.state not in (JOINED, LEFT):
        raise NotTaking
    if place.state == LEFT:
        return
    end_place(db, place, left_by=actor.id if whose != actor.id else None, now=now)
    if whose != actor.id:
        _tell(db, place, "taken_out", now=now)
    pass_on_seats(db, cohort, now=now)


def end_place(db: Session, place: Enrolment, *, left_by: UUID | None, now: datetime) -> None:
    """Somebody who joined is in the cohort no more, and letters that wait for them lapse.

    The cohort is held, and its seat is the caller's to pass on.
    """
    place.become(LEFT)
    place.left_at, place.left_by_id = now, left_by
    db.flush()
    lapse_in_cohort(db, place.cohort_id, place.person_id, keep=STAY_THEIRS, reason=GONE)


def withdraw(
    db: Session, actor: Person, *, cohort_id: UUID, person_id: UUID, now: datetime
) -> bool:
    """Take back an invitation, an offer, a place in line or an asking; twice is once.

    Its letter lapses where it has not gone, its link ends, and the seat is passed on. Whoever had
    heard of it gets one short letter; whoever never had hears nothing. Whoever said no to running
    the cohort can no more say yes to it, and hears nothing either. Returns whether a letter goes.
    Raises: NothingToWithdraw.
    """
    cohort = hold_cohort(db, cohort_id)
    place = held_place(db, cohort_id, person_id)
    if place is not None and place.state == WITHDRAWN:
        return False
    if place is None or not (place.state in OPEN or _said_no_to_running(place)):
        raise NothingToWithdraw
    is_told = place.state in OPEN and has_heard(db, place.id)
    shut_out(db, actor, place, now=now)
    if is_told:
        _tell(db, place, "withdrawn", now=now)
    pass_on_seats(db, cohort, now=now)
    return is_told


def shut_out(db: Session, actor: Person, place: Enrolment, *, now: datetime) -> None:
    """Take back whatever way in somebody has, with its letters and links."""
    place.become(WITHDRAWN)
    place.left_at, place.left_by_id = now, actor.id
    place.offered_until = place.waiting_since = None
    db.flush()
    lapse_about(db, [place.id], WAYS_IN, TAKEN_BACK)
    links = select(Letter.link_id).where(
        Letter.about_id == place.id, Letter.kind.in_(WAYS_IN), Letter.link_id.is_not(None)
    )
    end_links(db, [link_id for link_id in db.scalars(links) if link_id is not None], now=now)


def _said_no_to_running(place: Enrolment) -> bool:
    return place.state == DECLINED and place.role == FACILITATOR


def _tell(db: Session, place: Enrolment, kind: str, *, now: datetime) -> None:
    letter = NewLetter(
        person_id=place.person_id,
        kind=kind,
        about_id=place.id,
        due_at=now,
        occurrence=f"at-{now:%Y%m%dT%H%M%S}",
        cohort_id=place.cohort_id,
    )
    plan_letters(db, [letter], now=now)
