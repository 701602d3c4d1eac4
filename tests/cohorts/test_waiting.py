"""The line of those who wait for a seat, and how a seat comes free."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.actions.capacity import change_seats
from app.cohorts.actions.departure import leave, withdraw
from app.cohorts.actions.enrolment import Added, add_facilitator, add_people
from app.cohorts.actions.invitation import answer_invitation, invite_again
from app.cohorts.actions.seats import end_offers
from app.cohorts.errors.seats import CapacityWrong, HoursWrong, InviteNotSent, StillInLine
from app.cohorts.models import Enrolment
from app.people.actions.newcomers import Newcomer
from app.people.models import Person
from tests.clock import NOON
from tests.cohorts.kept import letters_of, place_of, states
from tests.make.cohorts import (
    make_cohort,
    make_facilitator,
    make_line,
    make_member,
)

# After everybody in line has come.
LATER = NOON + timedelta(hours=1)


def test_whoever_has_no_seat_waits_in_the_order_of_the_list(db: Session) -> None:
    cohort = make_cohort(db, capacity=2)
    actor = make_facilitator(db, cohort)
    crowd = [Newcomer(f"Person {n}", f"z{9 - n}@example.org") for n in range(5)]
    added = add_people(db, actor, cohort_id=cohort.id, people=crowd, standing="pcn_staff", now=NOON)
    assert added == Added(invited=2, again=0, already=0, waiting=3)
    rows = db.execute(
        select(Person.name, Enrolment.state)
        .join(Person, Person.id == Enrolment.person_id)
        .where(Enrolment.role == "participant")
        .order_by(Enrolment.waiting_since.nulls_first(), Person.name)
    )
    assert [tuple(row) for row in rows] == [
        ("Person 0", "invited"),
        ("Person 1", "invited"),
        ("Person 2", "waiting"),
        ("Person 3", "waiting"),
        ("Person 4", "waiting"),
    ]
    assert len(letters_of(db, "invitation")) == 2
    assert len(letters_of(db, "in_line")) == 3


def test_newcomers_do_not_jump_the_line_and_those_who_run_it_need_no_seat(db: Session) -> None:
    cohort = make_cohort(db, capacity=3)
    actor = make_facilitator(db, cohort)
    make_line(db, cohort, 1)
    # There is room; but somebody waits, so nobody who comes now is before them.
    new = [Newcomer("New", "new@example.org")]
    added = add_people(db, actor, cohort_id=cohort.id, people=new, standing="pcn_staff", now=NOON)
    assert added.waiting == 1
    person = add_facilitator(
        db,
        actor,
        cohort_id=cohort.id,
        name="New",
        email="new@example.org",
        standing="pcn_staff",
        now=NOON,
    )
    place = place_of(db, db.get_one(Person, person))
    assert (place.role, place.state) == ("facilitator", "invited")


@pytest.mark.parametrize("how", ["no", "leave", "withdraw", "more seats", "no limit", "run out"])
def test_each_way_in_which_a_seat_is_free_offers_it_to_the_first_in_line(
    db: Session, how: str
) -> None:
    cohort = make_cohort(db, capacity=1)
    actor = make_facilitator(db, cohort)
    seated = make_member(db, cohort, state="joined" if how == "leave" else "invited")
    first, second = make_line(db, cohort, 2)
    now = NOON + timedelta(minutes=5)
    if how == "no":
        answer_invitation(db, seated, cohort_id=cohort.id, yes=False, now=now)
    elif how == "leave":
        leave(db, seated, cohort_id=cohort.id, now=now)
    elif how == "withdraw":
        withdraw(db, actor, cohort_id=cohort.id, person_id=seated.id, now=now)
    elif how == "run out":
        place = place_of(db, seated)
        place.state, place.offers, place.offered_until = "offered", 1, NOON
        db.flush()
        assert end_offers(db, now=now) == 1
    else:
        change_seats(
            db, cohort, capacity=2 if how == "more seats" else None, offer_hours=48, now=now
        )
    expected = "offered" if how == "no limit" else "waiting"
    assert states(db, [first, second]) == ["offered", expected]
    assert place_of(db, first).offered_until == now + timedelta(hours=48)
    letter = letters_of(db, "offer")[0]
    assert (letter.person_id, letter.cohort_id, letter.state) == (first.id, cohort.id, "due")
    assert letter.link_id is not None


def test_fewer_seats_than_people_take_nobodys_seat(db: Session) -> None:
    cohort = make_cohort(db, capacity=3)
    people = [make_member(db, cohort) for _ in range(3)]
    (waiting,) = make_line(db, cohort, 1)
    change_seats(db, cohort, capacity=1, offer_hours=48, now=NOON)
    leave(db, people[0], cohort_id=cohort.id, now=NOON)
    assert states(db, [*people, waiting]) == ["left", "joined", "joined", "waiting"]


def test_seats_and_hours_that_make_no_sense_are_refused(db: Session) -> None:
    cohort = make_cohort(db)
    for capacity in (0, -1, 5_001):
        with pytest.raises(CapacityWrong):
            change_seats(db, cohort, capacity=capacity, offer_hours=48, now=NOON)
    with pytest.raises(HoursWrong):
        change_seats(db, cohort, capacity=1, offer_hours=7, now=NOON)


def test_somebody_in_line_has_nothing_to_say_yes_to_and_gets_no_second_invitation(
    db: Session,
) -> None:
    cohort = make_cohort(db, capacity=1)
    make_member(db, cohort)
    (person,) = make_line(db, cohort, 1)
    with pytest.raises(StillInLine):
        answer_invitation(db, person, cohort_id=cohort.id, yes=True, now=NOON)
    with pytest.raises(InviteNotSent):
        invite_again(db, cohort_id=cohort.id, person_id=person.id, now=NOON + timedelta(days=2))
    again = [Newcomer(person.name, person.email or "")]
    actor = make_facilitator(db, cohort)
    added = add_people(db, actor, cohort_id=cohort.id, people=again, standing="pcn_staff", now=NOON)
    assert added == Added(invited=0, again=0, already=1)
    answer_invitation(db, person, cohort_id=cohort.id, yes=False, now=NOON)
    assert states(db, [person]) == ["declined"]
