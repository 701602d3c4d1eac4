"""Moving a pairing: one at a time, by whoever may, and written down for good."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from itertools import pairwise
from uuid import UUID

import pytest
from sqlalchemy import delete, select, text, update
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session, sessionmaker

from app.kit.db import new_id
from app.kit.errors import NotFound, Refusal
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
from app.mentoring.queries.keys import key_to_read
from app.mentoring.queries.pairings import pairing_place, place_of
from app.mentoring.queries.partners import partners_of
from app.mentoring.rules.states import (
    ACTIVE,
    AGREEING,
    CLOSED,
    CLOSING,
    COORDINATOR,
    DECLINED,
    EXPIRED,
    FINISHED,
    LEFT_PROGRAMME,
    MEMBER,
    ONE_WISHED,
    OPEN,
    PAUSED,
    PROPOSED,
    SAFEGUARDING,
    SAFETY,
    STATES,
    SUSPENDED,
    WITHDRAWN,
)
from app.people.models import Person
from tests.clock import NOON
from tests.conftest import CountStatements
from tests.make.mentoring import Mentors, make_note

LATER = NOON + timedelta(days=1)


@pytest.fixture
def mentors(db: Session) -> Mentors:
    return Mentors(db)


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


def test_both_are_members_alike(db: Session, mentors: Mentors) -> None:
    place = pairing_place(db, mentors.joan, pairing_id=mentors.pairing(ACTIVE).pairing.id)
    assert place is not None
    assert place.partner(mentors.joan.id).name == "Petra Nurse"
    assert place.partner(mentors.petra.id).name == "Joan Longstreet"
    with pytest.raises(LookupError):
        place.partner(mentors.other.id)
    assert [one.name for one in partners_of(db, mentors.joan.id)] == ["Petra Nurse"]
    assert [one.name for one in partners_of(db, mentors.petra.id)] == ["Joan Longstreet"]
    assert pairing_place(db, mentors.joan, pairing_id=new_id()) is None


@pytest.mark.parametrize("state", [PROPOSED, SUSPENDED, CLOSED, DECLINED])
def test_who_is_only_asked_on_hold_or_apart_again_is_nobodys_partner(
    db: Session, mentors: Mentors, state: str
) -> None:
    mentors.pairing(state)
    assert partners_of(db, mentors.joan.id) == []


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


Who = Callable[[Mentors], By]


@pytest.mark.parametrize(
    "who",
    [
        lambda m: By(MEMBER, m.other),
        lambda m: By(MEMBER, m.coordinator),
        lambda m: By(MEMBER, m.facilitator, m.joan.id),
        lambda m: By(MEMBER, m.petra, m.joan.id),
        lambda m: By(MEMBER, m.coordinator, m.other.id),
        lambda m: By(COORDINATOR, m.petra),
        lambda m: By(COORDINATOR, m.programme_lead),
        lambda m: By(COORDINATOR, m.lead),
        lambda m: By(SAFEGUARDING, m.coordinator),
        lambda _: By(SAFEGUARDING, None),
        lambda _: By(MEMBER, None),
    ],
)
def test_nobody_moves_it_in_a_part_that_is_not_theirs(
    db: Session, mentors: Mentors, who: Who
) -> None:
    pairing = mentors.pairing(ACTIVE).pairing
    for state in (PAUSED, CLOSING, CLOSED, SUSPENDED):
        with pytest.raises(NotFound):
            move_pairing(db, pairing.id, state, by=who(mentors), reason=SAFETY, now=NOON)
    assert pairing.state == ACTIVE


def test_a_coordinator_enters_what_a_member_said_and_both_are_in_the_log(
    db: Session, mentors: Mentors
) -> None:
    pairing = mentors.pairing(PROPOSED).pairing
    by = By(MEMBER, mentors.coordinator, mentors.joan.id)
    move_pairing(db, pairing.id, DECLINED, by=by, now=NOON)
    told = (PROPOSED, DECLINED, MEMBER, "", mentors.coordinator.id, mentors.joan.id)
    assert log_of(db, pairing.id)[-1] == told


def test_a_coordinator_who_is_one_of_the_two_is_only_that(db: Session, mentors: Mentors) -> None:
    pairing = mentors.pairing(PROPOSED).pairing
    mentors.petra.roles = ["mentoring_coordinator", "safeguarding_lead"]
    db.flush()
    for by in (
        By(COORDINATOR, mentors.petra),
        By(SAFEGUARDING, mentors.petra),
        By(MEMBER, mentors.petra, mentors.joan.id),
    ):
        with pytest.raises(NotFound):
            move_pairing(db, pairing.id, WITHDRAWN, by=by, reason="taken_back", now=NOON)
    assert move_pairing(db, pairing.id, AGREEING, by=By(MEMBER, mentors.petra), now=NOON).is_new


def test_who_leaves_the_programme_ends_every_open_pairing(db: Session, mentors: Mentors) -> None:
    for state in OPEN:
        pairing = mentors.pairing(state).pairing
        end = WITHDRAWN if state == PROPOSED else CLOSED
        moved = move_pairing(db, pairing.id, end, by=BY_CLOCK, reason=LEFT_PROGRAMME, now=LATER)
        assert (moved.pairing.state, moved.pairing.closed_for) == (end, LEFT_PROGRAMME)
        db.commit()


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


def test_the_log_is_never_changed_and_goes_only_with_its_pairing(
    db: Session, mentors: Mentors
) -> None:
    pairing_id = mentors.pairing(CLOSED).pairing.id
    mine = PairingChange.pairing_id == pairing_id
    for wrong in (
        update(PairingChange).where(mine).values(reason=FINISHED),
        delete(PairingChange).where(mine),
    ):
        with pytest.raises(DatabaseError, match="never changed"):
            db.execute(wrong)
        db.rollback()
    db.execute(delete(Pairing).where(Pairing.id == pairing_id))
    assert log_of(db, pairing_id) == []


def test_what_is_left_when_somebody_is_erased(db: Session, mentors: Mentors) -> None:
    place = mentors.pairing(ACTIVE)
    pairing_id = place.pairing.id
    make_note(db, place, mentors.joan)
    kept = make_note(db, place, mentors.petra).id
    db.commit()
    db.execute(delete(Person).where(Person.id == mentors.joan.id))
    db.commit()
    db.expire_all()
    found = place_of(db, pairing_id)
    assert found is not None
    assert sorted(one.name for one in found.members) == ["Petra Nurse", "Somebody who has left"]
    notes = db.scalars(text("SELECT id FROM notebook_entry")).all()
    assert notes == [kept]
    by_joan = [row for row in log_of(db, pairing_id) if row[2] == MEMBER]
    assert by_joan
    assert all(row[4] is None for row in by_joan)


def test_only_the_two_are_given_their_key(db: Session, mentors: Mentors) -> None:
    place = mentors.pairing(ACTIVE)
    note = make_note(db, place, mentors.joan, "Only for us.")
    for part, person in mentors.everybody.items():
        if part in ("member", "partner"):
            key = key_to_read(db, person, place)
            assert key is not None
            assert key.open(note.sealed_words, "notebook_entry.words", note.id) == "Only for us."
        else:
            with pytest.raises(LookupError):
                key_to_read(db, person, place)


def test_what_a_move_costs(
    db: Session, mentors: Mentors, count_statements: CountStatements
) -> None:
    pairing_id = mentors.pairing(ACTIVE).pairing.id
    by = By(MEMBER, mentors.joan)
    with count_statements() as sent:
        moved: Moved = move_pairing(db, pairing_id, PAUSED, by=by, now=LATER)
    assert moved.is_new
    assert len(sent) <= 4, sent
