"""What the letter of the week tells, and what it leaves to other letters."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, Enrolment
from app.correspondence.actions.digests import plan_digests
from app.gateways.ports.carrier import Message
from app.gatherings.actions.remind import plan_reminders
from app.gatherings.models import Reply
from app.kit.db import new_id
from app.outputs.models import Output, OutputBuild, OutputEdition
from app.participation.actions.vote import vote
from app.post.actions.plan import NewLetter, plan_letters
from app.post.models import Letter
from app.post.rules import IN_DIGEST
from tests.clock import NOON, StoppedClock
from tests.correspondence.conftest import Send, make_reader
from tests.correspondence.weekly import MONDAY, SUNDAY, choose
from tests.make.cohorts import make_member
from tests.make.gatherings import make_gathering
from tests.make.participation import chosen, make_idea, make_poll, voter_of


def _two_weeks(db: Session, send: Send, clock: StoppedClock) -> list[Message]:
    """What is sent in this week and the next."""
    told = list[Message]()
    for week in range(2):
        plan_digests(db, now=SUNDAY + timedelta(days=7 * week))
        clock.moment = MONDAY + timedelta(days=7 * week)
        told += send()["email"].taken
    return told


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


def test_a_new_poll_is_told_once_a_week_to_who_has_not_voted_and_in_no_letter_of_its_own(
    db: Session, cohort: Cohort, send: Send, clock: StoppedClock
) -> None:
    asker = make_member(db, cohort, name="Ada Asker")
    reader, voter = (choose(db, make_member(db, cohort)) for _ in range(2))
    poll = make_poll(db, cohort, asker, make_idea(closes_at=MONDAY + timedelta(days=20)))
    own = voter_of(db, cohort, voter)
    vote(db, poll_id=poll.id, enrolment_id=own.enrolment_id, dots=chosen(0), now=NOON)
    assert db.scalar(select(func.count()).select_from(Letter)) == 0
    (message,) = _two_weeks(db, send, clock)
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
    (message,) = _two_weeks(db, send, clock)
    assert message.to_address == reader.email
    assert "Riverside neighbours published a report: Our <b>report</b>" in message.body
    assert "/outputs/our-report/" in message.body
