"""The rules by which a cohort's people are reminded: chosen, switched, moved and checked again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, Enrolment
from app.cohorts.models.cohorts import REMINDERS
from app.cohorts.rules.reminders import SWITCHED_OFF
from app.gatherings.actions.choose_reminders import choose_reminders
from app.gatherings.actions.remind import plan_reminders, replan_reminders
from app.gatherings.kinds import ReminderKind
from app.gatherings.models import Gathering, Reply
from app.gatherings.rules.reminders import (
    MOVED,
    NAMES,
    RULES,
    occurrence_of,
    reminders_wanted,
    rule_of,
)
from app.people.models import Person
from app.post.kinds import Draft, Lapse
from app.post.models import Letter
from app.post.rules import NOT_WANTED
from tests.clock import NOON
from tests.conftest import CountStatements
from tests.make.cohorts import make_cohort, make_enrolment, make_member
from tests.make.gatherings import make_gathering
from tests.make.people import make_person

SITE = "http://learning.example"
LONDON = "Europe/London"
START = NOON + timedelta(days=20)
EVERY = [rule.name for rule in RULES]


def utc(*parts: int) -> datetime:
    """A moment in UTC."""
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc, arg-type]


def waiting(db: Session, person: Person | None = None) -> list[str]:
    """The reminders that wait, by when they are due."""
    found = select(Letter.occurrence).where(Letter.kind == "reminder", Letter.state == "due")
    if person is not None:
        found = found.where(Letter.person_id == person.id)
    return list(db.scalars(found.order_by(Letter.due_at, Letter.occurrence)))


def reasons(db: Session) -> set[tuple[str, str | None]]:
    """The reminders that lapsed, each with its reason."""
    lapsed = select(Letter.occurrence, Letter.reason).where(Letter.state == "lapsed")
    return {(occurrence, reason) for occurrence, reason in db.execute(lapsed)}


def at_sending(db: Session, now: datetime) -> dict[str, Draft | Lapse]:
    """What becomes of the reminders that wait, when they are looked at again `now`."""
    letters = db.scalars(select(Letter).where(Letter.state == "due")).all()
    db.expire_all()
    answers = ReminderKind().prepare(db, letters, site=SITE, now=now)
    return {letter.occurrence: answers[letter.id] for letter in letters}


def move(db: Session, gatherings: Sequence[Gathering], by: timedelta, now: datetime) -> None:
    """Move sessions as facilitators do, and put their reminders right."""
    for gathering in gatherings:
        gathering.starts_at += by
        gathering.ends_at += by
        gathering.moves += 1
        gathering.changed_at = now
    db.flush()
    replan_reminders(db, [gathering.id for gathering in gatherings], now)


def test_a_cohort_holds_only_rules_that_there_are() -> None:
    assert set(REMINDERS) <= set(NAMES)
    assert len(set(NAMES)) == len(NAMES)


def test_every_rule_goes_in_its_turn() -> None:
    wanted = reminders_wanted(utc(2027, 2, 2, 10, 30), LONDON, utc(2027, 1, 1, 0, 0), NAMES)
    assert dict(wanted) == {
        "two_weeks_before": utc(2027, 1, 19, 10, 30),
        "week_before": utc(2027, 1, 26, 10, 30),
        "three_days_before": utc(2027, 1, 30, 10, 30),
        "day_before": utc(2027, 2, 1, 10, 30),
        "morning_of": utc(2027, 2, 2, 8, 0),
        "two_hours_before": utc(2027, 2, 2, 8, 30),
        "hour_before": utc(2027, 2, 2, 9, 30),
    }
    assert list(wanted) == EVERY


@pytest.mark.parametrize(
    ("starts_at", "wanted"),
    [
        # Summer time begins on 29 March 2026 at 01:00 UTC; the session is that day at ten.
        (
            utc(2026, 3, 29, 9, 0),
            {
                "two_weeks_before": utc(2026, 3, 15, 10, 0),
                "three_days_before": utc(2026, 3, 26, 10, 0),
                "day_before": utc(2026, 3, 28, 10, 0),
                "morning_of": utc(2026, 3, 29, 7, 0),
                "two_hours_before": utc(2026, 3, 29, 7, 0),
            },
        ),
        # It ends on 25 October 2026 at 01:00 UTC; the session is that day at ten.
        (
            utc(2026, 10, 25, 10, 0),
            {
                "two_weeks_before": utc(2026, 10, 11, 9, 0),
                "three_days_before": utc(2026, 10, 22, 9, 0),
                "day_before": utc(2026, 10, 24, 9, 0),
                "morning_of": utc(2026, 10, 25, 8, 0),
                "two_hours_before": utc(2026, 10, 25, 8, 0),
            },
        ),
        # Hours are hours and days are days: at two in the night of the change.
        (
            utc(2026, 10, 25, 2, 0),
            {
                "day_before": utc(2026, 10, 24, 1, 0),
                "two_hours_before": utc(2026, 10, 25, 0, 0),
                "hour_before": utc(2026, 10, 25, 1, 0),
            },
        ),
    ],
)
def test_reminders_keep_the_clock_on_the_wall_when_the_clocks_change(
    starts_at: datetime, wanted: dict[str, datetime]
) -> None:
    for name, moment in wanted.items():
        found = reminders_wanted(starts_at, LONDON, starts_at - timedelta(days=40), [name])
        assert dict(found) == {name: moment}


def test_of_two_reminders_at_one_moment_only_one_goes() -> None:
    at_ten = utc(2027, 2, 2, 10, 0)
    chosen = ["morning_of", "two_hours_before"]
    assert list(reminders_wanted(at_ten, LONDON, NOON, chosen)) == ["two_hours_before"]


@pytest.mark.parametrize("hour", [7, 8])
def test_no_reminder_is_due_at_the_start_or_after_it(hour: int) -> None:
    early = utc(2027, 2, 2, hour, 0)
    assert list(reminders_wanted(early, LONDON, NOON, ["morning_of"])) == []
    assert "morning_of" not in reminders_wanted(early, LONDON, NOON, NAMES)


@pytest.mark.parametrize(
    ("before", "wanted"),
    [
        (timedelta(days=2), "three_days_before"),
        (timedelta(hours=20), "day_before"),
        # At noon the morning was nearer than the day before, and two hours are still ahead.
        (timedelta(hours=3), "morning_of"),
        (timedelta(minutes=90), "two_hours_before"),
        (timedelta(minutes=1), "hour_before"),
    ],
)
def test_of_several_missed_reminders_only_the_latest_is_wanted(
    before: timedelta, wanted: str
) -> None:
    starts_at = utc(2027, 2, 2, 13, 0)
    now = starts_at - before
    found = reminders_wanted(starts_at, LONDON, now, NAMES)
    assert [name for name, moment in found.items() if moment <= now] == [wanted]


def test_the_letters_of_each_start_are_told_apart() -> None:
    for name in EVERY:
        for moves in (0, 1, 12):
            assert rule_of(occurrence_of(name, moves)) == (name, moves)


def test_people_are_reminded_by_the_rules_of_their_own_cohort(db: Session) -> None:
    few, none = make_cohort(db), make_cohort(db)
    few.reminders = ["morning_of", "three_days_before"]
    none.reminders = []
    persons = [make_member(db, cohort) for cohort in (few, none)]
    for cohort in (few, none):
        make_gathering(db, cohort, starts_at=START)
    assert plan_reminders(db, NOON) == 2
    assert waiting(db, persons[0]) == ["three_days_before", "morning_of"]
    assert waiting(db, persons[1]) == []


def test_switching_a_rule_off_lapses_what_waits_and_switching_it_on_plans_it(
    db: Session, count_statements: CountStatements
) -> None:
    cohort, other = make_cohort(db), make_cohort(db)
    for one in (cohort, other):
        make_member(db, one)
        make_gathering(db, one, starts_at=START)
    make_gathering(db, cohort, title="Second", starts_at=START + timedelta(days=1))
    plan_reminders(db, NOON)
    assert len(waiting(db)) == 9
    chosen = ["two_weeks_before", "day_before", "hour_before", "nonsense"]
    with count_statements() as statements:
        assert choose_reminders(db, cohort_id=cohort.id, chosen=chosen, now=NOON)
    assert len(statements) <= 7
    assert sorted(waiting(db)) == sorted(
        ["two_weeks_before", "day_before", "hour_before"] * 2
        + ["week_before", "day_before", "hour_before"]
    )
    assert reasons(db) == {("week_before", SWITCHED_OFF)}
    db.expire_all()
    assert cohort.reminders == ["two_weeks_before", "day_before", "hour_before"]
    assert not choose_reminders(db, cohort_id=cohort.id, chosen=chosen, now=NOON)
    assert choose_reminders(db, cohort_id=cohort.id, chosen=REMINDERS, now=NOON)
    assert len(waiting(db)) == 9
    assert reasons(db) == {("two_weeks_before", SWITCHED_OFF)}


def test_switching_off_letters_about_modules_or_catching_up_lapses_those_too(db: Session) -> None:
    cohort, other = make_cohort(db), make_cohort(db)
    for one in (cohort, other):
        person = make_member(db, one)
        for kind in ("catch_up", "release", "cancelled"):
            letter = Letter(person_id=person.id, kind=kind, about_id=one.id, cohort_id=one.id)
            letter.due_at = letter.created_at = NOON
            db.add(letter)
    db.flush()
    choose_reminders(db, cohort_id=cohort.id, chosen=["day_before", "release"], now=NOON)
    lapsed = db.execute(select(Letter.cohort_id, Letter.kind).where(Letter.state == "lapsed"))
    assert set(lapsed) == {(cohort.id, "catch_up")}


def test_a_rule_that_was_switched_off_meanwhile_does_not_go(db: Session) -> None:
    cohort = make_cohort(db)
    make_member(db, cohort)
    make_gathering(db, cohort, starts_at=START)
    plan_reminders(db, NOON)
    db.execute(update(Cohort).values(reminders=["day_before"]))
    answers = at_sending(db, START - timedelta(days=1))
    assert answers["week_before"] == Lapse(SWITCHED_OFF)
    assert isinstance(answers["day_before"], Draft)


@pytest.mark.parametrize("said", ["sorry", "waiting"])
def test_whoever_said_that_they_do_not_come_is_not_reminded(db: Session, said: str) -> None:
    cohort = make_cohort(db)
    gathering = make_gathering(db, cohort, starts_at=START)
    person = make_member(db, cohort)
    coming = make_member(db, cohort)
    plan_reminders(db, NOON)
    for who, answer in ((person, said), (coming, "coming")):
        enrolment = db.scalars(select(Enrolment).where(Enrolment.person_id == who.id)).one()
        reply = Reply(gathering_id=gathering.id, enrolment_id=enrolment.id, answer=answer)
        reply.answered_at = NOON
        db.add(reply)
    db.flush()
    letters = db.scalars(select(Letter).where(Letter.occurrence == "day_before")).all()
    answers = ReminderKind().prepare(db, letters, site=SITE, now=START - timedelta(days=1))
    by_person = {letter.person_id: answers[letter.id] for letter in letters}
    assert isinstance(by_person[person.id], Lapse)
    assert isinstance(by_person[coming.id], Draft)
    db.execute(update(Letter).where(Letter.person_id == person.id).values(state="lapsed"))
    assert plan_reminders(db, NOON) == 0
    db.execute(update(Reply).values(answer="coming"))
    assert plan_reminders(db, NOON) == 3


@pytest.mark.parametrize("state", ["asked", "waiting", "offered", "invited", "declined", "left"])
def test_nobody_is_reminded_before_they_said_yes_or_after_they_left(
    db: Session, state: str
) -> None:
    cohort = make_cohort(db)
    make_gathering(db, cohort, starts_at=START)
    make_enrolment(db, cohort, make_person(db), state=state)
    assert plan_reminders(db, NOON) == 0


def test_reminders_move_with_their_session(db: Session) -> None:
    cohort = make_cohort(db)
    person = make_member(db, cohort)
    gathering = make_gathering(db, cohort, starts_at=START)
    plan_reminders(db, NOON)
    move(db, [gathering], timedelta(hours=1), NOON)
    assert waiting(db, person) == ["week_before.1", "day_before.1", "hour_before.1"]
    assert reasons(db) == {(name, MOVED) for name in ("week_before", "day_before", "hour_before")}
    move(db, [gathering], timedelta(days=1), NOON)
    assert waiting(db, person) == ["week_before.2", "day_before.2", "hour_before.2"]
    due = db.scalar(select(Letter.due_at).where(Letter.occurrence == "hour_before.2"))
    assert due == START + timedelta(days=1)
    assert plan_reminders(db, NOON) == 0


def test_a_reminder_of_an_old_start_lapses_even_when_nobody_took_it_back(db: Session) -> None:
    cohort = make_cohort(db)
    make_member(db, cohort)
    gathering = make_gathering(db, cohort, starts_at=START)
    plan_reminders(db, NOON)
    gathering.moves, gathering.starts_at = 1, START + timedelta(hours=1)
    gathering.ends_at += timedelta(hours=1)
    db.flush()
    assert at_sending(db, START - timedelta(days=1))["day_before"] == Lapse(MOVED)


def test_a_move_reminds_nobody_at_once_since_they_were_told_of_it(db: Session) -> None:
    cohort = make_cohort(db)
    told = make_member(db, cohort)
    gathering = make_gathering(db, cohort, starts_at=START)
    plan_reminders(db, NOON)
    now = START - timedelta(days=3)
    move(db, [gathering], timedelta(hours=1), now)
    assert waiting(db, told) == ["day_before.1", "hour_before.1"]
    late = make_member(db, cohort)
    late_seat = db.scalars(select(Enrolment).where(Enrolment.person_id == late.id)).one()
    late_seat.joined_at = now + timedelta(hours=1)
    db.flush()
    assert plan_reminders(db, now + timedelta(hours=1)) == 2
    assert waiting(db, late) == ["day_before.1", "hour_before.1"]


def test_a_session_that_is_off_has_no_reminders_left(db: Session) -> None:
    cohort = make_cohort(db)
    make_member(db, cohort)
    gathering = make_gathering(db, cohort, starts_at=START)
    plan_reminders(db, NOON)
    gathering.state = "cancelled"
    db.flush()
    assert replan_reminders(db, [gathering.id], NOON) == 0
    assert waiting(db) == []
    assert {reason for _, reason in reasons(db)} == {"The session was called off."}


def test_a_whole_series_is_put_right_in_three_statements(
    db: Session, count_statements: CountStatements
) -> None:
    cohort = make_cohort(db)
    for _ in range(4):
        make_member(db, cohort)
    for number in (2, 12):
        gatherings = [
            make_gathering(db, cohort, starts_at=START + timedelta(days=7 * week))
            for week in range(number)
        ]
        plan_reminders(db, NOON)
        for gathering in gatherings:
            gathering.starts_at += timedelta(minutes=30)
            gathering.moves += 1
        db.flush()
        with count_statements() as statements:
            planned = replan_reminders(db, [one.id for one in gatherings], NOON)
        assert len(statements) == 3
        assert planned == number * 4 * 3
    assert replan_reminders(db, [], NOON) == 0


def test_a_letter_that_its_person_did_not_want_is_not_planned_every_minute(db: Session) -> None:
    cohort = make_cohort(db)
    make_member(db, cohort)
    make_gathering(db, cohort, starts_at=NOON + timedelta(days=5))
    plan_reminders(db, NOON)
    week = Letter.occurrence == "week_before"
    db.execute(update(Letter).where(week).values(state="lapsed", reason=NOT_WANTED))
    assert plan_reminders(db, NOON + timedelta(minutes=1)) == 0
