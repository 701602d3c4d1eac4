"""The letter of the week: whom it is planned for, and for when."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.correspondence.actions.digests import plan_digests
from tests.clock import StoppedClock
from tests.conftest import CountStatements
from tests.correspondence.conftest import Send, make_reader, wait_for_waiting
from tests.correspondence.weekly import MONDAY, SUNDAY, choose, digests
from tests.make.cohorts import make_cohort, make_enrolment, make_member
from tests.make.gatherings import make_gathering

if TYPE_CHECKING:
    from app.wiring import Platform


def test_who_chose_it_gets_one_letter_on_monday_with_the_sessions_of_the_week(
    db: Session, cohort: Cohort, send: Send, clock: StoppedClock
) -> None:
    person = choose(db, make_member(db, cohort))
    make_member(db, cohort, name="Nora Now")
    make_gathering(db, cohort, title="This week", starts_at=MONDAY + timedelta(days=7, hours=2))
    make_gathering(db, cohort, title="Much later", starts_at=MONDAY + timedelta(days=9))
    for hours in range(0, 48, 6):
        plan_digests(db, now=SUNDAY + timedelta(hours=hours))
    [letter] = digests(db)
    assert (letter.person_id, letter.occurrence) == (person.id, "2027-W04")
    assert (letter.due_at, letter.cohort_id) == (MONDAY, cohort.id)
    clock.moment = MONDAY
    [message] = send()["email"].taken
    assert "This week" in message.body
    assert "Much later" not in message.body


@pytest.mark.parametrize(
    ("zone", "due"),
    [
        ("Europe/London", datetime(2027, 3, 29, 7, tzinfo=UTC)),
        ("America/New_York", datetime(2027, 3, 29, 12, tzinfo=UTC)),
        ("Asia/Kolkata", datetime(2027, 3, 29, 2, 30, tzinfo=UTC)),
    ],
)
def test_monday_at_eight_is_by_the_persons_own_clock_also_when_it_changes(
    db: Session, cohort: Cohort, zone: str, due: datetime
) -> None:
    choose(db, make_member(db, cohort)).time_zone = zone
    db.flush()
    for hours in range(0, 72, 3):
        plan_digests(db, now=due - timedelta(hours=40) + timedelta(hours=hours))
    assert [(one.due_at, one.occurrence) for one in digests(db)] == [(due, "2027-W13")]


def test_whoever_is_reached_another_way_meanwhile_gets_no_second_letter_that_week(
    db: Session, cohort: Cohort
) -> None:
    person = choose(db, make_member(db, cohort))
    assert plan_digests(db, now=SUNDAY) == 1
    person.phone, person.channel = "+447700900123", "call"
    db.flush()
    assert plan_digests(db, now=SUNDAY + timedelta(hours=1)) == 0
    assert len(digests(db)) == 1


def test_two_workers_at_the_same_moment_plan_one_letter(
    db: Session, cohort: Cohort, platform: Platform
) -> None:
    choose(db, make_member(db, cohort))
    db.commit()

    def plan() -> int:
        with platform.transaction() as other:
            return plan_digests(other, now=SUNDAY)

    with ThreadPoolExecutor(1) as pool:
        assert plan_digests(db, now=SUNDAY) == 1
        second = pool.submit(plan)
        wait_for_waiting(platform, 1)
        db.commit()
        assert second.result() == 0
    assert len(digests(db)) == 1


def test_each_week_has_a_letter_of_its_own_across_the_year(db: Session, cohort: Cohort) -> None:
    choose(db, make_member(db, cohort))
    for day in range(21):
        plan_digests(db, now=datetime(2026, 12, 20, 12, tzinfo=UTC) + timedelta(days=day))
    assert [one.occurrence for one in digests(db)] == ["2026-W52", "2026-W53", "2027-W01"]


def test_with_nothing_to_tell_it_lapses_without_a_word_and_is_not_tried_again(
    db: Session, cohort: Cohort, send: Send, clock: StoppedClock
) -> None:
    choose(db, make_member(db, cohort))
    plan_digests(db, now=SUNDAY)
    clock.moment = MONDAY
    assert send()["email"].taken == []
    [letter] = digests(db)
    assert (letter.state, letter.reason) == ("lapsed", "There was nothing to tell this week.")
    assert plan_digests(db, now=MONDAY + timedelta(hours=1)) == 0


def test_whoever_is_in_two_cohorts_gets_one_letter_by_email_and_one_from_each_by_phone(
    db: Session, cohort: Cohort, send: Send, clock: StoppedClock
) -> None:
    elsewhere = make_cohort(db, name="Hilltop neighbours")
    by_email = choose(db, make_member(db, cohort))
    by_phone = choose(db, make_reader(db, cohort))
    for person in (by_email, by_phone):
        make_enrolment(db, elsewhere, person)
    for one in (cohort, elsewhere):
        make_gathering(db, one, title=f"In {one.name}", starts_at=MONDAY + timedelta(days=2))
    plan_digests(db, now=SUNDAY)
    clock.moment = MONDAY
    [message] = send()["email"].taken
    assert "In Riverside neighbours" in message.body
    assert "In Hilltop neighbours" in message.body
    listed = {
        letter.cohort_id: letter.body or "" for letter in digests(db) if letter.state == "listed"
    }
    assert listed.keys() == {cohort.id, elsewhere.id}
    assert "In Hilltop neighbours" not in listed[cohort.id]


def test_many_weekly_letters_are_written_with_the_same_number_of_statements(
    db: Session,
    cohort: Cohort,
    send: Send,
    clock: StoppedClock,
    count_statements: CountStatements,
) -> None:
    make_gathering(db, cohort, starts_at=MONDAY + timedelta(days=6))
    counts = []
    for week, number in enumerate((2, 20)):
        for _ in range(number):
            choose(db, make_member(db, cohort))
        with count_statements() as planning:
            plan_digests(db, now=SUNDAY + timedelta(days=7 * week))
        clock.moment = MONDAY + timedelta(days=7 * week)
        make_gathering(db, cohort, starts_at=clock.moment + timedelta(days=6))
        with count_statements() as sent:
            carried = send()
        counts.append((len(planning), len(sent) - len(carried["email"].taken)))
    assert counts[0][0] == counts[1][0] == 1
    assert abs(counts[0][1] - counts[1][1]) <= 1
