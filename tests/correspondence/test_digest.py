"""The letter of the week, for people who chose that."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, Enrolment
from app.correspondence.actions.digests import plan_digests
from app.gatherings.actions.remind import plan_reminders
from app.gatherings.models import Reply
from app.kit.db import new_id
from app.outputs.models import Output, OutputBuild, OutputEdition
from app.participation.actions.vote import vote
from app.people.models import Person
from app.post.actions.plan import NewLetter, plan_letters
from app.post.models import Letter, LetterChoice
from app.post.rules import IN_DIGEST
from tests.clock import NOON, StoppedClock
from tests.conftest import CountStatements
from tests.correspondence.conftest import Send, make_reader, wait_for_waiting
from tests.make.cohorts import make_cohort, make_enrolment, make_member
from tests.make.gatherings import make_gathering
from tests.make.participation import chosen, make_idea, make_poll, voter_of

if TYPE_CHECKING:
    from app.wiring import Platform

MONDAY = datetime(2027, 1, 25, 8, tzinfo=UTC)
SUNDAY = MONDAY - timedelta(hours=20)


def choose(db: Session, person: Person, topic: str = "reminders", choice: str = "weekly") -> Person:
    """Let somebody choose for a topic."""
    db.add(LetterChoice(person_id=person.id, topic=topic, choice=choice, chosen_at=NOON))
    db.flush()
    return person


def digests(db: Session) -> list[Letter]:
    """The weekly letters there are."""
    return list(db.scalars(select(Letter).where(Letter.kind == "digest").order_by(Letter.due_at)))


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


def test_it_tells_what_was_kept_back_for_it_and_is_still_so(
    db: Session, cohort: Cohort, send: Send, clock: StoppedClock
) -> None:
    person = choose(db, make_member(db, cohort), "release")
    friday = MONDAY - timedelta(days=3)
    letter = NewLetter(person.id, "release", cohort.id, friday, cohort_id=cohort.id)
    plan_letters(db, [letter], now=friday)
    clock.moment = friday
    assert send()["email"].taken == []
    kept = db.scalars(select(Letter)).one()
    assert (kept.state, kept.reason) == ("lapsed", IN_DIGEST)
    plan_digests(db, now=SUNDAY)
    clock.moment = MONDAY
    [message] = send()["email"].taken
    assert "the first modules are open for you" in message.body
    # It is told once.
    plan_digests(db, now=MONDAY + timedelta(days=7))
    clock.moment = MONDAY + timedelta(days=7)
    assert send()["email"].taken == []


def test_it_tells_only_of_topics_that_were_chosen_for_it(
    db: Session, cohort: Cohort, send: Send, clock: StoppedClock
) -> None:
    choose(db, make_member(db, cohort), "release")
    make_gathering(db, cohort, starts_at=MONDAY + timedelta(days=2))
    plan_digests(db, now=SUNDAY)
    clock.moment = MONDAY
    assert send()["email"].taken == []


def test_a_reminder_and_the_weekly_letter_are_never_both_sent(
    db: Session, cohort: Cohort, send: Send, clock: StoppedClock
) -> None:
    choose(db, make_member(db, cohort))
    make_gathering(db, cohort, title="The walk", starts_at=MONDAY + timedelta(days=1))
    plan_digests(db, now=SUNDAY)
    plan_reminders(db, now=SUNDAY)
    clock.moment = MONDAY + timedelta(hours=3)
    told = [letter.body for letter in send()["email"].taken]
    assert len(told) == 1
    assert told[0].count("The walk") == 1


def test_a_session_that_somebody_cannot_come_to_is_not_told_again(
    db: Session, cohort: Cohort, send: Send, clock: StoppedClock
) -> None:
    choose(db, make_member(db, cohort, name="Other Person"))
    sorry = choose(db, make_reader(db, cohort, channel="text"))
    session = make_gathering(db, cohort, starts_at=MONDAY + timedelta(days=2))
    place = db.scalars(select(Enrolment).where(Enrolment.person_id == sorry.id)).one()
    db.add(Reply(gathering_id=session.id, enrolment_id=place.id, answer="sorry", answered_at=NOON))
    db.flush()
    plan_digests(db, now=SUNDAY)
    clock.moment = MONDAY
    carried = send()
    assert len(carried["email"].taken) == 1
    assert carried["text"].taken == []


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


def test_a_new_poll_is_told_once_a_week_to_who_has_not_voted_and_in_no_letter_of_its_own(
    db: Session, cohort: Cohort, send: Send, clock: StoppedClock
) -> None:
    asker = make_member(db, cohort, name="Ada Asker")
    reader, voter = (choose(db, make_member(db, cohort)) for _ in range(2))
    poll = make_poll(db, cohort, asker, make_idea(closes_at=MONDAY + timedelta(days=20)))
    own = voter_of(db, cohort, voter)
    vote(db, poll_id=poll.id, enrolment_id=own.enrolment_id, dots=chosen(0), now=NOON)
    assert db.scalar(select(func.count()).select_from(Letter)) == 0
    told = []
    for week in range(2):
        plan_digests(db, now=SUNDAY + timedelta(days=7 * week))
        clock.moment = MONDAY + timedelta(days=7 * week)
        told += send()["email"].taken
    (message,) = told
    assert message.to_address == reader.email
    assert "Your group asks:" in message.body
    assert "What shall we try first? (Riverside neighbours)" in message.body
    assert f"/polls/{poll.id}" in message.body


def test_a_report_that_was_published_is_told_in_the_week_in_which_it_came_out(
    db: Session, cohort: Cohort, send: Send, clock: StoppedClock
) -> None:
    reader = choose(db, make_member(db, cohort))
    published_at = MONDAY - timedelta(days=2)
    output = Output(
        cohort_id=cohort.id, title="Our <b>report</b>", slug="our-report", request_key=new_id()
    )
    output.created_at = NOON
    db.add(output)
    db.flush()
    build = OutputBuild(output_id=output.id, purpose="edition", state="done", created_at=NOON)
    db.add(build)
    db.flush()
    db.add(
        OutputEdition(
            output_id=output.id,
            build_id=build.id,
            number=1,
            document={},
            sha256="",
            published_at=published_at,
        )
    )
    told = []
    for week in range(2):
        plan_digests(db, now=SUNDAY + timedelta(days=7 * week))
        clock.moment = MONDAY + timedelta(days=7 * week)
        told += send()["email"].taken
    (message,) = told
    assert message.to_address == reader.email
    assert "Riverside neighbours published a report: Our <b>report</b>" in message.body
    assert "/outputs/our-report/" in message.body


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
