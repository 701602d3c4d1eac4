"""People are asked how a pledge goes, by their own way, and only while it is of use."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from app.cohorts.models import Enrolment
from app.cohorts.rules import LEFT
from app.people.models import Person
from app.post.actions.send import send_due
from app.post.kinds import Draft
from app.post.rules.drafts import Lapse
from app.practice.actions.pledge_changes import erase_pledge, let_ask
from app.practice.actions.pledge_questions import ask_pledges
from app.practice.kinds.pledges import PledgeKind
from app.practice.queries.pledges import PledgePlace
from app.wiring import Platform
from tests.clock import NOON, StoppedClock
from tests.conftest import As, CountStatements
from tests.make.cohorts import make_cohort
from tests.make.desks import desk_at
from tests.make.pledges import make_answer, make_pledge
from tests.make.progress import Way, make_seat
from tests.practice.pledge_questions import (
    FIRST,
    WHAT,
    letters_of,
    newest_of,
)
from tests.progress.reading import html_of

SECOND = NOON + timedelta(days=60)


def test_each_is_asked_once_after_30_60_and_90_days(db: Session, at: PledgePlace) -> None:
    assert ask_pledges(db, now=FIRST - timedelta(hours=13)) == 0
    for days in (30, 60, 90):
        now = NOON + timedelta(days=days)
        assert [ask_pledges(db, now=now), ask_pledges(db, now=now)] == [1, 0]
    assert ask_pledges(db, now=NOON + timedelta(days=120)) == 0
    letters = letters_of(db)
    assert [(one.occurrence, one.channel) for one in letters] == [
        *(("30", "text"), ("60", "text"), ("90", "text"))
    ]
    # Nobody's list: nobody learns from it who has made a pledge.
    assert {one.cohort_id for one in letters} == {None}
    assert {one.about_id for one in letters} == {at.pledge.id}


@pytest.mark.parametrize(
    ("days", "asked"),
    [(44, 30), (45, 0), (59, 0), (74, 60), (75, 0), (104, 90), (105, 0), (400, 0)],
)
def test_a_question_is_asked_until_two_weeks_after_its_day(
    db: Session, at: PledgePlace, days: int, asked: int
) -> None:
    assert ask_pledges(db, now=NOON + timedelta(days=days)) == bool(asked)
    db.refresh(at.pledge)
    assert at.pledge.asked == asked


def test_after_a_standstill_only_the_newest_question_is_asked(db: Session, at: PledgePlace) -> None:
    assert ask_pledges(db, now=NOON + timedelta(days=61)) == 1
    assert at.pledge.id
    assert [one.occurrence for one in letters_of(db)] == ["60"]


def test_whoever_is_reached_by_hand_is_on_the_list_of_the_facilitators(
    db: Session, way: Way, lina: Person, at: PledgePlace
) -> None:
    lina.channel = "call"
    db.flush()
    ask_pledges(db, now=FIRST)
    assert [one.cohort_id for one in letters_of(db)] == [way.cohort.id]
    said = newest_of(db)
    assert isinstance(said, Draft)
    assert "Tell whoever brings you this" in said.body
    assert str(at.pledge.id) not in said.body


def test_whoever_rings_finds_where_to_write_down_the_answer(
    db: Session,
    way: Way,
    lina: Person,
    helper: Person,
    platform: Platform,
    clock: StoppedClock,
    as_person: As,
) -> None:
    lina.channel = "call"
    make_pledge(db, lina, way.cohort, WHAT)
    clock.moment = FIRST
    ask_pledges(db, now=FIRST)
    db.commit()
    send_due(platform.sessions, platform.office, clock=clock)
    page = html_of(as_person(helper), f"/cohorts/{way.cohort.slug}/calls")
    assert "heron" not in page
    link = f"/cohorts/{way.cohort.slug}/pledges/answers/new?person={lina.id}"
    assert link in page
    assert f'value="{lina.id}" selected' in html_of(as_person(helper), link)


def test_in_the_letter_of_the_week_it_leads_to_the_page(
    db: Session, lina: Person, at: PledgePlace
) -> None:
    lina.channel = "email"
    db.flush()
    ask_pledges(db, now=FIRST)
    said = newest_of(db)
    assert isinstance(said, Draft)
    assert said.short.endswith(
        f"Your page: http://learning.example/practice/pledges/{at.pledge.id}"
    )
    assert "DONE" not in said.short


def test_no_letter_says_what_was_promised(db: Session, at: PledgePlace) -> None:
    ask_pledges(db, now=FIRST)
    said = newest_of(db)
    assert isinstance(said, Draft)
    assert "Wednesday 20 January 2027, and its number is 1" in said.body
    assert f"/practice/pledges/{at.pledge.id}" in said.body
    assert "Answer by text with DONE, GOING, BLOCKED or CHANGED" in said.short
    for words in (said.subject, said.body, said.short):
        assert "heron" not in words


@pytest.mark.parametrize(
    ("said", "is_asked"), [("done", False), ("changed", False), ("going", True), ("blocked", True)]
)
def test_whoever_has_ended_it_is_not_asked_again(
    db: Session, at: PledgePlace, said: str, is_asked: bool
) -> None:
    make_answer(db, at.pledge.id, said)
    assert ask_pledges(db, now=FIRST) == int(is_asked)


def test_a_letter_that_nobody_needs_any_more_does_not_leave(
    db: Session, way: Way, lina: Person, at: PledgePlace
) -> None:
    def reason() -> str:
        found = newest_of(db)
        return found.reason if isinstance(found, Lapse) else ""

    ask_pledges(db, now=FIRST)
    assert reason() == ""
    let_ask(db, lina, at, is_asked=False)
    assert reason() == "They do not want to be asked about it."
    let_ask(db, lina, at, is_asked=True)
    seat = db.get_one(Enrolment, way.enrolment.id)
    seat.state = LEFT
    db.flush()
    assert reason() == "They are not in the cohort any more."
    assert ask_pledges(db, now=SECOND) == 0
    seat.state = "joined"
    make_answer(db, at.pledge.id, "going", now=FIRST - timedelta(days=20))
    assert reason() == ""
    make_answer(db, at.pledge.id, "going", now=FIRST - timedelta(days=3))
    assert reason() == "They have said how it goes."
    make_answer(db, at.pledge.id, "changed", now=FIRST)
    assert "changed their mind" in reason()
    erase_pledge(db, lina, at)
    assert reason() == "The pledge is erased."


def test_pledges_go_along_to_another_cohort_and_are_shown_to_nobody_there(
    db: Session, way: Way, lina: Person
) -> None:
    at = make_pledge(db, lina, way.cohort, seen_by="cohort")
    other = make_cohort(db)
    there = make_seat(db, other, lina)
    seat = db.get_one(Enrolment, way.enrolment.id)
    seat.state, seat.moved_to_id = LEFT, there.id
    db.flush()
    assert ask_pledges(db, now=FIRST) == 1
    assert isinstance(newest_of(db), Draft)
    db.refresh(at.pledge)
    assert (at.pledge.cohort_id, at.pledge.seen_by) == (other.id, "me")


def test_it_waits_for_quiet_hours_to_end(
    db: Session, platform: Platform, clock: StoppedClock, at: PledgePlace
) -> None:
    night = FIRST.replace(hour=23)
    clock.moment = night
    assert at.pledge.id
    ask_pledges(db, now=night)
    db.commit()
    send_due(platform.sessions, platform.office, clock=clock)
    (letter,) = letters_of(db)
    assert letter.state == "due"
    assert letter.due_at > night


def test_asking_costs_the_same_for_any_number(
    db: Session, way: Way, lina: Person, count_statements: CountStatements
) -> None:
    for number in range(5):
        make_pledge(db, lina, way.cohort, f"Number {number}")
    db.commit()
    with count_statements() as statements:
        assert ask_pledges(db, now=FIRST) == 5
    assert len(statements) == 3
    letters = letters_of(db)
    with count_statements() as statements:
        PledgeKind().prepare(db, letters, desk_at(FIRST))
    assert len(statements) == 1
