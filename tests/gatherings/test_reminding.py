"""Reminders: planned once for each person, and looked at again before they go."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier

import pytest
from sqlalchemy import func, select, text, update
from sqlalchemy.orm import Session, sessionmaker

from app.cohorts.actions.departure import leave
from app.cohorts.models import Enrolment
from app.gatherings.actions.bring import bring_sessions
from app.gatherings.actions.cancel import cancel_session
from app.gatherings.actions.remind import plan_reminders
from app.gatherings.errors import HasBegun
from app.gatherings.kinds import CancelledKind, ReminderKind
from app.gatherings.models import Gathering
from app.gatherings.queries.letters import letter_counts
from app.kit.db import new_id
from app.people.models import Person
from app.post.kinds import Draft, Lapse
from app.post.models import Letter
from tests.clock import NOON
from tests.conftest import CountStatements
from tests.make.cohorts import make_cohort, make_facilitator, make_member
from tests.make.gatherings import make_gathering

SITE = "http://learning.example"
START = NOON + timedelta(days=10)


def occurrences(db: Session, person: Person) -> dict[str, datetime]:
    """The reminders of a person with their moments."""
    mine = select(Letter).where(Letter.person_id == person.id, Letter.kind == "reminder")
    return {letter.occurrence: letter.due_at for letter in db.scalars(mine)}


def count_letters(db: Session) -> int:
    """How many letters there are."""
    return db.scalar(select(func.count()).select_from(Letter)) or 0


def test_everybody_who_joined_gets_each_reminder_once(db: Session) -> None:
    cohort = make_cohort(db)
    gathering = make_gathering(db, cohort, starts_at=START)
    joined = [make_member(db, cohort), make_facilitator(db, cohort)]
    for state in ("invited", "declined", "left"):
        make_member(db, cohort, state=state)
    on_paper = make_member(db, cohort, email=None)
    make_member(db, make_cohort(db))
    assert plan_reminders(db, NOON, gathering.id) == 9
    assert plan_reminders(db, NOON) == 0
    assert set(
        db.execute(select(Letter.channel, Letter.person_id == on_paper.id, Letter.cohort_id))
    ) == {("email", False, cohort.id), ("post", True, cohort.id)}
    for person in joined:
        assert sorted(occurrences(db, person)) == ["day_before", "hour_before", "week_before"]


def test_two_workers_planning_at_once_plan_each_letter_once(
    sessions: sessionmaker[Session],
) -> None:
    with sessions.begin() as db:
        cohort = make_cohort(db)
        make_gathering(db, cohort, starts_at=START)
        for _ in range(50):
            make_member(db, cohort)
    together = Barrier(2)

    def tick(_: int) -> int:
        together.wait(10)
        with sessions.begin() as db:
            return plan_reminders(db, NOON)

    with ThreadPoolExecutor(2) as pool:
        assert sum(pool.map(tick, range(2))) == 150


def test_somebody_who_joins_late_is_reminded_of_what_is_ahead(db: Session) -> None:
    cohort = make_cohort(db)
    make_gathering(db, cohort, starts_at=START)
    early = make_member(db, cohort)
    plan_reminders(db, NOON)
    late = make_member(db, cohort)
    now = START - timedelta(hours=20)
    assert plan_reminders(db, now) == 1
    assert occurrences(db, late) == {"hour_before": START - timedelta(hours=1)}
    assert len(occurrences(db, early)) == 3


def test_a_session_planned_at_short_notice_sends_one_letter_and_no_reminder_beside_it(
    db: Session,
) -> None:
    cohort = make_cohort(db)
    person = make_member(db, cohort)
    make_gathering(db, cohort, starts_at=NOON + timedelta(minutes=30))
    plan_reminders(db, NOON)
    assert bring_sessions(db, NOON) == 1
    letters = select(Letter.kind).where(Letter.person_id == person.id, Letter.due_at <= NOON)
    assert list(db.scalars(letters)) == ["session"]


@pytest.mark.parametrize("after", [timedelta(0), timedelta(minutes=5)])
def test_nothing_is_planned_once_a_session_has_begun(db: Session, after: timedelta) -> None:
    cohort = make_cohort(db)
    make_member(db, cohort)
    make_gathering(db, cohort, starts_at=START)
    assert plan_reminders(db, START + after) == 0


def test_somebody_who_left_and_came_back_is_reminded_again(db: Session) -> None:
    cohort = make_cohort(db)
    person = make_member(db, cohort)
    make_gathering(db, cohort, starts_at=START)
    plan_reminders(db, NOON)
    db.execute(update(Letter).values(state="lapsed", reason="They left."))
    assert plan_reminders(db, NOON) == 3
    states = db.scalars(select(Letter.state).where(Letter.person_id == person.id)).all()
    assert states == ["due"] * 3


def test_a_tick_that_finds_nothing_new_locks_no_letter(sessions: sessionmaker[Session]) -> None:
    with sessions.begin() as db:
        cohort = make_cohort(db)
        make_member(db, cohort)
        make_gathering(db, cohort, starts_at=START)
        plan_reminders(db, NOON)
    with sessions() as first, sessions() as second:
        plan_reminders(first, NOON)
        second.execute(text("SET LOCAL lock_timeout = '200ms'"))
        changed = second.execute(update(Letter).values(tries=1))
        assert changed.rowcount == 3  # type: ignore[attr-defined]


def test_planning_costs_two_statements_for_any_number(
    db: Session, count_statements: CountStatements
) -> None:
    for number in (2, 30):
        cohort = make_cohort(db)
        for _ in range(number):
            make_member(db, cohort)
            make_gathering(db, cohort, starts_at=START)
        with count_statements() as statements:
            plan_reminders(db, NOON)
        assert len(statements) == 2


def reminder(db: Session, state: str = "joined") -> Letter:
    """The day-before reminder of one person."""
    cohort = make_cohort(db, phone="020 7946 0000", name="Riverside neighbours")
    make_facilitator(db, cohort, name="Farah Bell")
    gathering = make_gathering(db, cohort, starts_at=START, place="Community hall")
    person = make_member(db, cohort, state=state)
    letter = Letter(
        person_id=person.id,
        kind="reminder",
        about_id=gathering.id,
        occurrence="day_before",
        due_at=START - timedelta(days=1),
        created_at=NOON,
    )
    db.add(letter)
    db.flush()
    return letter


def answer(db: Session, letter: Letter, now: datetime) -> Draft | Lapse:
    """What becomes of the letter at the moment of sending."""
    return ReminderKind().prepare(db, [letter], site=SITE, now=now)[letter.id]


def test_the_reminder_says_when_in_the_cohorts_zone_where_and_how_to_say_sorry(
    db: Session,
) -> None:
    letter = reminder(db)
    draft = answer(db, letter, letter.due_at)
    assert isinstance(draft, Draft)
    assert draft.subject == "Tomorrow at 12pm: First meeting"
    for words in (
        "Hello Amina Example",
        "Saturday 30 January 2027, 12pm (UK time)",
        "Community hall",
        f"{SITE}/sessions/{letter.about_id}/room (open from 15 minutes before the start)",
        "If you cannot come, that is fine",
        "Ring 020 7946 0000 and ask for Farah Bell",
        f"{SITE}/sessions/{letter.about_id}",
    ):
        assert words in draft.body


@pytest.mark.parametrize("state", ["left", "declined", "invited"])
def test_a_reminder_lapses_for_those_who_are_not_in_the_cohort(db: Session, state: str) -> None:
    letter = reminder(db, state=state)
    assert isinstance(answer(db, letter, letter.due_at), Lapse)


def test_a_reminder_lapses_once_the_session_has_begun(db: Session) -> None:
    letter = reminder(db)
    late = answer(db, letter, START)
    assert late == Lapse("The session had begun before the letter could go.")


def test_a_reminder_lapses_when_a_later_one_takes_its_place(db: Session) -> None:
    letter = reminder(db)
    assert isinstance(answer(db, letter, START - timedelta(hours=2)), Draft)
    assert isinstance(answer(db, letter, START - timedelta(minutes=30)), Lapse)


def test_a_reminder_lapses_when_the_session_is_called_off_or_gone(db: Session) -> None:
    letter = reminder(db)
    db.execute(update(Gathering).values(state="cancelled"))
    db.expire_all()
    assert answer(db, letter, NOON) == Lapse("The session was called off.")
    letter.about_id = new_id()
    db.flush()
    assert answer(db, letter, NOON) == Lapse("The session does not exist any more.")


def test_calling_off_lets_reminders_lapse_and_tells_everybody_once(db: Session) -> None:
    cohort = make_cohort(db)
    facilitator = make_facilitator(db, cohort)
    gathering = make_gathering(db, cohort, starts_at=START)
    person = make_member(db, cohort)
    make_member(db, cohort, state="invited")
    plan_reminders(db, NOON)
    for _ in range(2):
        cancel_session(db, facilitator, gathering_id=gathering.id, now=NOON)
    rows = db.execute(
        select(Letter.kind, Letter.state, func.count()).group_by(Letter.kind, Letter.state)
    )
    assert {(kind, state): number for kind, state, number in rows} == {
        ("reminder", "lapsed"): 6,
        ("cancelled", "due"): 2,
    }
    assert plan_reminders(db, NOON) == 0
    letters = db.scalars(select(Letter).where(Letter.kind == "cancelled")).all()
    db.expire_all()
    drafts = CancelledKind().prepare(db, letters, site=SITE, now=NOON)
    draft = next(drafts[letter.id] for letter in letters if letter.person_id == person.id)
    assert isinstance(draft, Draft)
    assert draft.subject == "Called off: First meeting"
    late = CancelledKind().prepare(db, letters, site=SITE, now=gathering.ends_at)
    assert all(isinstance(answer, Lapse) for answer in late.values())


def test_a_session_that_has_begun_cannot_be_called_off(db: Session) -> None:
    cohort = make_cohort(db)
    facilitator = make_facilitator(db, cohort)
    gathering = make_gathering(db, cohort, starts_at=START)
    with pytest.raises(HasBegun):
        cancel_session(db, facilitator, gathering_id=gathering.id, now=START)


def test_two_presses_at_once_call_off_once(sessions: sessionmaker[Session]) -> None:
    with sessions.begin() as db:
        cohort = make_cohort(db)
        facilitator = make_facilitator(db, cohort)
        gathering = make_gathering(db, cohort, starts_at=START)
    together = Barrier(2)

    def press(_: int) -> None:
        together.wait(10)
        with sessions.begin() as db:
            cancel_session(db, facilitator, gathering_id=gathering.id, now=NOON)

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(press, range(2)))
    with sessions() as db:
        assert count_letters(db) == 1


def test_a_facilitator_sees_what_became_of_the_letters(db: Session) -> None:
    cohort = make_cohort(db)
    gathering = make_gathering(db, cohort, starts_at=START)
    people = [make_member(db, cohort) for _ in range(3)]
    plan_reminders(db, NOON)
    week = (Letter.occurrence == "week_before", Letter.person_id == people[0].id)
    db.execute(update(Letter).where(*week).values(state="sent"))
    leave(db, people[1], cohort_id=cohort.id, now=NOON)
    found = [
        (count.occurrence, count.fate, count.letters) for count in letter_counts(db, gathering.id)
    ]
    assert found == [
        ("week_before", "lapsed", 1),
        ("week_before", "sent", 1),
        ("week_before", "waiting", 1),
        ("day_before", "lapsed", 1),
        ("day_before", "waiting", 2),
        ("hour_before", "lapsed", 1),
        ("hour_before", "waiting", 2),
    ]


def test_many_letters_cost_four_statements_and_one_writing_of_their_text(
    db: Session, count_statements: CountStatements
) -> None:
    cohort = make_cohort(db)
    facilitator = make_facilitator(db, cohort)
    gathering = make_gathering(db, cohort, starts_at=START)
    people = [
        Person(name=f"P {n}", email=f"p{n}@example.org", roles=[], created_at=NOON)
        for n in range(2000)
    ]
    db.add_all(people)
    db.flush()
    db.add_all(
        Enrolment(
            cohort_id=cohort.id,
            person_id=person.id,
            role="participant",
            standing="pcn_staff",
            state="joined",
            added_at=NOON,
            added_by_id=facilitator.id,
        )
        for person in people
    )
    db.flush()
    plan_reminders(db, NOON, gathering.id)
    letters = db.scalars(select(Letter).where(Letter.occurrence == "week_before")).all()
    with count_statements() as statements:
        answers = ReminderKind().prepare(db, letters, site=SITE, now=NOON + timedelta(days=4))
    assert len(statements) == 4
    assert len(answers) == 2001
    drafts = [one for one in answers.values() if isinstance(one, Draft)]
    assert len(drafts) == 2001
    # What makes it cheap: one and the same text, and not two thousand that read alike.
    assert len({id(draft.subject) for draft in drafts}) == 1
