"""Saying whether one comes."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.gatherings.actions.remind import plan_reminders
from app.gatherings.actions.replies import reply_to_session
from app.gatherings.errors.replies import NeedsTooLong, RepliesClosed, ReplyNeeded
from app.gatherings.kinds import ReminderKind
from app.gatherings.models import Reply
from app.gatherings.queries.replies import replies_page, reply_counts
from app.kit.errors import NotFound
from app.post.kinds import Lapse
from tests.clock import NOON
from tests.conftest import CountStatements
from tests.gatherings.changing import letters, said, states
from tests.gatherings.replies.answering import NO_REMINDER, START, answers, reply
from tests.make.cohorts import make_cohort, make_facilitator, make_member
from tests.make.gatherings import make_gathering, make_reply


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
