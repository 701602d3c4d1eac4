"""A wish to make two accounts one: asking once more, and what is said when nobody answered."""

from __future__ import annotations

from html import unescape
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.people.models import Person
from app.post.models import Letter
from app.rights.actions.ask_merge import ask_merge, say
from app.rights.actions.merging.ways import Kept, doors_change
from app.rights.errors import AskedOtherwise, MergeOver
from app.rights.letters.merging import MERGE_ASKED, SAME_PERSON
from app.rights.models import AccountMerge
from app.rights.queries.merges import open_wish, waits_for
from app.rights.rules.merging import ASKED, EXPIRED, GOES, STAYS, WAIT
from tests.browser_like import post
from tests.clock import NOON, StoppedClock
from tests.conftest import As
from tests.make.people import make_person
from tests.make.sign_ins import make_sign_in

if TYPE_CHECKING:
    from app.wiring import Platform

ROOT = "/admin/same-person"
OVER = NOON + WAIT


@pytest.fixture
def lead(db: Session) -> Person:
    """Somebody who looks after the programme."""
    return make_person(db, name="Lowri Lead", roles=["programme_lead"])


@pytest.fixture
def two(db: Session) -> tuple[Person, Person]:
    """Two accounts that were used, both with an address."""
    both = make_person(db, name="Mary Twice"), make_person(db, name="Mary T.")
    for one in both:
        make_sign_in(db, one, now=NOON)
    return both


def test_a_wish_that_ran_out_waits_for_nobody_wherever_it_is_read(
    db: Session, platform: Platform, as_person: As, lead: Person, two: tuple[Person, Person],
    clock: StoppedClock,
) -> None:  # fmt: skip
    clock.moment = NOON
    row = ask_merge(db, lead, *two, Kept(), now=NOON)
    db.commit()
    assert (row.state_at(NOON), row.state_at(OVER)) == (ASKED, EXPIRED)
    assert waits_for(row, STAYS, now=NOON)
    clock.moment = OVER
    assert not waits_for(row, STAYS, now=OVER)
    assert open_wish(db, two[0].id, now=OVER) is None
    with pytest.raises(MergeOver):
        say(db, row, two[0], is_yes=True, now=OVER)
    db.rollback()
    letter = db.scalars(select(Letter.id).where(Letter.kind == MERGE_ASKED)).first()
    assert letter is not None
    browser = as_person(lead)
    link = f"{SAME_PERSON}{platform.links.sign(SAME_PERSON, letter)}"
    assert browser.get(link).status_code == 404
    # Nobody asked anew since, so that its row still says what it said.
    assert db.scalars(select(AccountMerge.state)).all() == [ASKED]
    for address in (f"{ROOT}/", f"{ROOT}/wishes/{row.id}"):
        page = browser.get(address).text
        assert "No answer in time" in page or "no answer in time" in page
        assert "Waits for a yes" not in page
        assert "We wrote to" not in page


def test_asking_the_other_way_round_or_for_other_addresses_is_no_second_click(
    db: Session, as_person: As, lead: Person, two: tuple[Person, Person]
) -> None:
    stays, goes = two
    row = ask_merge(db, lead, stays, goes, Kept(email=GOES), now=NOON)
    assert ask_merge(db, lead, stays, goes, Kept(email=GOES), now=NOON).id == row.id
    with pytest.raises(AskedOtherwise):
        ask_merge(db, lead, stays, goes, Kept(), now=NOON)
    with pytest.raises(AskedOtherwise):
        ask_merge(db, lead, goes, stays, Kept(email=GOES), now=NOON)
    db.commit()
    browser, look = as_person(lead), f"{ROOT}/{goes.id}/{stays.id}"
    told = post(browser, look, {}, page=look)
    assert told.status_code == 409
    assert "already wait to be made one" in unescape(told.text)
    assert db.scalars(select(AccountMerge.stays_id)).all() == [stays.id]


def test_the_door_changes_where_another_address_or_number_leads_in(
    two: tuple[Person, Person],
) -> None:
    stays, goes = two
    assert not doors_change(stays, goes, Kept())
    assert not doors_change(stays, goes, Kept(post_address=GOES, channel=GOES))
    assert doors_change(stays, goes, Kept(email=GOES))
    goes.phone = "+447700900123"
    assert doors_change(stays, goes, Kept())
