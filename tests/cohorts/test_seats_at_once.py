"""No seat is given twice, however many come and go at the same moment."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session, sessionmaker

from app.cohorts.actions.capacity import change_seats
from app.cohorts.actions.departure import leave
from app.cohorts.actions.enrolment import add_people
from app.cohorts.actions.invitation import answer_invitation
from app.cohorts.actions.joining import join_by_key
from app.cohorts.actions.seats import end_offers
from app.cohorts.errors import NotInvited
from app.cohorts.errors.seats import (
    KeyUsedUp,
    StillInLine,
)
from app.cohorts.models import Cohort, Enrolment
from app.cohorts.queries.seats import seats_of
from app.cohorts.rules import JOINED, WAITING
from app.people.actions.newcomers import Newcomer
from app.people.models import Person
from tests.clock import NOON
from tests.cohorts.kept import letters_of, states, used
from tests.make.cohorts import (
    make_cohort,
    make_facilitator,
    make_line,
    make_member,
    make_word,
)
from tests.make.people import make_person

AT_ONCE = 10


# After everybody in line has come.
LATER = NOON + timedelta(hours=1)


def each_at_once(
    sessions: sessionmaker[Session], people: Sequence[Person], do: Callable[[Session, UUID], object]
) -> None:
    """Do something for each person in a transaction of its own, many at the same moment."""
    start = Barrier(min(AT_ONCE, len(people)))

    def run(number: int, person: Person) -> None:
        if number < AT_ONCE:
            start.wait(20)
        with sessions.begin() as db:
            do(db, person.id)

    with ThreadPoolExecutor(AT_ONCE) as pool:
        for future in [pool.submit(run, *one) for one in enumerate(people)]:
            future.result(60)


def fifty_at_once(
    sessions: sessionmaker[Session], press: Callable[[Session, Person], object]
) -> int:
    """Let fifty new people press at the same moment; returns how many were refused."""
    with sessions.begin() as db:
        people = [make_person(db) for _ in range(50)]
    start = Barrier(10)

    def run(number: int) -> bool:
        if number < 10:
            start.wait(20)
        try:
            with sessions.begin() as db:
                press(db, people[number])
        except KeyUsedUp:
            return True
        return False

    with ThreadPoolExecutor(10) as pool:
        return sum(pool.map(run, range(50)))


def test_the_cap_holds_when_fifty_press_at_once(sessions: sessionmaker[Session]) -> None:
    with sessions.begin() as db:
        make_word(db, make_cohort(db), cap=12)
    refused = fifty_at_once(
        sessions, lambda db, person: join_by_key(db, person, word="bcdfghjk", now=NOON)
    )
    assert refused == 38
    with sessions() as db:
        assert used(db) == 12
        assert db.scalar(select(func.count()).where(Enrolment.state == JOINED)) == 12


def test_the_seats_hold_when_fifty_press_at_once(sessions: sessionmaker[Session]) -> None:
    with sessions.begin() as db:
        make_word(db, make_cohort(db, capacity=12))
    fifty_at_once(sessions, lambda db, person: join_by_key(db, person, word="bcdfghjk", now=NOON))
    with sessions() as db:
        counts = select(Enrolment.state, func.count()).group_by(Enrolment.state)
        assert {row[0]: row[1] for row in db.execute(counts)} == {JOINED: 12, WAITING: 38}


def full_cohort(
    sessions: sessionmaker[Session], *, seated: int, waiting: int
) -> tuple[Cohort, list[Person], list[Person]]:
    """A cohort without a free seat, with people in line; committed."""
    with sessions.begin() as db:
        cohort = make_cohort(db, capacity=seated)
        people = [make_member(db, cohort) for _ in range(seated)]
        line = make_line(db, cohort, waiting)
    return cohort, people, line


def test_twenty_leave_at_once_and_the_first_twenty_in_line_get_their_seats(
    sessions: sessionmaker[Session],
) -> None:
    cohort, people, line = full_cohort(sessions, seated=20, waiting=30)
    actors = {person.id: person for person in people}
    each_at_once(
        sessions, people, lambda db, who: leave(db, actors[who], cohort_id=cohort.id, now=NOON)
    )
    with sessions() as db:
        assert states(db, people) == ["left"] * 20
        assert states(db, line) == ["offered"] * 20 + ["waiting"] * 10
        assert seats_of(db, cohort.id).taken == 20
        assert {letter.person_id for letter in letters_of(db, "offer")} == {
            person.id for person in line[:20]
        }


def test_people_come_and_go_at_once_and_no_seat_is_given_twice(
    sessions: sessionmaker[Session],
) -> None:
    cohort, people, line = full_cohort(sessions, seated=10, waiting=5)
    with sessions.begin() as db:
        actor = make_facilitator(db, cohort)
        late = [make_person(db) for _ in range(10)]
    everybody = {person.id: person for person in (*people, *late)}

    def do(db: Session, who: UUID) -> None:
        person = everybody[who]
        if person in people:
            leave(db, person, cohort_id=cohort.id, now=LATER)
        else:
            new = [Newcomer(person.name, person.email or "")]
            add_people(db, actor, cohort_id=cohort.id, people=new, standing="pcn_staff", now=LATER)

    mixed = [one for pair in zip(people, late, strict=True) for one in pair]
    each_at_once(sessions, mixed, do)
    with sessions() as db:
        seats = seats_of(db, cohort.id)
        assert (seats.taken, seats.waiting) == (10, 5)
        # Those who were in line before all others have a seat.
        assert states(db, line) == ["offered"] * 5
        assert set(states(db, late)) <= {"invited", "offered", "waiting"}


def test_a_yes_at_the_moment_an_offer_runs_out_gives_one_seat_to_one_person(
    sessions: sessionmaker[Session],
) -> None:
    with sessions.begin() as db:
        cohort = make_cohort(db, capacity=1)
        first, second = make_line(db, cohort, 2)
        change_seats(db, cohort, capacity=1, offer_hours=24, now=NOON)
    late = NOON + timedelta(hours=24)

    def do(db: Session, who: UUID) -> None:
        if who == second.id:
            end_offers(db, now=late)
            return
        try:
            answer_invitation(db, first, cohort_id=cohort.id, yes=True, now=late)
        except (StillInLine, NotInvited):
            db.rollback()

    each_at_once(sessions, [first, second], do)
    with sessions() as db:
        assert states(db, [first, second]) in (["joined", "waiting"], ["waiting", "offered"])
