"""Changing a session: people are told once of what they must know, and reminders go along."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from threading import Barrier
from typing import Any

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session, sessionmaker

from app.gatherings import errors
from app.gatherings.actions.cancel import cancel_session
from app.gatherings.actions.change import change_session
from app.gatherings.actions.remind import plan_reminders
from app.gatherings.errors import changes as refusals
from app.gatherings.kinds.changed import MovedKind
from app.gatherings.kinds.heard import BACK, KNOWN
from app.gatherings.models import Gathering, GatheringChange
from app.gatherings.rules import CALLED_OFF
from app.gatherings.rules.changes import NEWER
from app.kit.db import new_id
from app.kit.errors import NotFound
from app.kit.times import NoSuchTime
from app.post.kinds import Lapse
from app.post.models import Letter
from app.progress.models import SessionEnd
from tests.clock import NOON
from tests.conftest import CountStatements
from tests.gatherings.changing import as_it_is, change_to, draft, letters, said, states
from tests.make.cohorts import make_cohort, make_facilitator, make_member
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


def test_a_second_change_before_the_first_letter_left_makes_one_letter_of_both(
    db: Session,
) -> None:
    cohort = make_cohort(db)
    farah = make_facilitator(db, cohort)
    gathering = make_gathering(db, cohort, starts_at=START)
    change_to(db, farah, gathering, cohort, clock=time(13, 0))
    change_to(db, farah, gathering, cohort, clock=time(15, 0), now=NOON + timedelta(minutes=1))
    first, second = letters(db, farah, "moved")
    assert (first.state, first.reason) == ("lapsed", NEWER)
    told = draft(db, MovedKind(), second, NOON + timedelta(minutes=2))
    assert "before: Saturday 30 January 2027, 12pm to 1pm" in told.body
    assert "now: Saturday 30 January 2027, 3pm to 4pm" in told.body


def test_a_letter_that_was_on_its_way_is_taken_as_read_by_the_next(db: Session) -> None:
    cohort = make_cohort(db)
    farah, amina = make_facilitator(db, cohort), make_member(db, cohort)
    gathering = make_gathering(db, cohort, starts_at=START)
    change_to(db, farah, gathering, cohort, clock=time(13, 0))
    sent = update(Letter).where(Letter.kind == "moved", Letter.person_id == amina.id)
    db.execute(sent.values(state="sent"))
    change_to(db, farah, gathering, cohort, clock=time(15, 0), now=NOON + timedelta(minutes=1))
    told = draft(db, MovedKind(), letters(db, amina, "moved")[-1])
    assert "before: Saturday 30 January 2027, 1pm to 2pm" in told.body
    other = draft(db, MovedKind(), letters(db, farah, "moved")[-1])
    assert "before: Saturday 30 January 2027, 12pm to 1pm" in other.body


def test_a_change_taken_back_is_news_only_to_those_who_heard_of_it(db: Session) -> None:
    cohort = make_cohort(db)
    farah, amina = make_facilitator(db, cohort), make_member(db, cohort)
    gathering = make_gathering(db, cohort, starts_at=START)
    change_to(db, farah, gathering, cohort, clock=time(13, 0))
    sent = update(Letter).where(Letter.kind == "moved", Letter.person_id == amina.id)
    db.execute(sent.values(state="sent"))
    change_to(db, farah, gathering, cohort, clock=time(12, 0), now=NOON + timedelta(minutes=1))
    assert said(db, MovedKind(), letters(db, farah, "moved")[-1]) == Lapse(BACK)
    assert (
        "now: Saturday 30 January 2027, 12pm"
        in draft(db, MovedKind(), letters(db, amina, "moved")[-1]).body
    )


def test_words_put_right_after_a_move_leave_its_letter_alone(db: Session) -> None:
    cohort = make_cohort(db)
    farah = make_facilitator(db, cohort)
    gathering = make_gathering(db, cohort, starts_at=START)
    change_to(db, farah, gathering, cohort, clock=time(13, 0))
    change_to(db, farah, gathering, cohort, title="Our first meeting")
    (letter,) = letters(db, farah, "moved")
    assert letter.state == "due"
    assert draft(db, MovedKind(), letter).subject == "New time: Our first meeting"


def test_whoever_joined_after_the_change_or_was_brought_the_new_time_needs_no_letter(
    db: Session,
) -> None:
    cohort = make_cohort(db)
    farah, amina = make_facilitator(db, cohort), make_member(db, cohort)
    gathering = make_gathering(db, cohort, starts_at=START)
    change_to(db, farah, gathering, cohort, clock=time(13, 0), now=NOON - timedelta(hours=1))
    assert said(db, MovedKind(), letters(db, farah, "moved")[0]) == Lapse(KNOWN)
    change_to(db, farah, gathering, cohort, clock=time(14, 0), now=NOON + timedelta(hours=1))
    brought = Letter(
        person_id=amina.id,
        kind="session",
        about_id=gathering.id,
        cohort_id=cohort.id,
        due_at=NOON,
        created_at=NOON,
    )
    db.add(brought)
    letter = letters(db, amina, "moved")[-1]
    assert said(db, MovedKind(), letter) == Lapse(KNOWN)
    brought.state, brought.written_at = "sent", NOON
    assert "now: Saturday 30 January 2027, 2pm" in draft(db, MovedKind(), letter).body


def test_the_letter_is_looked_at_again_when_it_leaves(db: Session) -> None:
    cohort = make_cohort(db)
    farah, gone = make_facilitator(db, cohort), make_member(db, cohort)
    gathering = make_gathering(db, cohort, starts_at=START)
    change_to(db, farah, gathering, cohort, place="The library")
    (letter,), (for_gone,) = letters(db, farah, "moved"), letters(db, gone, "moved")
    assert isinstance(said(db, MovedKind(), letter, gathering.ends_at), Lapse)
    for_gone.cohort_id = make_cohort(db).id
    assert said(db, MovedKind(), for_gone) == Lapse("They are not in the cohort any more.")
    cancel_session(db, farah, gathering_id=gathering.id, now=NOON)
    assert said(db, MovedKind(), letter) == Lapse(CALLED_OFF)
    assert letters(db, farah, "moved")[0].state == "lapsed"
    letter.about_id = new_id()
    assert said(db, MovedKind(), letter) == Lapse("The session does not exist any more.")


def test_two_who_change_at_once_the_second_sees_what_the_first_did(db: Session) -> None:
    cohort = make_cohort(db)
    farah, bo = make_facilitator(db, cohort), make_facilitator(db, cohort, name="Bo Facilitator")
    gathering = make_gathering(db, cohort, starts_at=START)
    change_to(db, farah, gathering, cohort, place="The library", title="Our first meeting")
    with pytest.raises(refusals.ChangedMeanwhile) as caught:
        change_to(db, bo, gathering, cohort, minutes=90, place="", seen=0)
    assert caught.value.who == "Farah Facilitator"
    assert [(one.label, one.was, one.now) for one in caught.value.differences] == [
        ("Where", "none", "The library"),
        ("Title", "First meeting", "Our first meeting"),
    ]
    assert gathering.ends_at == START + timedelta(hours=1)
    assert change_to(db, bo, gathering, cohort, minutes=90, seen=caught.value.sequence).told


def test_the_same_form_sent_twice_at_once_changes_and_tells_once(
    sessions: sessionmaker[Session],
) -> None:
    with sessions.begin() as db:
        cohort = make_cohort(db)
        farah = make_facilitator(db, cohort)
        gathering = make_gathering(db, cohort, starts_at=START)
        form = as_it_is(gathering, cohort)
    wanted = replace(form, plan=replace(form.plan, clock=time(15, 0)))
    together = Barrier(2)

    def press(_: int) -> bool:
        together.wait(10)
        with sessions.begin() as db:
            return change_session(
                db, farah, wanted, gathering_id=gathering.id, cohort=cohort, now=NOON
            ).anything

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(press, range(2))) == [False, True]
    with sessions() as db:
        assert states(db, farah, "moved") == {"1": "due"}


def test_two_different_changes_at_once_one_is_asked_to_look_again(
    sessions: sessionmaker[Session],
) -> None:
    with sessions.begin() as db:
        cohort = make_cohort(db)
        farah = make_facilitator(db, cohort)
        gathering = make_gathering(db, cohort, starts_at=START)
        form = as_it_is(gathering, cohort)
    together = Barrier(2)

    def press(hour: int) -> str:
        together.wait(10)
        wanted = replace(form, plan=replace(form.plan, clock=time(hour, 0)))
        try:
            with sessions.begin() as db:
                change_session(
                    db, farah, wanted, gathering_id=gathering.id, cohort=cohort, now=NOON
                )
        except refusals.ChangedMeanwhile:
            return "look again"
        return "changed"

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(press, (14, 16))) == ["changed", "look again"]


def test_a_session_that_has_begun_keeps_its_start_but_not_its_link(db: Session) -> None:
    cohort = make_cohort(db)
    farah = make_facilitator(db, cohort)
    gathering = make_gathering(db, cohort, starts_at=START)
    now = START + timedelta(minutes=20)
    with pytest.raises(refusals.StartStays):
        change_to(db, farah, gathering, cohort, clock=time(15, 0), now=now)
    with pytest.raises(refusals.EndPassed):
        change_to(db, farah, gathering, cohort, minutes=15, now=now)
    assert change_to(db, farah, gathering, cohort, link="https://meet.example/b", now=now).told
    assert change_to(db, farah, gathering, cohort, minutes=45, now=now).told
    with pytest.raises(refusals.IsOver):
        change_to(db, farah, gathering, cohort, minutes=50, now=START + timedelta(hours=1))


def test_what_will_not_take_place_cannot_be_changed(db: Session) -> None:
    cohort = make_cohort(db)
    farah = make_facilitator(db, cohort)
    gathering = make_gathering(db, cohort, starts_at=START, state="cancelled")
    with pytest.raises(refusals.NotPlannedNow):
        change_to(db, farah, gathering, cohort, title="Another")


def test_a_session_of_another_cohort_is_not_found(db: Session) -> None:
    cohort = make_cohort(db)
    gathering = make_gathering(db, cohort, starts_at=START)
    other = make_cohort(db)
    with pytest.raises(NotFound):
        change_to(db, make_facilitator(db, other), gathering, other, title="Mine")


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"title": " "}, errors.TitleNeeded),
        ({"clock": time(11, 0), "day": date(2027, 1, 20)}, errors.InThePast),
        ({"day": date(2099, 1, 1)}, errors.TooFarAhead),
        ({"day": date(2027, 3, 28), "clock": time(1, 30)}, NoSuchTime),
        ({"minutes": 5}, errors.LengthWrong),
        ({"link": "javascript:alert(1)"}, errors.LinkWrong),
        ({"module_id": new_id()}, errors.ModuleUnknown),
        ({"capacity": 10_000}, refusals.CapacityWrong),
    ],
)
def test_what_does_not_fit_is_refused_and_changes_nothing(
    db: Session, change: dict[str, Any], refusal: type[Exception]
) -> None:
    cohort = make_cohort(db)
    farah = make_facilitator(db, cohort)
    gathering = make_gathering(db, cohort, starts_at=START)
    with pytest.raises(refusal):
        change_to(db, farah, gathering, cohort, **change)
    assert gathering.sequence == 0


def test_the_second_of_two_like_times_stays_when_something_else_changes(db: Session) -> None:
    cohort = make_cohort(db)
    farah = make_facilitator(db, cohort)
    # 1:30 comes twice that night; this is the second, in winter time.
    twice = datetime(2027, 10, 31, 1, 30, tzinfo=UTC)
    gathering = make_gathering(db, cohort, starts_at=twice)
    change_to(db, farah, gathering, cohort, title="Night walk")
    assert (gathering.starts_at, gathering.moves) == (twice, 0)


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
        MovedKind().prepare(db, waiting, site="http://learning.example", now=NOON)
    assert len(statements) == 5


def test_calling_off_raises_the_number_that_calendars_go_by(db: Session) -> None:
    cohort = make_cohort(db)
    farah = make_facilitator(db, cohort)
    gathering = make_gathering(db, cohort, starts_at=START)
    for _ in range(2):
        cancel_session(db, farah, gathering_id=gathering.id, now=NOON)
    found = db.execute(select(Gathering.sequence, Gathering.changed_at)).one()
    assert tuple(found) == (1, NOON)
