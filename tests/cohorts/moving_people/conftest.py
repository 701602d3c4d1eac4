"""Somebody with much done, who can be moved."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from app.kit.db import new_id
from app.progress.actions.answer import Chosen, save_answers
from app.progress.actions.attend import note_attendance
from app.progress.actions.complete import mark_step_done
from tests.clock import NOON
from tests.cohorts.moving_people.two_cohorts import TwoCohorts
from tests.make.cohorts import make_enrolment
from tests.make.people import make_person
from tests.make.progress import make_way


@pytest.fixture
def two(db: Session) -> TwoCohorts:
    """A facilitator of both, and a person with steps done by hand, by answers and by coming."""
    way, other = make_way(db), make_way(db, state="left")
    db.delete(other.enrolment)
    facilitator = make_person(db, name="Farah Facilitator")
    for cohort in (way.cohort, other.cohort):
        make_enrolment(db, cohort, facilitator, role="facilitator")
    way.steps["act"].done_by = ["attended"]
    db.flush()
    mark_step_done(db, way.person, at=way.at("welcome"), now=NOON)
    chosen = Chosen({"first": "listen", "second": "all"}, key=new_id())
    save_answers(db, way.person, at=way.at("check"), chosen=chosen, now=NOON)
    note_attendance(
        db,
        [way.enrolment.id],
        module_key="module-1",
        gathering_id=way.cohort.id,
        now=NOON,
        entered_by=facilitator.id,
    )
    db.commit()
    return TwoCohorts(way, other, facilitator)
