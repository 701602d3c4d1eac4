"""Whom a coordinator rings and why, and the letters that they bring."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.kit.db import new_id
from app.mentoring.models import CheckIn, MentoringCall
from app.mentoring.rules.calls import BROUGHT_BY_COORDINATORS
from app.mentoring.rules.states import ACTIVE
from app.post.actions.plan import NewLetter, plan_letters
from app.post.actions.send import send_due
from app.post.models import Letter
from app.wiring import letter_kinds
from tests.clock import NOON, StoppedClock
from tests.conftest import As, CountStatements
from tests.make.mentoring import Mentors, make_call, make_check_in
from tests.make.people import make_person
from tests.mentoring.check_ins.test_coordination import CALLS, text_of

if TYPE_CHECKING:
    from app.wiring import Platform


def test_reasons_are_settled_once(mentors: Mentors, db: Session, as_person: As) -> None:
    place = mentors.pairing(ACTIVE)
    call = make_call(db, mentors.joan, place.pairing, "low")
    client = as_person(mentors.coordinator)
    page = text_of(client, CALLS)
    assert "07700 900101" in page
    assert "They said that it is not going well, with" in page
    client.post(f"{CALLS}{call.id}/settlements")
    assert "Nobody is waiting for a call" in text_of(client, CALLS)
    client.post(f"{CALLS}{call.id}/settlements")
    assert "Somebody has been in touch with them about this already." in text_of(client, CALLS)
    db.expire_all()
    assert (call.settled_at, call.settled_by_id) == (NOON, mentors.coordinator.id)


def test_the_same_reason_can_come_again_when_it_is_settled(
    mentors: Mentors, db: Session, as_person: As
) -> None:
    place = mentors.pairing(ACTIVE)
    row = make_check_in(db, place.pairing, mentors.petra)
    for _ in range(2):
        as_person(mentors.petra).post(f"/mentoring/check-ins/{row.id}", data={"wants_call": "y"})
        call = db.scalars(select(MentoringCall).where(MentoringCall.settled_at.is_(None))).one()
        as_person(mentors.coordinator).post(f"{CALLS}{call.id}/settlements")
        db.expire_all()


def _listed(
    db: Session, mentors: Mentors, platform: Platform, clock: StoppedClock, channel: str
) -> Letter:
    place = mentors.pairing(ACTIVE)
    mentors.petra.phone, mentors.petra.post_address = "+447700900102", "1 High Street"
    mentors.petra.channel = channel
    asked = make_check_in(db, place.pairing, mentors.petra)
    plan_letters(db, [NewLetter(mentors.petra.id, "check_in", asked.id, NOON)], now=NOON)
    db.commit()
    send_due(platform.sessions, platform.office, clock=clock)
    return db.scalars(select(Letter).where(Letter.kind == "check_in")).one()


@pytest.mark.parametrize(("channel", "way"), [("call", "07700 900102"), ("post", "1 High Street")])
def test_letters_by_call_and_post_are_brought_by_coordinators(
    mentors: Mentors,
    db: Session,
    platform: Platform,
    clock: StoppedClock,
    as_person: As,
    *,
    channel: str,
    way: str,
) -> None:
    letter = _listed(db, mentors, platform, clock, channel)
    client = as_person(mentors.coordinator)
    page = text_of(client, CALLS)
    assert "How is it going with you and Joan Longstreet?" in page
    assert way in page
    assert f"check-ins/{letter.about_id}/answers" in page
    sent = {"letter": str(letter.id), "request_key": str(new_id())}
    assert client.post(CALLS, data=sent).status_code == 422
    client.post(CALLS, data={**sent, "outcome": "no_answer"})
    assert "Tomorrow" in text_of(client, CALLS)
    client.post(CALLS, data={**sent, "outcome": "done", "request_key": str(new_id())})
    assert "Nobody is waiting for a call" in text_of(client, CALLS)
    db.expire_all()
    assert letter.state == "sent"


def test_what_is_answered_meanwhile_leaves_the_list(
    mentors: Mentors, db: Session, platform: Platform, clock: StoppedClock, as_person: As
) -> None:
    letter = _listed(db, mentors, platform, clock, "call")
    db.get_one(CheckIn, letter.about_id).state = "not_asked"
    assert "Nobody is waiting for a call" in text_of(as_person(mentors.coordinator), CALLS)


def test_letters_of_a_cohort_are_not_a_coordinators(
    mentors: Mentors, db: Session, as_person: As
) -> None:
    other = make_person(db, name="Cara Cohort", phone="+447700900109", channel="call")
    letter = Letter(
        person_id=other.id,
        kind="session",
        about_id=new_id(),
        occurrence="",
        channel="call",
        due_at=NOON,
        state="listed",
        created_at=NOON,
    )
    letter.cohort_id = mentors.cohort.id
    db.add(letter)
    client = as_person(mentors.coordinator)
    assert "Cara Cohort" not in text_of(client, CALLS)
    client.post(CALLS, data={"letter": str(letter.id), "outcome": "done"})
    db.expire_all()
    assert letter.state == "listed"


def test_a_call_without_a_number_says_what_to_do(
    mentors: Mentors, db: Session, as_person: As
) -> None:
    mentors.joan.phone, mentors.joan.channel = None, "post"
    make_call(db, mentors.joan, None, "no_way_to_reach")
    page = text_of(as_person(mentors.coordinator), CALLS)
    assert "There is no number and no address." in page


def test_calls_are_paged_and_cost_the_same(
    mentors: Mentors, db: Session, as_person: As, count_statements: CountStatements
) -> None:
    make_call(db, mentors.joan, None, "low")
    client = as_person(mentors.coordinator)
    client.get("/mentoring/")
    with count_statements() as one:
        client.get(CALLS)
    for n in range(60):
        make_call(db, make_person(db, name=f"Person {n:02}"), None, "low")
    db.commit()
    with count_statements() as many:
        assert "Showing 1 to 50 of 61" in text_of(client, CALLS)
    assert len(one) == len(many) <= 8


def test_every_letter_of_mentoring_but_those_about_worries_has_somebody_who_brings_it() -> None:
    of_mentoring = {
        kind.name for kind in letter_kinds() if type(kind).__module__.startswith("app.mentoring.")
    }
    about_worries = {
        kind.name for kind in letter_kinds() if type(kind).__module__.endswith("kinds.worries")
    }
    assert about_worries
    assert of_mentoring - about_worries <= set(BROUGHT_BY_COORDINATORS)
    assert not about_worries & set(BROUGHT_BY_COORDINATORS)


def test_nobody_is_rung_about_an_answer_that_they_gave(
    mentors: Mentors, db: Session, as_person: As
) -> None:
    place = mentors.pairing("proposed")
    for person in (mentors.joan, mentors.petra):
        make_call(db, person, place.pairing, "no_answer_yet")
    place.member(mentors.joan.id).row.answer = "yes"
    db.commit()
    page = text_of(as_person(mentors.coordinator), CALLS)
    said = 'They have not answered yet, with <span dir="auto">'
    assert f"{said}Joan Longstreet" in page
    assert f"{said}Petra Nurse" not in page
