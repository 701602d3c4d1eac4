"""Where there is room for a number only, others wait in order."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, Enrolment
from app.gatherings.actions.seats import give_left_seats
from app.gatherings.kinds.seat import SeatKind
from app.gatherings.models import Gathering
from app.gatherings.rules.replies import answer_for
from app.people.models import Person
from app.post.kinds import Lapse
from tests.clock import NOON
from tests.gatherings.changing import change_to, draft, letters, said, states
from tests.gatherings.replies.answering import NO_REMINDER, START, answers, reply
from tests.make.cohorts import make_cohort, make_facilitator, make_member
from tests.make.gatherings import enrolment_of, make_gathering


@pytest.mark.parametrize(
    ("wanted", "before", "capacity", "others", "becomes"),
    [
        ("coming", None, None, 500, "coming"),
        ("coming", None, 3, 2, "coming"),
        ("coming", None, 3, 3, "waiting"),
        ("coming", "waiting", 3, 3, "waiting"),
        ("coming", "coming", 3, 9, "coming"),
        ("sorry", "coming", 3, 9, "sorry"),
        ("sorry", None, 3, 3, "sorry"),
    ],
)
def test_who_gets_a_place(
    wanted: str, before: str | None, capacity: int | None, others: int, becomes: str
) -> None:
    assert answer_for(wanted, before, capacity=capacity, others=others) == becomes


def four_for_two(db: Session) -> tuple[Gathering, list[Person]]:
    """A session with room for two, and four people who asked one after the other."""
    cohort = make_cohort(db)
    gathering = make_gathering(db, cohort, starts_at=START)
    gathering.capacity = 2
    people = [make_member(db, cohort, name=name) for name in ("Ann", "Bo", "Cy", "Di")]
    for minutes, person in enumerate(people):
        reply(db, gathering, person, now=NOON + timedelta(minutes=minutes))
    return gathering, people


def test_over_the_number_people_wait_and_the_first_gets_the_place_that_is_given_up(
    db: Session,
) -> None:
    gathering, (ann, _, cy, di) = four_for_two(db)
    assert answers(db, gathering) == {
        "Ann": "coming",
        "Bo": "coming",
        "Cy": "waiting",
        "Di": "waiting",
    }
    # Asking again and again takes nobody forward.
    reply(db, gathering, di, now=NOON)
    reply(db, gathering, cy, now=NOON + timedelta(hours=1))
    reply(db, gathering, ann, "sorry", now=NOON + timedelta(hours=2))
    assert answers(db, gathering) == {
        "Ann": "sorry",
        "Bo": "coming",
        "Cy": "coming",
        "Di": "waiting",
    }
    (letter,) = letters(db, cy, "seat")
    assert letter.cohort_id == gathering.cohort_id
    assert letters(db, di, "seat") == []
    told = draft(db, SeatKind(), letter)
    assert told.subject == "There is a place for you: First meeting"
    assert "Saturday 30 January 2027, 12pm (UK time)" in told.body
    assert set(states(db, cy, "reminder").values()) == {"due"}
    # Whoever gave up their place asks from the end of the line.
    assert reply(db, gathering, ann, now=NOON + timedelta(hours=3)) == "waiting"


def test_a_letter_about_a_place_lapses_when_the_person_cannot_come_any_more(db: Session) -> None:
    gathering, (ann, bo, cy, di) = four_for_two(db)
    reply(db, gathering, ann, "sorry")
    (letter,) = letters(db, cy, "seat")
    reply(db, gathering, cy, "sorry")
    assert letters(db, cy, "seat")[0].state == "lapsed"
    assert said(db, SeatKind(), letter) == Lapse(NO_REMINDER)
    assert answers(db, gathering)["Di"] == "coming"
    # Cy waits once more, and is told once more.
    reply(db, gathering, cy, now=NOON + timedelta(hours=5))
    reply(db, gathering, bo, "sorry", now=NOON + timedelta(hours=6))
    assert sorted(one.state for one in letters(db, cy, "seat")) == ["due", "lapsed"]
    assert len(letters(db, di, "seat")) == 1


def test_somebody_who_waits_and_gives_up_frees_no_place(db: Session) -> None:
    gathering, (_, _, cy, di) = four_for_two(db)
    reply(db, gathering, cy, "sorry")
    assert answers(db, gathering)["Di"] == "waiting"
    assert letters(db, di, "seat") == []


def test_more_room_lets_people_in_and_less_room_puts_nobody_out(db: Session) -> None:
    gathering, people = four_for_two(db)
    cohort = db.get_one(Cohort, gathering.cohort_id)
    farah = make_facilitator(db, cohort)
    change_to(db, farah, gathering, cohort, capacity=3)
    assert answers(db, gathering)["Cy"] == "coming"
    assert answers(db, gathering)["Di"] == "waiting"
    assert len(letters(db, people[2], "seat")) == 1
    change_to(db, farah, gathering, cohort, capacity=1)
    assert sorted(answers(db, gathering).values()) == ["coming", "coming", "coming", "waiting"]
    reply(db, gathering, people[0], "sorry")
    assert answers(db, gathering)["Di"] == "waiting"


def test_the_place_of_somebody_who_left_the_cohort_goes_to_the_first_in_line(db: Session) -> None:
    gathering, (ann, _, cy, di) = four_for_two(db)
    cohort = db.get_one(Cohort, gathering.cohort_id)
    assert give_left_seats(db, NOON) == 0
    gone = [enrolment_of(db, gathering, person) for person in (ann, cy)]
    db.execute(update(Enrolment).where(Enrolment.id.in_(gone)).values(state="left"))
    assert give_left_seats(db, NOON) == 1
    assert give_left_seats(db, NOON) == 0
    assert answers(db, gathering)["Di"] == "coming"
    assert len(letters(db, di, "seat")) == 1
    new = make_member(db, cohort, name="Ed")
    assert reply(db, gathering, new, now=NOON + timedelta(hours=1)) == "waiting"


def test_a_newcomer_does_not_pass_the_line_to_a_place_that_somebody_left(db: Session) -> None:
    gathering, (ann, _, _, _) = four_for_two(db)
    gone = enrolment_of(db, gathering, ann)
    db.execute(update(Enrolment).where(Enrolment.id == gone).values(state="left"))
    new = make_member(db, db.get_one(Cohort, gathering.cohort_id), name="Ed")
    assert reply(db, gathering, new, now=NOON + timedelta(hours=1)) == "waiting"
    assert answers(db, gathering)["Cy"] == "coming"
