"""A reminder is looked at again before it goes."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.cohorts.models import Enrolment
from app.gatherings.actions.remind import plan_reminders
from app.gatherings.kinds import ReminderKind
from app.gatherings.models import Gathering
from app.kit.db import new_id
from app.people.models import Person
from app.post.kinds import Draft, Lapse
from app.post.models import Letter
from tests.clock import NOON
from tests.conftest import CountStatements
from tests.gatherings.reminders.test_planning import START
from tests.make.cohorts import make_cohort, make_facilitator, make_member
from tests.make.desks import SITE, desk_at
from tests.make.gatherings import make_gathering


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
    return ReminderKind().prepare(db, [letter], desk_at(now))[letter.id]


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
        answers = ReminderKind().prepare(db, letters, desk_at(NOON + timedelta(days=4)))
    assert len(statements) == 4
    assert len(answers) == 2001
    drafts = [one for one in answers.values() if isinstance(one, Draft)]
    assert len(drafts) == 2001
    # What makes it cheap: one and the same text, and not two thousand that read alike.
    assert len({id(draft.subject) for draft in drafts}) == 1
