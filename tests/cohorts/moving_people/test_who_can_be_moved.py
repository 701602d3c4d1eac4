"""Who can be moved, by whom, and to which seat."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.models import Enrolment
from app.kit.errors import NotFound
from app.progress.errors import CohortFull, NotHereToMove, ThereAlready
from tests.cohorts.moving_people.two_cohorts import TwoCohorts
from tests.make.cohorts import make_enrolment, make_line, make_member
from tests.make.people import make_person


def test_nobody_jumps_the_line_of_the_other_cohort_and_the_seat_here_is_passed_on(
    db: Session, two: TwoCohorts
) -> None:
    two.way.cohort.capacity = two.other.cohort.capacity = 1
    (here,) = make_line(db, two.way.cohort, 1)
    make_member(db, two.other.cohort)
    db.commit()
    with pytest.raises(CohortFull):
        two.move(db)
    db.rollback()
    two.other.cohort.capacity = 2
    db.commit()
    two.move(db)
    offered = select(Enrolment.person_id).where(Enrolment.state == "offered")
    assert db.scalars(offered).all() == [here.id]


def test_only_somebody_who_takes_part_is_moved_and_not_to_where_they_are(
    db: Session, two: TwoCohorts
) -> None:
    make_enrolment(db, two.other.cohort, two.way.person)
    db.commit()
    with pytest.raises(ThereAlready):
        two.move(db)
    db.rollback()
    two.place(db, two.way.cohort).state = "left"
    db.commit()
    with pytest.raises(NotHereToMove):
        two.move(db)


def test_nobody_is_moved_to_a_cohort_that_is_not_the_facilitators(
    db: Session, two: TwoCohorts
) -> None:
    stranger = make_person(db)
    make_enrolment(db, two.way.cohort, stranger, role="facilitator")
    db.commit()
    with pytest.raises(NotFound):
        two.move(db, actor=stranger)
    db.rollback()
    assert two.move(db, actor=make_person(db, roles=["programme_lead"]))


@pytest.mark.parametrize("state", ["left", "withdrawn", "declined", "invited"])
def test_whoever_ran_the_other_cohort_once_is_moved_there_to_take_part(
    db: Session, two: TwoCohorts, state: str
) -> None:
    make_enrolment(db, two.other.cohort, two.way.person, role="facilitator", state=state)
    two.other.cohort.capacity = 1
    db.commit()
    assert two.move(db)
    there = two.place(db, two.other.cohort)
    assert (there.state, there.role) == ("joined", "participant")


def test_an_invitation_to_run_a_full_cohort_is_no_seat_in_it(db: Session, two: TwoCohorts) -> None:
    make_enrolment(db, two.other.cohort, two.way.person, role="facilitator", state="invited")
    two.other.cohort.capacity = 1
    make_member(db, two.other.cohort)
    db.commit()
    with pytest.raises(CohortFull):
        two.move(db)
