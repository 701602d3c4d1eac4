"""Letters to somebody who moves: where they go on, and reminders of the right cohort."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.kinds.seats import MovedPersonKind
from app.gatherings.actions.remind import plan_reminders
from app.post.kinds import Draft, Lapse
from app.post.models import Letter
from tests.clock import NOON
from tests.cohorts.moving_people.two_cohorts import LATER, TwoCohorts
from tests.make.desks import desk_at
from tests.make.gatherings import make_gathering


def test_reminders_of_the_old_cohort_lapse_and_those_of_the_new_are_planned(
    db: Session, two: TwoCohorts
) -> None:
    sessions = [
        make_gathering(db, cohort, starts_at=NOON + timedelta(days=3))
        for cohort in (two.way.cohort, two.other.cohort)
    ]
    plan_reminders(db, NOON)
    db.commit()
    two.move(db)
    plan_reminders(db, LATER)
    db.commit()
    rows = db.execute(
        select(Letter.about_id, Letter.state)
        .where(Letter.person_id == two.way.person.id, Letter.kind == "reminder")
        .distinct()
    )
    assert {tuple(row) for row in rows} == {(sessions[0].id, "lapsed"), (sessions[1].id, "due")}


def test_one_letter_says_where_they_go_on(db: Session, two: TwoCohorts) -> None:
    two.move(db)
    letters = db.scalars(select(Letter).where(Letter.kind == "moved_person")).all()
    (draft,) = MovedPersonKind().prepare(db, letters, desk_at(LATER)).values()
    assert isinstance(draft, Draft)
    assert f"You go on in “{two.other.cohort.name}” now" in draft.body
    assert f"no longer in “{two.way.cohort.name}”" in draft.body
    two.place(db, two.other.cohort).state = "left"
    db.flush()
    (gone,) = MovedPersonKind().prepare(db, letters, desk_at(LATER)).values()
    assert isinstance(gone, Lapse)
