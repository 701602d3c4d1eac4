"""Both are asked the same at the same time, each by their own channel, and silence is noticed."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.mentoring.actions.check_ins import ask_check_ins, settle_check_ins
from app.mentoring.actions.pairings import By, move_pairing
from app.mentoring.models import CheckIn, MentoringCall
from app.mentoring.rules.states import (
    ACTIVE,
    AGREEING,
    CLOSED,
    CLOSING,
    MEMBER,
    PAUSED,
    PROPOSED,
    SUSPENDED,
)
from app.post.actions.send import send_due
from app.post.models import Letter
from tests.clock import NOON, StoppedClock
from tests.conftest import CountStatements
from tests.make.cohorts import make_member
from tests.make.mentoring import Mentors, make_pairing, make_profile
from tests.make.people import make_person

if TYPE_CHECKING:
    from app.wiring import Platform

FIRST = NOON + timedelta(days=30, hours=1)


def _asked(db: Session) -> list[tuple[str, int, str]]:
    db.expire_all()
    rows = db.scalars(select(CheckIn).order_by(CheckIn.number, CheckIn.person_id)).all()
    return [(row.person_id.hex, row.number, row.state) for row in rows]


def _whys(db: Session) -> set[tuple[str, str]]:
    return {(row.person_id.hex, row.why) for row in db.scalars(select(MentoringCall))}


def _letters(db: Session, state: str, at: datetime) -> None:
    """Let every letter about a check-in be in this state since a moment."""
    for letter in db.scalars(select(Letter).where(Letter.kind == "check_in")):
        letter.state, letter.sent_at = state, at if state == "sent" else None
    db.flush()


def test_both_are_asked_after_30_days_by_their_own_channel(mentors: Mentors, db: Session) -> None:
    mentors.pairing(ACTIVE)
    assert ask_check_ins(db, now=NOON + timedelta(days=29)) == 0
    assert ask_check_ins(db, now=FIRST) == 2
    assert ask_check_ins(db, now=FIRST + timedelta(hours=1)) == 0
    both = {mentors.joan.id.hex, mentors.petra.id.hex}
    assert {who for who, number, state in _asked(db) if (number, state) == (1, "asked")} == both
    channels = db.execute(select(Letter.person_id, Letter.channel)).all()
    assert {(who, how) for who, how in channels} == {
        (mentors.joan.id, "text"),
        (mentors.petra.id, "email"),
    }


def test_every_60_days_one_follows(mentors: Mentors, db: Session) -> None:
    mentors.pairing(ACTIVE)
    for days in (30, 60, 89, 90, 150):
        ask_check_ins(db, now=NOON + timedelta(days=days, hours=1))
    assert {number for _, number, _ in _asked(db)} == {1, 2, 3}


@pytest.mark.parametrize("state", [PROPOSED, AGREEING, PAUSED, SUSPENDED, CLOSING, CLOSED])
def test_only_pairs_under_way_are_asked(mentors: Mentors, db: Session, state: str) -> None:
    mentors.pairing(state)
    assert ask_check_ins(db, now=FIRST) == 0
    assert _asked(db) == []


def test_whoever_had_a_break_is_asked_when_it_ends_soon_after(
    mentors: Mentors, db: Session
) -> None:
    place = mentors.pairing(PAUSED)
    assert ask_check_ins(db, now=FIRST) == 0
    back = FIRST + timedelta(days=5)
    move_pairing(db, place.pairing.id, ACTIVE, by=By(MEMBER, mentors.joan), now=back)
    assert ask_check_ins(db, now=back) == 2


def test_whoever_cannot_be_reached_is_not_asked_but_rung(mentors: Mentors, db: Session) -> None:
    mentors.pairing(ACTIVE)
    mentors.joan.channel = "post"
    db.flush()
    assert ask_check_ins(db, now=FIRST) == 1
    assert _whys(db) == {(mentors.joan.id.hex, "no_way_to_reach")}
    assert (mentors.joan.id.hex, 1, "not_asked") in _asked(db)


def test_one_missed_is_no_reason_and_two_are(mentors: Mentors, db: Session) -> None:
    mentors.pairing(ACTIVE)
    for number, days in ((1, 30), (2, 90)):
        asked = NOON + timedelta(days=days, hours=1)
        ask_check_ins(db, now=asked)
        _letters(db, "sent", asked)
        assert settle_check_ins(db, now=asked + timedelta(days=13)) == 0
        assert settle_check_ins(db, now=asked + timedelta(days=14)) == 2
        assert settle_check_ins(db, now=asked + timedelta(days=14)) == 0
        assert bool(_whys(db)) == (number == 2)
    both = {mentors.joan.id.hex, mentors.petra.id.hex}
    assert _whys(db) == {(who, "two_missed") for who in both}


def test_a_question_that_never_went_between_two_missed_ones_changes_nothing(
    mentors: Mentors, db: Session
) -> None:
    mentors.pairing(ACTIVE)
    for days, state in ((30, "sent"), (90, "refused"), (150, "sent")):
        asked = NOON + timedelta(days=days, hours=1)
        ask_check_ins(db, now=asked)
        _letters(db, state, asked)
        settle_check_ins(db, now=asked + timedelta(days=14))
    assert {why for _, why in _whys(db)} == {"no_way_to_reach", "two_missed"}


def test_what_never_went_is_nobodys_silence(mentors: Mentors, db: Session) -> None:
    mentors.pairing(ACTIVE)
    ask_check_ins(db, now=FIRST)
    _letters(db, "listed", FIRST)
    assert settle_check_ins(db, now=FIRST + timedelta(days=40)) == 0
    ask_check_ins(db, now=FIRST + timedelta(days=60))
    settle_check_ins(db, now=FIRST + timedelta(days=60))
    assert {state for _, number, state in _asked(db) if number == 1} == {"not_asked"}
    assert _whys(db) == set()


def test_what_came_back_is_a_reason_to_ring(mentors: Mentors, db: Session) -> None:
    mentors.pairing(ACTIVE)
    ask_check_ins(db, now=FIRST)
    _letters(db, "refused", FIRST)
    assert settle_check_ins(db, now=FIRST + timedelta(hours=1)) == 0
    assert {why for _, why in _whys(db)} == {"no_way_to_reach"}
    assert {state for _, _, state in _asked(db)} == {"not_asked"}


def test_a_break_meanwhile_is_no_silence(mentors: Mentors, db: Session) -> None:
    place = mentors.pairing(ACTIVE)
    ask_check_ins(db, now=FIRST)
    _letters(db, "sent", FIRST)
    by = By(MEMBER, mentors.joan)
    move_pairing(db, place.pairing.id, PAUSED, by=by, now=FIRST + timedelta(days=2))
    move_pairing(db, place.pairing.id, ACTIVE, by=by, now=FIRST + timedelta(days=9))
    assert settle_check_ins(db, now=FIRST + timedelta(days=15)) == 0
    assert {state for _, _, state in _asked(db)} == {"not_asked"}


def test_the_letter_asks_and_says_how_to_answer(
    mentors: Mentors, db: Session, platform: Platform, clock: StoppedClock
) -> None:
    mentors.pairing(ACTIVE)
    ask_check_ins(db, now=FIRST)
    db.commit()
    clock.moment = FIRST
    send_due(platform.sessions, platform.office, clock=clock)
    said = {row.person_id: row for row in db.scalars(select(Letter))}
    assert {row.state for row in said.values()} == {"sent"}
    text = next((platform.settings.data_dir / "texts").glob("*.json")).read_text()
    assert (
        "How is it going with you and Petra Nurse? Answer by text with WELL, MIXED or LOW." in text
    )
    mail = next((platform.settings.data_dir / "mail" / "new").iterdir()).read_text()
    assert "/mentoring/check-ins/" in mail


def test_whoever_shares_a_phone_is_asked_to_say_their_name(
    mentors: Mentors, db: Session, platform: Platform, clock: StoppedClock
) -> None:
    make_person(db, name="Harry Husband", phone=mentors.joan.phone)
    mentors.pairing(ACTIVE)
    ask_check_ins(db, now=FIRST)
    db.commit()
    clock.moment = FIRST
    send_due(platform.sessions, platform.office, clock=clock)
    text = next((platform.settings.data_dir / "texts").glob("*.json")).read_text()
    assert "Answer by text with JOAN and one of: WELL, MIXED, LOW." in text


def test_a_letter_lapses_when_a_break_begins_before_it_goes(
    mentors: Mentors, db: Session, platform: Platform, clock: StoppedClock
) -> None:
    place = mentors.pairing(ACTIVE)
    ask_check_ins(db, now=FIRST)
    move_pairing(db, place.pairing.id, PAUSED, by=By(MEMBER, mentors.joan), now=FIRST)
    db.commit()
    clock.moment = FIRST
    send_due(platform.sessions, platform.office, clock=clock)
    assert set(db.scalars(select(Letter.state))) == {"lapsed"}


def test_asking_costs_the_same_however_many_pairs(
    mentors: Mentors, db: Session, count_statements: CountStatements
) -> None:
    mentors.pairing(ACTIVE)
    with count_statements() as one:
        ask_check_ins(db, now=FIRST)
    for number in range(4):
        one_of, two_of = (
            make_member(db, mentors.cohort, name=f"Nobody {number} {side}") for side in "ab"
        )
        make_profile(db, one_of)
        make_profile(db, two_of)
        make_pairing(db, one_of, two_of, mentors.coordinator, mentors.lead, ACTIVE)
    with count_statements() as many:
        assert ask_check_ins(db, now=FIRST) == 8
    assert len(one) == len(many) <= 4
