"""Two are proposed to each other: once, with room on both sides, and never when kept apart."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select, text, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, sessionmaker

from app.cohorts.models import Enrolment
from app.cohorts.rules import LEFT
from app.kit.db import new_id
from app.kit.errors import Refusal
from app.mentoring.actions.pairings import By, move_pairing
from app.mentoring.actions.proposing import Proposal, propose_pairing, propose_pairings
from app.mentoring.errors.pairings import (
    CannotBePaired,
    NoRoom,
    NotInProgramme,
    PairedAlready,
)
from app.mentoring.models import Pairing, PairingChange
from app.mentoring.rules.runs import KEPT_APART, LEFT_PROGRAMME, NO_ROOM, PAIRED
from app.mentoring.rules.states import (
    ACTIVE,
    AGREEING,
    CLOSED,
    MEMBER,
    OPEN,
    PROPOSED,
)
from app.mentoring.rules.topics import LINE_MANAGEMENT, NOT_AGAIN
from app.people.models import Person
from tests.clock import NOON
from tests.conftest import CountStatements
from tests.make.mentoring import Mentors, make_apart, make_profile

LATER = NOON + timedelta(days=1)


@pytest.fixture
def mentors(db: Session) -> Mentors:
    return Mentors(db)


def propose(db: Session, mentors: Mentors, key: UUID | None = None) -> Pairing:
    proposal = Proposal(mentors.petra.id, mentors.joan.id, "by_hand")
    by = mentors.coordinator
    return propose_pairing(db, proposal, by=by, request_key=key or new_id(), now=NOON)


def log_of(db: Session, pairing_id: UUID) -> list[tuple[object, ...]]:
    rows = db.execute(
        select(
            PairingChange.before,
            PairingChange.after,
            PairingChange.mover,
            PairingChange.reason,
            PairingChange.actor_id,
            PairingChange.for_id,
        )
        .where(PairingChange.pairing_id == pairing_id)
        .order_by(PairingChange.at, PairingChange.id)
    )
    return [tuple(row) for row in rows]


def test_a_form_sent_twice_makes_one_pairing_and_one_move(db: Session, mentors: Mentors) -> None:
    key = new_id()
    first, again = propose(db, mentors, key), propose(db, mentors, key)
    assert first.id == again.id
    by = By(MEMBER, mentors.joan)
    assert move_pairing(db, first.id, AGREEING, by=by, now=NOON).is_new
    twice = move_pairing(db, first.id, AGREEING, by=by, now=LATER)
    assert (twice.is_new, twice.pairing.state_since) == (False, NOON)
    assert len(log_of(db, first.id)) == 2


@pytest.mark.parametrize("state", OPEN)
def test_the_same_two_are_asked_again_only_when_it_is_over(
    db: Session, mentors: Mentors, state: str
) -> None:
    mentors.pairing(state)
    make_profile_roomy(db, mentors)
    with pytest.raises(PairedAlready):
        propose(db, mentors)


def make_profile_roomy(db: Session, mentors: Mentors) -> None:
    db.execute(text("UPDATE mentoring_profile SET capacity = 5"))
    db.commit()


def test_after_an_end_the_same_two_can_begin_again(db: Session, mentors: Mentors) -> None:
    mentors.pairing(CLOSED)
    assert propose(db, mentors).state == PROPOSED


def test_the_database_itself_keeps_the_same_two_from_two_open_pairings(
    db: Session, mentors: Mentors
) -> None:
    old = mentors.pairing(CLOSED)
    mentors.pairing(ACTIVE)
    with pytest.raises(IntegrityError, match="uq_pairing_open"):
        db.execute(update(Pairing).where(Pairing.id == old.pairing.id).values(state=ACTIVE))


@pytest.mark.parametrize("why", [NOT_AGAIN, LINE_MANAGEMENT])
@pytest.mark.parametrize("other_way", [False, True])
def test_who_is_kept_apart_is_not_paired_and_nobody_is_told_why(
    db: Session, mentors: Mentors, why: str, other_way: bool
) -> None:
    both = [mentors.joan, mentors.petra]
    one, two = reversed(both) if other_way else both
    make_apart(db, one, two, why)
    with pytest.raises(CannotBePaired) as refused:
        propose(db, mentors)
    assert "Joan" not in refused.value.sentence
    assert "not" not in refused.value.sentence.replace("cannot", "")


def test_there_is_room_for_so_many_and_not_for_one_more(db: Session, mentors: Mentors) -> None:
    make_profile(db, mentors.other, side="answers")
    mentors.pairing(PROPOSED)
    # Joan has room for one.
    proposal = Proposal(mentors.joan.id, mentors.other.id, "by_hand")
    with pytest.raises(NoRoom):
        propose_pairing(db, proposal, by=mentors.coordinator, request_key=new_id(), now=NOON)
    # Petra has room for two.
    proposal = Proposal(mentors.petra.id, mentors.other.id, "by_hand")
    made = propose_pairing(db, proposal, by=mentors.coordinator, request_key=new_id(), now=NOON)
    assert made.state == PROPOSED


def test_who_rests_or_has_no_profile_has_no_room(db: Session, mentors: Mentors) -> None:
    without = Proposal(mentors.petra.id, mentors.other.id, "by_hand")
    with pytest.raises(NoRoom):
        propose_pairing(db, without, by=mentors.coordinator, request_key=new_id(), now=NOON)
    db.execute(text("UPDATE mentoring_profile SET state = 'resting'"))
    with pytest.raises(NoRoom):
        propose(db, mentors)


def test_two_proposals_at_once_do_not_take_the_same_room(
    db: Session, sessions: sessionmaker[Session], mentors: Mentors
) -> None:
    make_profile(db, mentors.other, side="answers")
    db.commit()

    def try_for(other: Person) -> str:
        with sessions.begin() as own:
            by = own.get_one(Person, mentors.coordinator.id)
            wanted = Proposal(mentors.joan.id, other.id, "by_hand")
            try:
                propose_pairing(own, wanted, by=by, request_key=new_id(), now=NOON)
            except NoRoom:
                return "no room"
            return "asked"

    with ThreadPoolExecutor(2) as pool:
        said = sorted(pool.map(try_for, (mentors.petra, mentors.other)))
    assert said == ["asked", "no room"]


def none(_db: Session, _mentors: Mentors) -> None:
    """Nothing stands against it."""


def one_left(db: Session, mentors: Mentors) -> None:
    db.execute(update(Enrolment).where(Enrolment.person_id == mentors.joan.id).values(state=LEFT))


def kept_apart(db: Session, mentors: Mentors) -> None:
    make_apart(db, mentors.joan, mentors.petra, NOT_AGAIN)


def paired(db: Session, mentors: Mentors) -> None:
    mentors.pairing(ACTIVE)
    make_profile_roomy(db, mentors)


def no_room(db: Session, _mentors: Mentors) -> None:
    db.execute(text("UPDATE mentoring_profile SET capacity = 0"))


def resting(db: Session, _mentors: Mentors) -> None:
    db.execute(text("UPDATE mentoring_profile SET state = 'resting'"))


@pytest.mark.parametrize(
    ("stands_against", "why", "refusal"),
    [
        (one_left, LEFT_PROGRAMME, NotInProgramme),
        (kept_apart, KEPT_APART, CannotBePaired),
        (paired, PAIRED, PairedAlready),
        (no_room, NO_ROOM, NoRoom),
        (resting, NO_ROOM, NoRoom),
        (none, None, None),
    ],
)
def test_two_alone_and_among_many_are_refused_for_the_same(
    db: Session,
    mentors: Mentors,
    stands_against: Callable[[Session, Mentors], None],
    why: str | None,
    refusal: type[Refusal] | None,
) -> None:
    stands_against(db, mentors)
    by, key = mentors.coordinator, new_id()
    two = Proposal(mentors.petra.id, mentors.joan.id, "by_hand")
    with db.begin_nested() as attempt:
        assert propose_pairings(db, {key: two}, by=by, now=NOON).refused.get(key) == why
        attempt.rollback()
    if refusal is None:
        assert propose(db, mentors).state == PROPOSED
    else:
        with pytest.raises(refusal):
            propose(db, mentors)


def test_a_person_is_not_paired_with_themselves(db: Session, mentors: Mentors) -> None:
    alone = Proposal(mentors.petra.id, mentors.petra.id, "by_hand")
    with pytest.raises(CannotBePaired):
        propose_pairing(db, alone, by=mentors.coordinator, request_key=new_id(), now=NOON)


def test_many_asked_twice_are_asked_once(db: Session, mentors: Mentors) -> None:
    proposals = {new_id(): Proposal(mentors.petra.id, mentors.joan.id, "by_hand")}
    first = propose_pairings(db, proposals, by=mentors.coordinator, now=NOON)
    again = propose_pairings(db, proposals, by=mentors.coordinator, now=LATER)
    assert (again.pairings, again.refused) == (first.pairings, {})
    assert len(db.scalars(select(Pairing)).all()) == 1


def test_asking_takes_eight_statements_for_two_or_for_many(
    db: Session, mentors: Mentors, count_statements: CountStatements
) -> None:
    make_profile(db, mentors.other, side="answers")
    by = mentors.coordinator
    many = {
        new_id(): Proposal(mentors.petra.id, one.id, "by_hand")
        for one in (mentors.joan, mentors.other)
    }
    with count_statements() as counted:
        propose_pairings(db, many, by=by, now=NOON)
    assert len(counted) == 8
