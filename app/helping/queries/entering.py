"""Whether somebody may enter something for a person: the one place that decides it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import any_, exists, literal, select
from sqlalchemy.orm import Session, aliased

from app.cohorts.models import Enrolment
from app.cohorts.rules import JOINED
from app.helping.models import Helping
from app.helping.rules import OPEN
from app.people.models import Person

_helpers, _persons = aliased(Enrolment), aliased(Enrolment)
# Somebody who was chosen in a cohort helps as long as both of them are in it.
_BOTH_THERE = exists().where(
    _helpers.cohort_id == Helping.cohort_id,
    _helpers.person_id == Helping.helper_id,
    _helpers.state == JOINED,
) & exists().where(
    _persons.cohort_id == Helping.cohort_id,
    _persons.person_id == Helping.person_id,
    _persons.state == JOINED,
)
STANDS = Helping.cohort_id.is_(None) | _BOTH_THERE


@dataclass(frozen=True)
class Entering:
    """One thing that is entered for a person.

    `runs_it`: the rules of the room let the actor, who runs it. `cohort_id` is where it belongs;
    None: to no cohort.
    """

    person_id: UUID
    act: str
    runs_it: bool
    cohort_id: UUID | None = None


@dataclass(frozen=True)
class Leave:
    """What lets a helper enter something, and the name of whom it is for."""

    helping: Helping
    name: str


def may_enter_for(
    db: Session, by: Person, entering: Entering, *, now: datetime, hold: bool = False
) -> bool:
    """Whether `by` may enter this: they run it, or the person chose them for it.

    At most one statement, and none for whoever runs it. With `hold` the yes cannot be taken back
    before the commit, so that nothing is entered after somebody has ended it.
    """
    return entering.runs_it or helping_for(db, by, entering, now=now, hold=hold) is not None


def helping_for(
    db: Session, by: Person, entering: Entering, *, now: datetime, hold: bool = False
) -> Leave | None:
    """What lets a helper enter this for the person, if anything does. One statement."""
    wanted = (
        select(Helping, Person.name, Person.time_zone)
        .join(Person, Person.id == Helping.person_id)
        .where(
            Helping.helper_id == by.id,
            Helping.person_id == entering.person_id,
            literal(entering.act) == any_(Helping.acts),
            Helping.ended_at.is_(None),
            STANDS,
        )
    )
    if entering.cohort_id is not None:
        here = Helping.cohort_id == entering.cohort_id
        wanted = wanted.where(Helping.cohort_id.is_(None) | here)
    if hold:
        wanted = wanted.with_for_update(read=True, of=Helping)
    rows = db.execute(wanted.execution_options(populate_existing=hold)).all()
    return next(
        (Leave(one, name) for one, name, zone in rows if one.state(now, zone) == OPEN), None
    )
