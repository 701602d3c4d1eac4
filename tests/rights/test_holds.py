"""A hold stops an erasure at whatever step, and keeps an account from going into another."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.people.models import Person
from app.rights.actions.ask_erasure import ask_erasure
from app.rights.actions.erase import ClaimLost, _claim, _do, erase_due
from app.rights.actions.merge import merge_people
from app.rights.actions.merging.ways import Kept
from app.rights.actions.retention import lift_holds, set_hold
from app.rights.errors import CannotMerge
from app.rights.models import LegalHold
from app.rights.queries.clashes import HELD, clashes
from app.rights.rules.erasing import SOMEONE
from tests.browser_like import post
from tests.clock import NOON, StoppedClock
from tests.conftest import As
from tests.make.people import make_person

if TYPE_CHECKING:
    from app.wiring import Platform

PAGE = "/admin/retention"


@pytest.fixture
def lead(db: Session) -> Person:
    """Somebody who looks after the programme."""
    return make_person(db, name="Lowri Lead", roles=["programme_lead"])


@pytest.fixture
def mary(db: Session, lead: Person, clock: StoppedClock) -> Person:
    """Somebody whose erasure is due."""
    person = make_person(db, name="Mary Leaves", email="mary@leaves.example")
    ask_erasure(db, lead, person, now=clock.now(), at_once=True)
    db.commit()
    return person


def test_the_account_that_goes_into_another_is_not_on_hold(db: Session, lead: Person) -> None:
    stays, goes = make_person(db), make_person(db)
    set_hold(db, lead, goes, "A case at court.", now=NOON)
    db.commit()
    with pytest.raises(CannotMerge, match="put a hold on it"):
        merge_people(db, stays.id, goes.id, Kept(), now=NOON)
    db.rollback()
    assert clashes(db, goes, stays) == []
    lift_holds(db, lead, goes.id, now=NOON)
    assert HELD not in clashes(db, stays, goes)


def test_a_hold_between_two_steps_stops_what_is_left(
    db: Session, platform: Platform, mary: Person, lead: Person, clock: StoppedClock
) -> None:
    held = _claim(platform.sessions, now=clock.now())
    assert held
    held = _do(platform.sessions, held, platform.places, now=clock.now())
    # It was set while the worker took the erasure up.
    db.add(LegalHold(person_id=mary.id, reason="Court", set_at=NOON, set_by_id=lead.id))
    db.commit()
    with pytest.raises(ClaimLost):
        _do(platform.sessions, held, platform.places, now=clock.now())
    clock.move(minutes=6)
    assert erase_due(platform.sessions, platform.places, clock=clock) == 0
    db.refresh(mary)
    assert mary.name == "Mary Leaves"
    lift_holds(db, lead, mary.id, now=clock.now())
    db.commit()
    assert erase_due(platform.sessions, platform.places, clock=clock) == 1
    db.refresh(mary)
    assert mary.name == SOMEONE


def test_a_hold_that_comes_too_late_says_so_and_loses_no_word(
    db: Session, platform: Platform, mary: Person, lead: Person, clock: StoppedClock, as_person: As
) -> None:
    assert _claim(platform.sessions, now=clock.now())
    told: dict[str, object] = {"who": mary.email, "reason": "A case at court."}
    answer = post(as_person(lead), f"{PAGE}/holds", told, page=PAGE)
    assert answer.status_code == 409
    assert "a hold comes too late" in answer.text
    assert "A case at court." in answer.text
    assert db.scalars(select(LegalHold.id)).all() == []


def test_no_lead_lifts_the_hold_on_their_own_account_and_then_has_it_erased(
    db: Session, lead: Person, as_person: As
) -> None:
    other = make_person(db, roles=["programme_lead"])
    set_hold(db, other, lead, "A case at court.", now=NOON)
    lifting = f"{PAGE}/holds/{lead.id}/liftings"
    own = as_person(lead)
    assert lifting not in own.get(PAGE).text
    refused = post(own, lifting, {}, page=PAGE)
    assert refused.status_code == 409
    assert "Please ask another programme lead" in refused.text
    assert db.scalars(select(LegalHold.lifted_at)).all() == [None]
    theirs = as_person(other)
    assert lifting in theirs.get(PAGE).text
    assert post(theirs, lifting, {}, page=PAGE).status_code == 302
    db.expire_all()
    assert db.scalars(select(LegalHold.lifted_by_id)).all() == [other.id]
