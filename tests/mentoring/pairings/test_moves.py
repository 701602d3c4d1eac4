"""Moving a pairing: one at a time, and each step is in its log."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from itertools import pairwise
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from app.kit.errors import Refusal
from app.mentoring.actions.pairings import (
    BY_CLOCK,
    By,
    Moved,
    move_pairing,
)
from app.mentoring.errors.pairings import (
    NotFromHere,
    ReasonNeeded,
)
from app.mentoring.models import Pairing, PairingChange
from app.mentoring.rules.states import (
    ACTIVE,
    AGREEING,
    CLOSED,
    COORDINATOR,
    DECLINED,
    EXPIRED,
    MEMBER,
    ONE_WISHED,
    PAUSED,
    PROPOSED,
    SAFEGUARDING,
    STATES,
    SUSPENDED,
)
from app.people.models import Person
from tests.clock import NOON
from tests.conftest import CountStatements
from tests.make.mentoring import Mentors

LATER = NOON + timedelta(days=1)


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


@pytest.mark.parametrize("state", STATES)
def test_a_pairing_comes_into_each_state_and_each_step_is_in_its_log(
    db: Session, mentors: Mentors, state: str
) -> None:
    place = mentors.pairing(state)
    assert place.pairing.state == state
    log = log_of(db, place.pairing.id)
    assert log[0][:3] == (None, PROPOSED, COORDINATOR)
    assert log[-1][1] == state
    for earlier, later in pairwise(log):
        assert earlier[1] == later[0]


def test_a_hold_goes_back_to_where_it_was(db: Session, mentors: Mentors) -> None:
    pairing = mentors.pairing(PAUSED).pairing
    by = By(SAFEGUARDING, mentors.deputy)
    move_pairing(db, pairing.id, SUSPENDED, by=by, now=NOON)
    assert pairing.held_from == PAUSED
    with pytest.raises(NotFromHere):
        move_pairing(db, pairing.id, ACTIVE, by=by, now=NOON)
    move_pairing(db, pairing.id, PAUSED, by=by, now=NOON)
    back = db.get_one(Pairing, pairing.id, populate_existing=True)
    assert (back.state, back.held_from) == (PAUSED, None)


def test_a_break_may_name_its_last_day(db: Session, mentors: Mentors) -> None:
    pairing = mentors.pairing(ACTIVE).pairing
    by = By(MEMBER, mentors.petra)
    move_pairing(db, pairing.id, PAUSED, by=by, now=NOON, back_on=LATER.date())
    assert pairing.back_on == LATER.date()
    move_pairing(db, pairing.id, ACTIVE, by=BY_CLOCK, now=LATER)
    assert pairing.back_on is None


def test_an_end_keeps_its_reason_and_not_who_wished_it_on_the_pairing(
    db: Session, mentors: Mentors
) -> None:
    pairing = mentors.pairing(ACTIVE).pairing
    with pytest.raises(ReasonNeeded):
        move_pairing(db, pairing.id, CLOSED, by=By(MEMBER, mentors.joan), now=NOON)
    by = By(MEMBER, mentors.joan)
    move_pairing(db, pairing.id, CLOSED, by=by, reason=ONE_WISHED, now=NOON)
    assert pairing.closed_for == ONE_WISHED
    with pytest.raises(NotFromHere) as refused:
        move_pairing(db, pairing.id, PAUSED, by=by, now=NOON)
    assert "ended" in refused.value.sentence


def test_two_who_move_it_at_once_move_it_once(
    db: Session, sessions: sessionmaker[Session], mentors: Mentors
) -> None:
    pairing_id = mentors.pairing(PROPOSED).pairing.id

    def move(to: str) -> str:
        with sessions.begin() as own:
            try:
                by = BY_CLOCK if to == EXPIRED else By(MEMBER, own.get_one(Person, mentors.joan.id))
                return move_pairing(own, pairing_id, to, by=by, now=NOON).pairing.state
            except Refusal:
                return "refused"

    with ThreadPoolExecutor(3) as pool:
        ends = list(pool.map(move, (AGREEING, DECLINED, EXPIRED)))
    db.expire_all()
    assert ends.count("refused") == 2
    assert len(log_of(db, pairing_id)) == 2
    assert db.get_one(Pairing, pairing_id).state in ends


def test_what_a_move_costs(
    db: Session, mentors: Mentors, count_statements: CountStatements
) -> None:
    pairing_id = mentors.pairing(ACTIVE).pairing.id
    by = By(MEMBER, mentors.joan)
    with count_statements() as sent:
        moved: Moved = move_pairing(db, pairing_id, PAUSED, by=by, now=LATER)
    assert moved.is_new
    assert len(sent) <= 4, sent
