"""First steps: nobody can sign in as them any more, they leave, and their words come back."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.cohorts.actions.departure import end_place, shut_out
from app.cohorts.actions.seats import hold_cohort, pass_on_seats
from app.cohorts.models import Enrolment
from app.cohorts.rules import ASKED, INVITED, JOINED, OFFERED, WAITING
from app.outputs.actions.take_back import take_back
from app.outputs.models import Contribution
from app.outputs.queries.voices import read_voices, select_voices
from app.people.actions.sign_ins import end_ways_in
from app.people.models import Person
from app.rights.actions.erasing import Job

ON_THE_WAY_IN = (INVITED, OFFERED, WAITING, ASKED)


def leave(db: Session, job: Job) -> dict[str, Any]:
    """End every way in, every role, and every place in a cohort; seats pass on."""
    end_ways_in(db, job.person.id, now=job.now)
    ended: dict[str, Any] = {"password_hash": None, "roles": []}
    db.execute(update(Person).where(Person.id == job.person.id).values(**ended))
    wanted = select(Enrolment).where(
        Enrolment.person_id == job.person.id, Enrolment.state.in_((JOINED, *ON_THE_WAY_IN))
    )
    for place in db.scalars(wanted.order_by(Enrolment.id)).all():
        cohort = hold_cohort(db, place.cohort_id)
        db.refresh(place, with_for_update=True)
        if place.state == JOINED:
            end_place(db, place, left_by=None, now=job.now)
        elif place.state in ON_THE_WAY_IN:
            shut_out(db, job.person, place, now=job.now)
        pass_on_seats(db, cohort, now=job.now)
    # Where somebody came from may tell who they were.
    db.execute(update(Enrolment).where(Enrolment.person_id == job.person.id).values(place_id=None))
    return {}


def take_words_back(db: Session, job: Job) -> dict[str, Any]:
    """Take back all that they gave, from pages, files, drafts and editions at once."""
    mine = Contribution.author_id == job.person.id
    for voice in read_voices(db, select_voices().where(mine)):
        take_back(db, voice, now=job.now)
    # Words whose consent is gone have no voice.
    db.execute(update(Contribution).where(mine).values(text="", title="", slices=[]))
    return {}
