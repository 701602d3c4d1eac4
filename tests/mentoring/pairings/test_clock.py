"""What time does: people are asked and rung, and what is over ends with an entry in the log."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from app.cohorts.models import Enrolment
from app.mentoring.actions.answers import answer_proposal
from app.mentoring.actions.entries import Entry
from app.mentoring.actions.in_time import move_in_time
from app.mentoring.actions.proposals import look_after_proposals, raise_calls
from app.mentoring.models import MentoringCall, MentoringProfile, PairingChange
from app.mentoring.rules.states import (
    ACTIVE,
    AGREEING,
    ANSWER_WITHIN,
    CLOSED,
    CLOSING,
    EXPIRED,
    KEPT_APART,
    LEFT_PROGRAMME,
    NO_ROOM,
    NO_WAY_TO_REACH,
    PAUSED,
    PROPOSED,
    SUSPENDED,
    WITHDRAWN,
)
from app.people.models import Person
from app.post.models import Letter
from tests.clock import NOON
from tests.make.cohorts import make_cohort, make_enrolment
from tests.make.mentoring import Mentors, make_agreement, make_apart, make_pairing, make_profile
from tests.mentoring.pairings.test_answers import letters

OVER = NOON + ANSWER_WITHIN


def calls(db: Session) -> set[tuple[str, str]]:
    """Whom to ring, and why."""
    rows = db.execute(
        select(Person.name, MentoringCall.why)
        .join(Person, Person.id == MentoringCall.person_id)
        .where(MentoringCall.settled_at.is_(None))
    )
    return {(name.split()[0], why) for name, why in rows}


def last_move(db: Session) -> tuple[str, str, str]:
    """How it ended, in which part, and for what reason."""
    row = db.scalars(select(PairingChange).order_by(PairingChange.id.desc())).first()
    assert row is not None
    assert row.actor_id is None
    return row.after, row.mover, row.reason


def test_both_are_asked_once_by_their_own_way(mentors: Mentors) -> None:
    db = mentors.db
    mentors.pairing(PROPOSED)
    for _ in range(2):
        assert look_after_proposals(db, now=NOON) == 0
    assert letters(db) == {("pair_proposed", "Joan"), ("pair_proposed", "Petra")}
    assert calls(db) == set()


def test_a_proposal_ends_when_its_time_is_over(mentors: Mentors) -> None:
    db, place = mentors.db, mentors.pairing(PROPOSED)
    look_after_proposals(db, now=OVER - timedelta(minutes=1))
    assert place.pairing.state == PROPOSED
    assert calls(db) == {("Joan", "no_answer_yet"), ("Petra", "no_answer_yet")}
    assert look_after_proposals(db, now=OVER) == 1
    assert last_move(db) == (EXPIRED, "clock", "")
    assert letters(db) == {("pair_not_now", "Joan"), ("pair_not_now", "Petra")}
    assert look_after_proposals(db, now=OVER) == 0


def test_whoever_has_answered_is_not_rung(mentors: Mentors) -> None:
    db, place = mentors.db, mentors.pairing(PROPOSED)
    answer_proposal(db, place, Entry(mentors.joan, mentors.joan.id), says_yes=True, now=NOON)
    raise_calls(db, now=OVER - timedelta(days=5))
    assert calls(db) == {("Petra", "no_answer_yet")}


def test_a_side_without_a_channel_is_rung_and_then_it_is_taken_back(mentors: Mentors) -> None:
    db = mentors.db
    mentors.joan.channel, mentors.joan.post_address = "post", ""
    mentors.pairing(PROPOSED)
    for _ in range(2):
        look_after_proposals(db, now=NOON)
    assert calls(db) == {("Joan", "no_way_to_reach")}
    look_after_proposals(db, now=OVER)
    assert last_move(db) == (WITHDRAWN, "clock", NO_WAY_TO_REACH)


def test_a_letter_that_cannot_arrive_is_a_reason_to_ring(mentors: Mentors) -> None:
    db = mentors.db
    mentors.pairing(PROPOSED)
    look_after_proposals(db, now=NOON)
    db.execute(update(Letter).where(Letter.person_id == mentors.petra.id).values(state="refused"))
    look_after_proposals(db, now=NOON)
    assert calls(db) == {("Petra", "no_way_to_reach")}


def test_a_call_that_was_made_is_not_asked_for_again_within_a_week(mentors: Mentors) -> None:
    db = mentors.db
    mentors.joan.channel = "post"
    mentors.pairing(PROPOSED)
    raise_calls(db, now=NOON)
    db.execute(update(MentoringCall).values(settled_at=NOON))
    raise_calls(db, now=NOON + timedelta(days=6))
    assert calls(db) == set()
    raise_calls(db, now=NOON + timedelta(days=8))
    assert calls(db) == {("Joan", "no_way_to_reach")}


def test_who_has_not_signed_for_a_long_time_is_rung(mentors: Mentors) -> None:
    db, place = mentors.db, mentors.pairing(AGREEING)
    raise_calls(db, now=NOON + timedelta(days=13))
    assert calls(db) == set()
    make_agreement(db, place)
    raise_calls(db, now=NOON + timedelta(days=15))
    assert calls(db) == set()
    make_agreement(db, place, number=2, signed=False)
    raise_calls(db, now=NOON + timedelta(days=15))
    assert calls(db) == {("Joan", "no_answer_yet"), ("Petra", "no_answer_yet")}


def leave(db: Session, person: Person) -> None:
    """They leave every cohort."""
    db.execute(update(Enrolment).where(Enrolment.person_id == person.id).values(state="left"))
    db.commit()


def erase(db: Session, person: Person) -> None:
    """Their row goes."""
    db.execute(delete(Enrolment).where(Enrolment.person_id == person.id))
    db.execute(delete(Person).where(Person.id == person.id))
    db.commit()


@pytest.mark.parametrize("goes", [leave, erase])
@pytest.mark.parametrize("state", [PROPOSED, AGREEING, ACTIVE, PAUSED, CLOSING, SUSPENDED])
def test_a_pair_ends_when_one_leaves_the_programme(
    mentors: Mentors, state: str, goes: Callable[[Session, Person], None]
) -> None:
    db, place = mentors.db, mentors.pairing(state)
    goes(db, mentors.petra)
    now = datetime(2027, 1, 21, tzinfo=NOON.tzinfo)
    ended = look_after_proposals(db, now=now) + move_in_time(db, now=now)
    assert ended == 1
    db.refresh(place.pairing)
    assert place.pairing.state == (WITHDRAWN if state == PROPOSED else CLOSED)
    assert last_move(db) == (place.pairing.state, "clock", LEFT_PROGRAMME)
    assert look_after_proposals(db, now=now) + move_in_time(db, now=now) == 0
    if state == PROPOSED:
        assert ("pair_not_now", "Joan") in letters(db)


def test_whoever_is_in_another_cohort_still_has_not_left(mentors: Mentors) -> None:
    db = mentors.db
    mentors.pairing(ACTIVE)
    make_enrolment(db, make_cohort(db), mentors.petra)
    in_first = Enrolment.cohort_id == mentors.cohort.id
    here = Enrolment.person_id == mentors.petra.id
    db.execute(update(Enrolment).where(in_first, here).values(state="left"))
    assert move_in_time(db, now=NOON) == 0


def test_two_who_keep_apart_meanwhile_are_not_asked_any_longer(mentors: Mentors) -> None:
    db = mentors.db
    mentors.pairing(PROPOSED)
    make_apart(db, mentors.petra, mentors.joan)
    look_after_proposals(db, now=NOON)
    assert last_move(db) == (WITHDRAWN, "clock", KEPT_APART)


@pytest.mark.parametrize("change", [{"capacity": 0}, {"state": "resting"}])
def test_a_proposal_to_somebody_without_room_is_taken_back(
    mentors: Mentors, change: dict[str, object]
) -> None:
    db = mentors.db
    mentors.pairing(PROPOSED)
    profile = MentoringProfile.person_id == mentors.petra.id
    db.execute(update(MentoringProfile).where(profile).values(change))
    look_after_proposals(db, now=NOON)
    assert last_move(db) == (WITHDRAWN, "clock", NO_ROOM)


def test_room_that_is_made_smaller_keeps_what_is_under_way_and_then_the_older(
    mentors: Mentors,
) -> None:
    db = mentors.db
    make_profile(db, mentors.other, side="proposes")
    make_profile(db, mentors.facilitator, side="proposes")
    petra = db.get_one(MentoringProfile, mentors.petra.id)
    petra.capacity = 3
    mina, sam = mentors.coordinator, mentors.lead
    newer = make_pairing(
        db, mentors.other, mentors.petra, mina, sam, PROPOSED, now=NOON + timedelta(hours=1)
    )
    older = make_pairing(db, mentors.facilitator, mentors.petra, mina, sam, PROPOSED)
    active = make_pairing(
        db, mentors.joan, mentors.petra, mina, sam, ACTIVE, now=NOON + timedelta(hours=2)
    )
    petra.capacity = 2
    db.flush()
    look_after_proposals(db, now=NOON + timedelta(hours=3))
    states = [one.pairing.state for one in (newer, older, active)]
    assert states == [WITHDRAWN, PROPOSED, ACTIVE]
