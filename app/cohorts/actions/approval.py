"""A facilitator's answer to somebody who asked to join."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from app.cohorts.actions.departure import shut_out
from app.cohorts.actions.invitation import held_place, let_in, plan_in_line
from app.cohorts.actions.seats import hold_cohort
from app.cohorts.errors.seats import NotAsking
from app.cohorts.rules import ASKED, JOINED, WAITING, WITHDRAWN
from app.people.models import Person
from app.post.actions.plan import NewLetter, plan_letters


def answer_asking(
    db: Session, actor: Person, *, cohort_id: UUID, person_id: UUID, yes: bool, now: datetime
) -> str:
    """Let in somebody who asked, or tell them kindly that it cannot be; returns the state.

    After a yes they are in, or in line where there is no seat. Either way they get a letter. The
    same answer twice is one answer.
    Raises: NotAsking.
    """
    cohort = hold_cohort(db, cohort_id)
    place = held_place(db, cohort_id, person_id)
    if place is None or place.state != ASKED:
        if place is not None and place.state in ((JOINED, WAITING) if yes else (WITHDRAWN,)):
            return place.state
        raise NotAsking
    if yes:
        # From now on it is as if they had been invited.
        place.invited_at, place.added_by_id = now, actor.id
        let_in(db, cohort, place, now=now)
    else:
        shut_out(db, actor, place, now=now)
    if place.state == WAITING:
        plan_in_line(db, [place], now=now)
        return place.state
    letter = NewLetter(
        person_id=person_id,
        kind="asked",
        about_id=place.id,
        due_at=now,
        occurrence=f"{'yes' if yes else 'no'}-{now:%Y%m%dT%H%M%S}",
        cohort_id=cohort_id,
    )
    plan_letters(db, [letter], now=now)
    return place.state
