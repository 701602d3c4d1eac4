"""Moving one person to another cohort, with all that they did."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.actions.departure import end_place
from app.cohorts.actions.invitation import held_place
from app.cohorts.actions.seats import has_seat, hold_cohort, pass_on_seats
from app.cohorts.models import Cohort, CohortPlace, Enrolment
from app.cohorts.policy import may_look_after
from app.cohorts.queries import seat_by_slug
from app.cohorts.rules import INVITED, JOINED, LEFT, OFFERED
from app.kit.errors import NotFound
from app.people.models import Person
from app.post.actions.plan import NewLetter, plan_letters
from app.progress.actions.carry import carry_person
from app.progress.errors import CohortFull, NotHereToMove, ThereAlready


@dataclass(frozen=True)
class PersonMoved:
    """Where somebody is now; `is_new` tells whether this press moved them."""

    cohort: Cohort
    is_new: bool


def move_person(
    db: Session, actor: Person, *, cohort_id: UUID, person_id: UUID, to: str, now: datetime
) -> PersonMoved:
    """Move somebody who takes part to the cohort with the address `to`, which the actor runs too.

    What they did is carried to the steps with the same keys, and nothing shrinks, also on the way
    back. Letters of the old cohort that wait for them lapse, its seat is passed on, and one letter
    tells them. A second press changes nothing.
    Raises: NotFound for a cohort that is not the actor's to run, NotHereToMove, ThereAlready,
    CohortFull.
    """
    seat = seat_by_slug(db, actor, slug=to)
    if seat is None or seat.cohort.id == cohort_id or not may_look_after(actor, seat):
        raise NotFound
    # In one order, so that two who move people to and fro wait and never lock each other out.
    held = {found: hold_cohort(db, found) for found in sorted((cohort_id, seat.cohort.id))}
    old, new = held[cohort_id], held[seat.cohort.id]
    before, there = held_place(db, old.id, person_id), held_place(db, new.id, person_id)
    if before is None:
        raise NotHereToMove
    if before.state == LEFT and there is not None and before.moved_to_id == there.id:
        return PersonMoved(new, is_new=False)
    if before.state != JOINED:
        raise NotHereToMove
    after = _enter(db, actor, new, before, there, now=now)
    end_place(db, before, left_by=actor.id, now=now)
    before.moved_to_id = after.id
    carry_person(db, before, after, edition_id=new.edition_id)
    pass_on_seats(db, old, now=now)
    letter = NewLetter(
        person_id=person_id,
        kind="moved_person",
        about_id=after.id,
        due_at=now,
        occurrence=f"at-{now:%Y%m%dT%H%M%S}",
        cohort_id=new.id,
    )
    plan_letters(db, [letter], now=now)
    return PersonMoved(new, is_new=True)


def _enter(
    db: Session,
    actor: Person,
    new: Cohort,
    before: Enrolment,
    there: Enrolment | None,
    *,
    now: datetime,
) -> Enrolment:
    """The enrolment in the new cohort, joined.

    Raises: ThereAlready, CohortFull.
    """
    if there is not None and there.state == JOINED:
        raise ThereAlready
    has_own = there is not None and there.role == before.role and there.state in (INVITED, OFFERED)
    if not has_own and not has_seat(db, new):
        raise CohortFull
    if there is None:
        there = Enrolment(
            cohort_id=new.id,
            person_id=before.person_id,
            role=before.role,
            standing=before.standing,
            state=JOINED,
            added_by_id=actor.id,
            added_at=now,
        )
        db.add(there)
    else:
        there.become(JOINED)
        # Whoever ran that cohort once, or was asked to, comes to take part: leads say who runs it.
        there.role = before.role
    there.joined_at, there.answered_by_id = now, actor.id
    there.left_at = there.declined_at = there.waiting_since = there.offered_until = None
    there.left_by_id = there.moved_to_id = None
    there.place_id = there.place_id or _place_of(db, new, before)
    db.flush()
    return there


def _place_of(db: Session, new: Cohort, before: Enrolment) -> UUID | None:
    """The person's place, where it is one of the new cohort's too."""
    return db.scalar(
        select(CohortPlace.place_id).where(
            CohortPlace.cohort_id == new.id, CohortPlace.place_id == before.place_id
        )
    )
