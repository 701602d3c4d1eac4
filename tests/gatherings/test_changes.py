"""Changing a session: people are told once of what they must know, and reminders go along."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.gatherings.actions.cancel import cancel_session
from app.gatherings.actions.remind import plan_reminders
from app.gatherings.kinds.changed import MovedKind
from app.gatherings.models import Gathering, GatheringChange
from app.post.models import Letter
from app.progress.models import SessionEnd
from tests.clock import NOON
from tests.conftest import CountStatements
from tests.gatherings.changing import change_to, draft, letters, states
from tests.make.cohorts import make_cohort, make_facilitator, make_member
from tests.make.desks import desk_at
from tests.make.gatherings import make_gathering
from tests.make.progress import make_way

# Saturday 30 January 2027, 12pm in London.
START = NOON + timedelta(days=10)


def test_moving_a_session_tells_each_person_once_what_it_was_and_what_it_is(db: Session) -> None:
    cohort = make_cohort(db)
    farah, amina = make_facilitator(db, cohort), make_member(db, cohort)
    away = make_member(db, cohort, state="left")
    gathering = make_gathering(db, cohort, starts_at=START)
    done = change_to(db, farah, gathering, cohort, clock=time(14, 30))
    assert (done.anything, done.told) == (True, True)
    assert gathering.starts_at == START + timedelta(hours=2, minutes=30)
    assert (gathering.sequence, gathering.moves, gathering.changed_at) == (1, 1, NOON)
    assert states(db, amina, "moved") == states(db, farah, "moved") == {"1": "due"}
    assert letters(db, away, "moved") == []
    (letter,) = letters(db, amina, "moved")
    assert letter.cohort_id == cohort.id
    told = draft(db, MovedKind(), letter)
    assert told.subject == "New time: First meeting"
    for words in (
        "When, before: Saturday 30 January 2027, 12pm to 1pm (UK time)",
        "When, now: Saturday 30 January 2027, 2:30pm to 3:30pm (UK time)",
        "Your reminders go by the new time.",
        f"http://learning.example/sessions/{gathering.id}",
    ):
        assert words in told.body
    assert told.short.startswith("New time: Saturday 30 January 2027, 2:30pm to 3:30pm (UK time)")
    assert told.calendar is not None
    assert "SEQUENCE:1" in told.calendar
    assert "METHOD:REQUEST" in told.calendar


def test_the_letter_goes_by_the_way_each_person_chose(db: Session) -> None:
    cohort = make_cohort(db)
    farah = make_facilitator(db, cohort)
    on_paper = make_member(db, cohort, email=None)
    gathering = make_gathering(db, cohort, starts_at=START)
    change_to(db, farah, gathering, cohort, place="The library")
    assert [letter.channel for letter in letters(db, on_paper, "moved")] == ["post"]


def test_words_put_right_are_told_to_nobody_but_raise_the_number_of_calendars(db: Session) -> None:
    cohort = make_cohort(db)
    farah = make_facilitator(db, cohort)
    gathering = make_gathering(db, cohort, starts_at=START)
    plan_reminders(db, NOON)
    before = states(db, farah, "reminder")
    done = change_to(db, farah, gathering, cohort, title="First meeting!", about="We meet.")
    assert (done.anything, done.told) == (True, False)
    assert (gathering.sequence, gathering.moves) == (1, 0)
    assert letters(db, farah, "moved") == []
    assert states(db, farah, "reminder") == before


def test_saving_without_a_change_does_nothing(db: Session) -> None:
    cohort = make_cohort(db)
    farah = make_facilitator(db, cohort)
    gathering = make_gathering(db, cohort, starts_at=START)
    assert not change_to(db, farah, gathering, cohort).anything
    assert (gathering.sequence, gathering.changed_at) == (0, None)
    assert db.scalar(select(func.count()).select_from(GatheringChange)) == 0


@pytest.mark.parametrize(
    ("change", "label", "now"),
    [
        ({"how": "blended"}, "How", "Online and in person"),
        ({"place": "The library"}, "Where", "The library"),
        ({"link": ""}, "Online", "none"),
        ({"phone": "020 7946 0001"}, "By phone", "020 7946 0001"),
    ],
)
def test_people_hear_of_another_way_place_link_or_number(
    db: Session, change: dict[str, Any], label: str, now: str
) -> None:
    cohort = make_cohort(db)
    farah = make_facilitator(db, cohort)
    gathering = make_gathering(db, cohort, starts_at=START)
    change_to(db, farah, gathering, cohort, **change)
    (letter,) = letters(db, farah, "moved")
    told = draft(db, MovedKind(), letter)
    assert told.subject == "Changed: First meeting"
    assert f"{label}, now: {now}" in told.body
    assert gathering.moves == 0


def test_a_move_plans_the_reminders_of_the_new_start_and_lets_the_old_ones_lapse(
    db: Session,
) -> None:
    cohort = make_cohort(db)
    farah = make_facilitator(db, cohort)
    gathering = make_gathering(db, cohort, starts_at=START)
    plan_reminders(db, NOON)
    change_to(db, farah, gathering, cohort, day=date(2027, 2, 6))
    assert states(db, farah, "reminder") == {
        "week_before": "lapsed",
        "day_before": "lapsed",
        "hour_before": "lapsed",
        "week_before.1": "due",
        "day_before.1": "due",
        "hour_before.1": "due",
    }
    dues = {letter.occurrence: letter.due_at for letter in letters(db, farah, "reminder")}
    assert dues["day_before.1"] == datetime(2027, 2, 5, 12, 0, tzinfo=UTC)


def test_a_shorter_session_is_told_once_and_plans_no_reminder_again(db: Session) -> None:
    cohort = make_cohort(db)
    farah = make_facilitator(db, cohort)
    gathering = make_gathering(db, cohort, starts_at=START)
    plan_reminders(db, NOON)
    change_to(db, farah, gathering, cohort, minutes=45)
    assert gathering.ends_at == START + timedelta(minutes=45)
    assert gathering.moves == 0
    assert states(db, farah, "moved") == {"1": "due"}
    assert set(states(db, farah, "reminder").values()) == {"due"}
    assert len(states(db, farah, "reminder")) == 3


def test_the_end_that_steps_wait_for_moves_with_the_session_and_its_module(db: Session) -> None:
    way = make_way(db)
    first = way.modules[0]
    farah = make_facilitator(db, way.cohort)
    gathering = make_gathering(db, way.cohort, starts_at=START, module_id=first.id)
    change_to(db, farah, gathering, way.cohort, minutes=90)
    ends = select(SessionEnd.module_key, SessionEnd.ends_at)
    assert [tuple(row) for row in db.execute(ends)] == [(first.key, START + timedelta(minutes=90))]
    change_to(db, farah, gathering, way.cohort, module_id=None)
    assert db.execute(ends).all() == []


@pytest.mark.parametrize("people", [2, 40])
def test_a_change_costs_the_same_however_many_people(
    db: Session, count_statements: CountStatements, people: int
) -> None:
    cohort = make_cohort(db)
    farah = make_facilitator(db, cohort)
    for _ in range(people):
        make_member(db, cohort)
    gathering = make_gathering(db, cohort, starts_at=START)
    plan_reminders(db, NOON)
    with count_statements() as statements:
        change_to(db, farah, gathering, cohort, clock=time(15, 0))
    assert len(statements) == 9
    waiting = db.scalars(select(Letter).where(Letter.kind == "moved")).all()
    with count_statements() as statements:
        MovedKind().prepare(db, waiting, desk_at(NOON))
    assert len(statements) == 5


def test_calling_off_raises_the_number_that_calendars_go_by(db: Session) -> None:
    cohort = make_cohort(db)
    farah = make_facilitator(db, cohort)
    gathering = make_gathering(db, cohort, starts_at=START)
    for _ in range(2):
        cancel_session(db, farah, gathering_id=gathering.id, now=NOON)
    found = db.execute(select(Gathering.sequence, Gathering.changed_at)).one()
    assert tuple(found) == (1, NOON)
