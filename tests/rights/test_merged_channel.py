"""A merge that lets codes go to a phone where none went before asks the person of the account."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.people.queries.text_codes import people_by_text
from app.rights.actions.ask_merge import ask_merge
from app.rights.actions.merging.ways import Kept
from app.rights.rules.merging import ASKED, NEEDLESS, STAYS, WANTED
from tests.clock import NOON
from tests.make.people import make_person
from tests.rights.test_same_person import blank, used

# Somebody may share it, such as the one who is rung up on it.
SHARED = "+447700900123"


def test_who_is_rung_up_is_asked_before_codes_go_to_that_phone_as_texts(db: Session) -> None:
    lead = make_person(db, roles=["programme_lead"])
    stays = used(db, email="mary@learning.example", phone=SHARED, channel="call")
    goes = blank(db, email=None, phone=SHARED, channel="text")
    row = ask_merge(db, lead, stays, goes, Kept(channel="goes"), now=NOON)
    assert (row.state, row.answer_of(STAYS)) == (ASKED, WANTED)
    assert stays not in people_by_text(db, SHARED)


def test_nobody_is_asked_where_the_way_of_the_used_account_stays(db: Session) -> None:
    lead = make_person(db, roles=["programme_lead"])
    stays = used(db, email="mary@learning.example", phone=SHARED, channel="call")
    goes = blank(db, email=None, phone=SHARED, channel="text")
    row = ask_merge(db, lead, stays, goes, Kept(), now=NOON)
    assert row.answer_of(STAYS) == NEEDLESS
    assert stays not in people_by_text(db, SHARED)
