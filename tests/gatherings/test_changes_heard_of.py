"""What each person has heard of a session decides what the next letter about it says."""

from __future__ import annotations

from datetime import time, timedelta

from sqlalchemy import update
from sqlalchemy.orm import Session

from app.gatherings.actions.cancel import cancel_session
from app.gatherings.kinds.changed import MovedKind
from app.gatherings.kinds.heard import BACK, KNOWN
from app.gatherings.rules import CALLED_OFF
from app.gatherings.rules.changes import NEWER
from app.kit.db import new_id
from app.post.kinds import Lapse
from app.post.models import Letter
from tests.clock import NOON
from tests.gatherings.changing import change_to, draft, letters, said
from tests.make.cohorts import make_cohort, make_facilitator, make_member
from tests.make.gatherings import make_gathering

# Saturday 30 January 2027, 12pm in London.
START = NOON + timedelta(days=10)


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
