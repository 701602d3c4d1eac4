"""A text answers a proposal, or says that two have met."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.mentoring.models import Pairing
from app.mentoring.rules.states import PROPOSED
from tests.make.mentoring import Mentors, make_meeting
from tests.mentoring.check_ins.texts import CAME, take, whys


def test_a_proposal_is_answered_by_text(mentors: Mentors, db: Session) -> None:
    place = mentors.pairing(PROPOSED)
    assert take(db, "Yes please").fate == "answer"
    own = place.member(mentors.joan.id).row
    db.refresh(own)
    assert (own.answer, own.answered_by_id) == ("yes", None)
    # Whoever thinks better of it may still say no while the other has not answered.
    assert take(db, "no thank you", name="t2").fate == "answer"
    db.refresh(place.pairing)
    assert place.pairing.state == "declined"
    assert take(db, "yes", name="t3").fate == "not_an_answer"
    assert whys(db) == {(mentors.joan, "unread_text")}


def test_a_yes_that_nobody_waits_for_is_a_reason_to_ring(asked: Mentors, db: Session) -> None:
    assert take(db, "yes").fate == "not_an_answer"
    assert whys(db) == {(asked.joan, "unread_text")}


def test_met_by_text_notes_the_meeting_that_was_planned(asked: Mentors, db: Session) -> None:
    pairing = db.scalars(select(Pairing)).one()
    planned = make_meeting(db, pairing, starts_at=CAME - timedelta(hours=1))
    make_meeting(db, pairing, starts_at=CAME + timedelta(days=3))
    assert take(db, "Met").fate == "answer"
    assert (planned.state, planned.noted_via, planned.noted_by_id) == (
        "happened",
        "text",
        asked.joan.id,
    )
    assert pairing.last_met_on == CAME.date()


def test_met_without_a_plan_is_today_in_the_way_they_met_last(asked: Mentors, db: Session) -> None:
    assert take(db, "we met").fate == "not_an_answer"
    pairing = db.scalars(select(Pairing)).one()
    before = CAME - timedelta(days=20)
    make_meeting(db, pairing, starts_at=before, state="happened", happened_on=before.date())
    assert take(db, "we met", name="t2").fate == "answer"
    assert pairing.last_met_on == CAME.date()
