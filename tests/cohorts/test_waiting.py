"""Seats, the line, and offers that run out; also with many people at the same moment."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from app.cohorts.actions.capacity import change_seats
from app.cohorts.actions.departure import leave, withdraw
from app.cohorts.actions.enrolment import Added, add_facilitator, add_people
from app.cohorts.actions.invitation import answer_invitation, invite_again
from app.cohorts.actions.seats import end_offers
from app.cohorts.errors import NotInvited
from app.cohorts.errors.seats import CapacityWrong, HoursWrong, InviteNotSent, StillInLine
from app.cohorts.kinds.seats import InLineKind, OfferKind
from app.cohorts.models import Cohort, Enrolment
from app.cohorts.queries.seats import place_in_line, seats_of
from app.people.actions.newcomers import Newcomer
from app.people.models import Person
from app.post.kinds import Draft, Lapse
from app.post.models import Letter
from app.post.rules import SIGN_IN_LINK
from tests.clock import NOON
from tests.conftest import CountStatements
from tests.make.cohorts import (
    make_cohort,
    make_enrolment,
    make_facilitator,
    make_line,
    make_member,
)
from tests.make.people import make_person

SITE = "http://learning.example"
AT_ONCE = 10
# After everybody in line has come.
LATER = NOON + timedelta(hours=1)


def states(db: Session, people: Sequence[Person]) -> list[str]:
    """How each of these people stands, in their order."""
    db.commit()
    found = {
        row.person_id: row.state for row in db.execute(select(Enrolment.person_id, Enrolment.state))
    }
    return [found[person.id] for person in people]


def place_of(db: Session, person: Person) -> Enrolment:
    """The one enrolment of a person as it stands now."""
    db.flush()
    found = select(Enrolment).where(Enrolment.person_id == person.id)
    return db.scalars(found, execution_options={"populate_existing": True}).one()


def letters_of(db: Session, kind: str) -> list[Letter]:
    """The letters of one kind, oldest first."""
    return list(db.scalars(select(Letter).where(Letter.kind == kind).order_by(Letter.id)))


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


def test_an_offer_is_answered_with_yes_or_passed_on_with_no(db: Session) -> None:
    cohort = make_cohort(db, capacity=1)
    make_facilitator(db, cohort)
    first, second = make_line(db, cohort, 2)
    change_seats(db, cohort, capacity=1, offer_hours=24, now=NOON)
    answer_invitation(db, first, cohort_id=cohort.id, yes=False, now=NOON)
    assert states(db, [first, second]) == ["declined", "offered"]
    for _ in range(2):
        assert answer_invitation(db, second, cohort_id=cohort.id, yes=True, now=NOON) == "joined"
    assert place_of(db, second).offered_until is None
    # The first changes their mind: all seats are taken, so they are in line again.
    assert answer_invitation(db, first, cohort_id=cohort.id, yes=True, now=NOON) == "waiting"
    assert place_in_line(db, place_of(db, first)) == 1


def test_a_yes_that_comes_late_counts_until_the_seat_has_gone_to_somebody_else(db: Session) -> None:
    cohort = make_cohort(db, capacity=1)
    first, second = make_line(db, cohort, 2)
    change_seats(db, cohort, capacity=1, offer_hours=24, now=NOON)
    late = NOON + timedelta(hours=25)
    assert answer_invitation(db, first, cohort_id=cohort.id, yes=True, now=late) == "joined"
    assert end_offers(db, now=late) == 0
    assert states(db, [first, second]) == ["joined", "waiting"]


def test_an_offer_that_runs_out_goes_to_the_next_and_after_the_second_out_of_the_line(
    db: Session,
) -> None:
    cohort = make_cohort(db, capacity=1)
    first, second = make_line(db, cohort, 2)
    change_seats(db, cohort, capacity=1, offer_hours=24, now=NOON)
    seen = []
    for day in range(1, 5):
        end_offers(db, now=NOON + timedelta(days=day))
        seen.append(tuple(states(db, [first, second])))
    assert seen == [
        ("waiting", "offered"),
        ("offered", "waiting"),
        ("withdrawn", "offered"),
        ("withdrawn", "withdrawn"),
    ]
    assert [letter.person_id for letter in letters_of(db, "offer")] == [
        first.id,
        second.id,
        first.id,
        second.id,
    ]
    assert {letter.state for letter in letters_of(db, "offer")} == {"lapsed"}


def test_whoever_is_rung_or_gets_paper_has_a_week_to_think(db: Session) -> None:
    cohort = make_cohort(db, capacity=1)
    (person,) = make_line(db, cohort, 1)
    person.phone, person.channel = "+442079460000", "call"
    db.flush()
    change_seats(db, cohort, capacity=1, offer_hours=24, now=NOON)
    assert place_of(db, person).offered_until == NOON + timedelta(days=7)


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


def test_the_letters_tell_the_end_of_an_offer_and_how_the_line_works(db: Session) -> None:
    cohort = make_cohort(db, name="Riverside neighbours", phone="020 7946 0000", capacity=1)
    actor = make_facilitator(db, cohort, name="Farah Bell")
    crowd = [Newcomer(f"Person {n}", f"p{n}@example.org") for n in range(2)]
    add_people(db, actor, cohort_id=cohort.id, people=crowd, standing="pcn_staff", now=NOON)
    (in_line,) = InLineKind().prepare(db, letters_of(db, "in_line"), site=SITE, now=NOON).values()
    assert isinstance(in_line, Draft)
    for words in ("Farah Bell would like to have you", SIGN_IN_LINK, "Nobody who comes later"):
        assert words in in_line.body
    change_seats(db, cohort, capacity=2, offer_hours=48, now=NOON)
    (gone,) = InLineKind().prepare(db, letters_of(db, "in_line"), site=SITE, now=NOON).values()
    assert isinstance(gone, Lapse)
    offers = letters_of(db, "offer")
    (offer,) = OfferKind().prepare(db, offers, site=SITE, now=NOON).values()
    assert isinstance(offer, Draft)
    for words in (
        "Friday 22 January 2027, 12pm (UK time)",
        "you go to the end of the line",
        "Saying no is fine",
        "Ring 020 7946 0000",
    ):
        assert words in offer.body
    late = NOON + timedelta(hours=48)
    (over,) = OfferKind().prepare(db, offers, site=SITE, now=late).values()
    assert isinstance(over, Lapse)


def test_an_offer_on_paper_holds_no_link(db: Session) -> None:
    cohort = make_cohort(db, capacity=1)
    person = make_person(db, email=None)
    make_enrolment(db, cohort, person, state="waiting").waiting_since = NOON
    db.flush()
    change_seats(db, cohort, capacity=1, offer_hours=48, now=NOON)
    (offer,) = OfferKind().prepare(db, letters_of(db, "offer"), site=SITE, now=NOON).values()
    assert isinstance(offer, Draft)
    assert SIGN_IN_LINK not in offer.body


def test_passing_on_many_seats_costs_no_more_statements_than_one(
    db: Session, count_statements: CountStatements
) -> None:
    sent = []
    for number in (1, 200):
        cohort = make_cohort(db, capacity=1)
        make_line(db, cohort, number)
        with count_statements() as statements:
            change_seats(db, cohort, capacity=number + 1, offer_hours=48, now=NOON)
        sent.append(len(statements))
    assert sent[0] == sent[1] <= 8


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
