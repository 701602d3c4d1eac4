"""Saying whether one comes; where there is room for a number only, others wait in order."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier
from uuid import uuid4

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session, sessionmaker

from app.cohorts.models import Cohort, Enrolment
from app.gatherings.actions.remind import plan_reminders
from app.gatherings.actions.replies import reply_to_session
from app.gatherings.actions.seats import pass_on_seats
from app.gatherings.errors.replies import NeedsTooLong, RepliesClosed, ReplyNeeded
from app.gatherings.kinds import ReminderKind
from app.gatherings.kinds.seat import SeatKind
from app.gatherings.models import Gathering, Reply
from app.gatherings.queries.replies import replies_page, reply_counts
from app.gatherings.rules.replies import answer_for
from app.kit.errors import NotFound
from app.people.models import Person
from app.post.kinds import Lapse
from app.post.models import Letter
from tests.clock import NOON
from tests.conftest import CountStatements
from tests.gatherings.changing import change_to, draft, letters, said, states
from tests.make.cohorts import make_cohort, make_facilitator, make_member
from tests.make.gatherings import enrolment_of, make_gathering, make_reply

START = NOON + timedelta(days=10)
NO_REMINDER = "They said that they cannot come."


def reply(
    db: Session,
    gathering: Gathering,
    person: Person,
    answer: str = "coming",
    *,
    needs: str = "",
    by: Person | None = None,
    now: datetime = NOON,
) -> str:
    """What somebody says, entered by themselves or by another."""
    return reply_to_session(
        db,
        by or person,
        gathering_id=gathering.id,
        enrolment_id=enrolment_of(db, gathering, person),
        answer=answer,
        needs=needs,
        now=now,
    )


def answers(db: Session, gathering: Gathering) -> dict[str, str]:
    """What people said, by name."""
    rows = db.execute(
        select(Person.name, Reply.answer)
        .join(Enrolment, Enrolment.id == Reply.enrolment_id)
        .join(Person, Person.id == Enrolment.person_id)
        .where(Reply.gathering_id == gathering.id)
    )
    return {row.name: row.answer for row in rows}


def test_an_answer_is_kept_with_what_the_person_needs_and_can_change(db: Session) -> None:
    cohort = make_cohort(db)
    amina = make_member(db, cohort)
    gathering = make_gathering(db, cohort, starts_at=START)
    assert reply(db, gathering, amina, needs="  Captions,\r\na seat near the door ") == "coming"
    assert reply(db, gathering, amina, "sorry", now=NOON + timedelta(hours=1)) == "sorry"
    assert reply(db, gathering, amina, needs="Captions", now=NOON + timedelta(hours=2)) == "coming"
    kept = db.scalars(select(Reply)).one()
    assert (kept.answer, kept.access_needs, kept.answered_by_id, kept.answered_at) == (
        "coming",
        "Captions",
        amina.id,
        NOON + timedelta(hours=2),
    )


def test_a_facilitator_enters_it_for_somebody_who_rang(db: Session) -> None:
    cohort = make_cohort(db)
    farah, amina = make_facilitator(db, cohort), make_member(db, cohort, email=None)
    gathering = make_gathering(db, cohort, starts_at=START)
    reply(db, gathering, amina, "sorry", by=farah)
    (line,) = [one for one in replies_page(db, gathering, 1).rows if one.name == amina.name]
    assert (line.answer, line.entered_by) == ("sorry", "Farah Facilitator")


def test_whoever_cannot_come_gets_no_reminders_and_gets_them_back_with_a_yes(db: Session) -> None:
    cohort = make_cohort(db)
    amina, ben = make_member(db, cohort), make_member(db, cohort, name="Ben Example")
    gathering = make_gathering(db, cohort, starts_at=START)
    plan_reminders(db, NOON)
    reply(db, gathering, amina, "sorry")
    mine = letters(db, amina, "reminder")
    assert {(one.state, one.reason) for one in mine} == {("lapsed", NO_REMINDER)}
    assert set(states(db, ben, "reminder").values()) == {"due"}
    assert plan_reminders(db, NOON) == 0
    reply(db, gathering, amina)
    assert set(states(db, amina, "reminder").values()) == {"due"}
    kept = db.scalars(select(Reply)).one()
    kept.answer = "sorry"
    moment = mine[0].due_at
    assert said(db, ReminderKind(), letters(db, amina, "reminder")[0], moment) == Lapse(NO_REMINDER)


@pytest.mark.parametrize(
    ("answer", "needs", "refusal"),
    [
        ("perhaps", "", ReplyNeeded),
        ("waiting", "", ReplyNeeded),
        ("coming", "x" * 501, NeedsTooLong),
    ],
)
def test_what_is_no_answer_is_refused(
    db: Session, answer: str, needs: str, refusal: type[Exception]
) -> None:
    cohort = make_cohort(db)
    amina = make_member(db, cohort)
    gathering = make_gathering(db, cohort, starts_at=START)
    with pytest.raises(refusal):
        reply(db, gathering, amina, answer, needs=needs)
    assert answers(db, gathering) == {}


def test_there_is_nothing_to_answer_once_it_has_begun_or_is_off(db: Session) -> None:
    cohort = make_cohort(db)
    amina = make_member(db, cohort)
    gathering = make_gathering(db, cohort, starts_at=START)
    with pytest.raises(RepliesClosed):
        reply(db, gathering, amina, now=START)
    off = make_gathering(db, cohort, starts_at=START, state="cancelled")
    with pytest.raises(RepliesClosed):
        reply(db, off, amina)


@pytest.mark.parametrize("state", ["invited", "declined", "left"])
def test_only_people_in_the_cohort_answer(db: Session, state: str) -> None:
    cohort = make_cohort(db)
    gathering = make_gathering(db, cohort, starts_at=START)
    person = make_member(db, cohort, state=state)
    with pytest.raises(NotFound):
        reply(db, gathering, person)
    with pytest.raises(NotFound):
        reply_to_session(
            db,
            person,
            gathering_id=uuid4(),
            enrolment_id=uuid4(),
            answer="coming",
            needs="",
            now=NOON,
        )


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
    assert pass_on_seats(db, NOON) == 0
    gone = [enrolment_of(db, gathering, person) for person in (ann, cy)]
    db.execute(update(Enrolment).where(Enrolment.id.in_(gone)).values(state="left"))
    assert pass_on_seats(db, NOON) == 1
    assert pass_on_seats(db, NOON) == 0
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


def test_the_last_place_is_given_once_however_many_ask_at_the_same_moment(
    sessions: sessionmaker[Session],
) -> None:
    with sessions.begin() as db:
        cohort = make_cohort(db)
        gathering = make_gathering(db, cohort, starts_at=START)
        gathering.capacity = 3
        people = [make_member(db, cohort) for _ in range(8)]
    together = Barrier(8)

    def ask(person: Person) -> str:
        together.wait(10)
        with sessions.begin() as db:
            return reply(db, gathering, person)

    with ThreadPoolExecutor(8) as pool:
        said = sorted(pool.map(ask, people))
    assert said == ["coming"] * 3 + ["waiting"] * 5


def test_places_given_up_at_the_same_moment_go_to_different_people_each_told_once(
    sessions: sessionmaker[Session],
) -> None:
    with sessions.begin() as db:
        cohort = make_cohort(db)
        gathering = make_gathering(db, cohort, starts_at=START)
        gathering.capacity = 4
        coming = [make_member(db, cohort) for _ in range(4)]
        line = [make_member(db, cohort) for _ in range(6)]
        for person in coming:
            make_reply(db, gathering, person)
        for place, person in enumerate(line):
            since = NOON + timedelta(minutes=place)
            make_reply(db, gathering, person, answer="waiting", waiting_since=since)
    together = Barrier(4)

    def give_up(person: Person) -> None:
        together.wait(10)
        with sessions.begin() as db:
            reply(db, gathering, person, "sorry", now=NOON + timedelta(hours=1))

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(give_up, coming))
    with sessions() as db:
        told = db.scalars(select(Letter.person_id).where(Letter.kind == "seat")).all()
        assert sorted(told) == sorted(person.id for person in line[:4])
        assert (
            db.scalar(select(func.count()).select_from(Reply).where(Reply.answer == "coming")) == 4
        )


@pytest.mark.parametrize("people", [3, 60])
def test_answers_are_counted_and_paged_in_three_statements(
    db: Session, count_statements: CountStatements, people: int
) -> None:
    cohort = make_cohort(db)
    gathering = make_gathering(db, cohort, starts_at=START)
    members = [make_member(db, cohort) for _ in range(people)]
    make_reply(db, gathering, members[0], needs="Captions")
    make_reply(db, gathering, members[1], answer="sorry")
    make_member(db, cohort, state="left")
    with count_statements() as statements:
        counts = reply_counts(db, gathering)
        page = replies_page(db, gathering, 1)
    assert len(statements) == 3
    assert counts == {"coming": 1, "waiting": 0, "sorry": 1, "": people - 2}
    assert [line.answer for line in page.rows[:3]] == ["coming", "sorry", ""]
    assert page.rows[0].needs == "Captions"
    assert len(page.rows) == min(people, 50)
