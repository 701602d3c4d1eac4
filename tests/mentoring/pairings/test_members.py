"""The two of a pairing: both alike, with a key for them alone, and what stays of them."""

from __future__ import annotations

import pytest
from sqlalchemy import delete, text, update
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from app.kit.db import new_id
from app.mentoring.models import Pairing, PairingChange
from app.mentoring.queries.keys import key_to_read
from app.mentoring.queries.pairings import pairing_place, place_of
from app.mentoring.queries.partners import partners_of
from app.mentoring.rules.states import (
    ACTIVE,
    CLOSED,
    DECLINED,
    FINISHED,
    MEMBER,
    PROPOSED,
    SUSPENDED,
)
from app.people.models import Person
from tests.make.mentoring import Mentors, make_note
from tests.mentoring.pairings.test_moves import log_of


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
