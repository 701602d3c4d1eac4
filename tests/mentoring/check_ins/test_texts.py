"""Every text that comes in is taken once and has a fate; what is no answer is never lost."""

from __future__ import annotations

import json
import os
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.gateways.ports.inbox import ReceivedText
from app.mentoring.actions.check_ins import ask_check_ins
from app.mentoring.actions.pairings import By, move_pairing
from app.mentoring.actions.texts import forget_strangers_texts, read_texts, take_text
from app.mentoring.models import CheckIn, CheckInText, MentoringCall, MentoringProfile, Pairing
from app.mentoring.queries.check_ins import own_texts
from app.mentoring.rules.states import ACTIVE, MEMBER, PAUSED, PROPOSED
from app.people.models import Person
from app.vault.models import VaultKey
from tests.clock import NOON, StoppedClock
from tests.make.cohorts import make_member
from tests.make.mentoring import Mentors, make_meeting, make_pairing, make_profile
from tests.make.people import make_person

if TYPE_CHECKING:
    from app.wiring import Platform

ASKED = NOON + timedelta(days=30, hours=1)
CAME = ASKED + timedelta(hours=2)


def _text(words: str, *, of: str = "07700 900101", name: str = "t1") -> ReceivedText:
    return ReceivedText(name, of, words, CAME)


def _take(db: Session, words: str, **more: str) -> CheckInText:
    got = take_text(db, _text(words, **more), now=CAME)
    assert got is not None
    return got


def _answer(db: Session, person: Person) -> tuple[str, str | None, str | None, bool]:
    db.expire_all()
    row = db.scalars(select(CheckIn).where(CheckIn.person_id == person.id)).one()
    return row.state, row.answer, row.via, row.wants_call


def _whys(db: Session) -> set[tuple[Person, str]]:
    people = {one.id: one for one in db.scalars(select(Person))}
    return {(people[row.person_id], row.why) for row in db.scalars(select(MentoringCall))}


@pytest.fixture
def asked(mentors: Mentors, db: Session) -> Mentors:
    mentors.pairing(ACTIVE)
    ask_check_ins(db, now=ASKED)
    return mentors


def test_an_answer_by_text_is_kept(asked: Mentors, db: Session) -> None:
    got = _take(db, "Well thanks")
    assert (got.fate, got.person_id, got.sealed_words) == ("answer", asked.joan.id, None)
    assert _answer(db, asked.joan) == ("answered", "well", "text", False)
    assert _answer(db, asked.petra)[0] == "asked"
    assert _whys(db) == set()


def test_a_low_answer_and_a_wish_are_reasons_to_ring(asked: Mentors, db: Session) -> None:
    _take(db, "LOW CALL")
    assert _answer(db, asked.joan) == ("answered", "low", "text", True)
    assert _whys(db) == {(asked.joan, "low"), (asked.joan, "wants_call")}


def test_a_wish_alone_is_kept_and_the_question_stays_open(asked: Mentors, db: Session) -> None:
    assert _take(db, "Call me please").fate == "answer"
    assert _answer(db, asked.joan) == ("asked", None, None, True)
    assert _whys(db) == {(asked.joan, "wants_call")}
    _take(db, "mixed", name="t2")
    assert _answer(db, asked.joan) == ("answered", "mixed", "text", False)


def test_somebody_may_say_something_else_later(asked: Mentors, db: Session) -> None:
    _take(db, "low")
    _take(db, "well", name="t2")
    assert _answer(db, asked.joan)[1] == "well"


def test_the_same_text_again_changes_nothing(asked: Mentors, db: Session) -> None:
    _take(db, "low")
    _take(db, "well", name="t2")
    assert take_text(db, _text("low"), now=CAME) is None
    assert _answer(db, asked.joan)[1] == "well"


def test_what_is_no_answer_is_kept_for_its_writer_and_somebody_rings(
    asked: Mentors, db: Session
) -> None:
    words = "My sister is ill so I do not know \N{PENSIVE FACE}"
    got = _take(db, words)
    assert got.fate == "not_an_answer"
    assert words.encode() not in (got.sealed_words or b"")
    assert [one.words for one in own_texts(db, asked.joan)] == [words]
    assert own_texts(db, asked.petra) == []
    assert _whys(db) == {(asked.joan, "unread_text")}
    # So that the list of pairs says who needs a call.
    assert db.scalars(select(MentoringCall.pairing_id)).one() is not None
    assert _answer(db, asked.joan)[0] == "asked"


def test_two_on_one_phone_are_told_apart_by_their_names(asked: Mentors, db: Session) -> None:
    asked.petra.phone = asked.joan.phone
    db.flush()
    assert _take(db, "well").fate == "several_people"
    assert _whys(db) == {(asked.joan, "unread_text"), (asked.petra, "unread_text")}
    assert {_answer(db, one)[0] for one in (asked.joan, asked.petra)} == {"asked"}
    # Each is the other's partner, too; whoever says their own name comes first.
    assert _take(db, "Petra: low", name="t2").person_id == asked.petra.id
    assert _take(db, "joan well", name="t3").person_id == asked.joan.id
    assert (_answer(db, asked.petra)[1], _answer(db, asked.joan)[1]) == ("low", "well")


def test_the_only_one_on_a_shared_phone_who_is_asked_needs_no_name(
    asked: Mentors, db: Session
) -> None:
    make_person(db, name="Harry Husband", phone=asked.joan.phone)
    assert _take(db, "well").person_id == asked.joan.id


def test_whoever_walks_with_two_names_the_other(asked: Mentors, db: Session) -> None:
    third = make_member(db, asked.cohort, name="Tariq Third")
    make_profile(db, third)
    db.get_one(MentoringProfile, asked.joan.id).capacity = 2
    db.flush()
    make_pairing(db, asked.joan, third, asked.coordinator, asked.lead, ACTIVE)
    ask_check_ins(db, now=ASKED)
    assert _take(db, "well").fate == "not_an_answer"
    got = _take(db, "Tariq mixed", name="t2")
    assert got.fate == "answer"
    # The other one is the only one left without an answer.
    last = _take(db, "low", name="t3")
    rows: dict[UUID | None, str | None] = {
        row.id: row.answer for row in db.scalars(select(CheckIn))
    }
    assert (rows[got.check_in_id], rows[last.check_in_id]) == ("mixed", "low")


def test_a_text_from_nobodys_number_is_not_kept_for_long(asked: Mentors, db: Session) -> None:
    got = _take(db, "well", of="07700 900999")
    assert (got.fate, got.person_id, got.sealed_words) == ("nobody", None, None)
    assert _take(db, "x", of="not a number", name="t2").fate == "nobody"
    assert _whys(db) == set()
    assert forget_strangers_texts(db, now=CAME + timedelta(days=29)) == 0
    assert forget_strangers_texts(db, now=CAME + timedelta(days=31)) == 2


def test_an_answer_during_a_break_is_read_by_nobody_but_somebody_rings(
    asked: Mentors, db: Session
) -> None:
    place = db.scalars(select(CheckIn)).first()
    assert place is not None
    move_pairing(db, place.pairing_id, PAUSED, by=By(MEMBER, asked.joan), now=ASKED)
    assert _take(db, "well").fate == "not_an_answer"
    assert _whys(db) == {(asked.joan, "unread_text")}


def test_a_proposal_is_answered_by_text(mentors: Mentors, db: Session) -> None:
    place = mentors.pairing(PROPOSED)
    assert _take(db, "Yes please").fate == "answer"
    own = place.member(mentors.joan.id).row
    db.refresh(own)
    assert (own.answer, own.answered_by_id) == ("yes", None)
    # Whoever thinks better of it may still say no while the other has not answered.
    assert _take(db, "no thank you", name="t2").fate == "answer"
    db.refresh(place.pairing)
    assert place.pairing.state == "declined"
    assert _take(db, "yes", name="t3").fate == "not_an_answer"
    assert _whys(db) == {(mentors.joan, "unread_text")}


def test_a_yes_that_nobody_waits_for_is_a_reason_to_ring(asked: Mentors, db: Session) -> None:
    assert _take(db, "yes").fate == "not_an_answer"
    assert _whys(db) == {(asked.joan, "unread_text")}


def test_met_by_text_notes_the_meeting_that_was_planned(asked: Mentors, db: Session) -> None:
    pairing = db.scalars(select(Pairing)).one()
    planned = make_meeting(db, pairing, starts_at=CAME - timedelta(hours=1))
    make_meeting(db, pairing, starts_at=CAME + timedelta(days=3))
    assert _take(db, "Met").fate == "answer"
    assert (planned.state, planned.noted_via, planned.noted_by_id) == (
        "happened",
        "text",
        asked.joan.id,
    )
    assert pairing.last_met_on == CAME.date()


def test_met_without_a_plan_is_today_in_the_way_they_met_last(asked: Mentors, db: Session) -> None:
    assert _take(db, "we met").fate == "not_an_answer"
    pairing = db.scalars(select(Pairing)).one()
    before = CAME - timedelta(days=20)
    make_meeting(db, pairing, starts_at=before, state="happened", happened_on=before.date())
    assert _take(db, "we met", name="t2").fate == "answer"
    assert pairing.last_met_on == CAME.date()


def _put(platform: Platform, name: str, at: datetime, **told: str) -> Path:
    folder = platform.settings.data_dir / "texts" / "in"
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{name}.json"
    file.write_text(json.dumps(told))
    os.utime(file, (at.timestamp(), at.timestamp()))
    return file


def test_the_worker_takes_what_lies_in_the_folder_once(
    asked: Mentors, db: Session, platform: Platform, clock: StoppedClock
) -> None:
    db.commit()
    assert platform.inbox is not None
    _put(platform, "second", CAME, **{"from": "+447700900101", "text": "low"})
    _put(platform, "first", CAME - timedelta(minutes=5), **{"from": "07700900101", "text": "well"})
    _put(platform, "other", CAME, hello="nothing")
    _put(platform, "long-ago", CAME - timedelta(days=8), **{"from": "1", "text": "old"})
    clock.moment = CAME
    assert read_texts(platform.sessions, platform.inbox, clock=clock) == 2
    assert read_texts(platform.sessions, platform.inbox, clock=clock) == 0
    assert _answer(db, asked.joan)[1] == "low"
    _put(platform, "late", CAME - timedelta(hours=3), **{"from": "+447700900101", "text": "call"})
    clock.move(minutes=1)
    assert read_texts(platform.sessions, platform.inbox, clock=clock) == 1


HALF_AN_EMOJI = "\ud83d"


def test_half_an_emoji_keeps_nobodys_text_waiting(
    asked: Mentors, db: Session, platform: Platform, clock: StoppedClock
) -> None:
    asked.petra.phone = "+447700900102"
    db.commit()
    assert platform.inbox is not None
    broken = f"It was lovely {HALF_AN_EMOJI}"
    _put(platform, "1", CAME - timedelta(minutes=5), **{"from": "07700900101", "text": broken})
    _put(platform, "2", CAME - timedelta(minutes=4), **{"from": HALF_AN_EMOJI, "text": "well"})
    _put(platform, "3", CAME, **{"from": "07700900102", "text": "low"})
    clock.moment = CAME
    assert read_texts(platform.sessions, platform.inbox, clock=clock) == 3
    assert [one.words for one in own_texts(db, asked.joan)] == ["It was lovely ?"]
    assert (asked.joan, "unread_text") in _whys(db)
    assert _answer(db, asked.petra)[1] == "low"


def test_a_text_that_cannot_be_taken_keeps_no_other_waiting_and_is_tried_again(
    asked: Mentors, db: Session, platform: Platform, clock: StoppedClock
) -> None:
    asked.petra.phone = "+447700900102"
    _take(db, "I do not know")
    key = db.scalars(select(VaultKey).where(VaultKey.owner_id == asked.joan.id)).one()
    whole, key.locked = key.locked, b"not a key"
    db.commit()
    assert platform.inbox is not None
    _put(platform, "1", CAME - timedelta(minutes=5), **{"from": "07700900101", "text": "Who?"})
    _put(platform, "2", CAME, **{"from": "07700900102", "text": "low"})
    clock.moment = CAME
    assert read_texts(platform.sessions, platform.inbox, clock=clock) == 1
    assert _answer(db, asked.petra)[1] == "low"
    key.locked = whole
    db.commit()
    assert read_texts(platform.sessions, platform.inbox, clock=clock) == 1
    assert {one.words for one in own_texts(db, asked.joan)} == {"I do not know", "Who?"}
