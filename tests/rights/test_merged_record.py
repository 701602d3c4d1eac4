"""Whoever had several accounts reads in one record what they did at each."""

from __future__ import annotations

import io
import json
import zipfile
from html import unescape

import pytest
from sqlalchemy.orm import Session

from app.people.models import Person
from app.post.rules.tongues import IN_ENGLISH
from app.reflections.rules.export.archive import archive
from app.rights.actions.ask_merge import ask_merge
from app.rights.actions.merging.ways import Kept
from app.rights.letters.merging import done_letter
from app.rights.queries.whole_copy import WholeCopy
from tests.clock import NOON
from tests.conftest import As, CountStatements
from tests.make.people import make_person
from tests.make.record import make_entry

PAGE = "/account/record"


@pytest.fixture
def mary(db: Session) -> Person:
    """Somebody whose first account went into a second, and that one into this."""
    first, second, third = (make_person(db, name="Mary Thrice") for _ in range(3))
    lead = make_person(db, name="Lowri Lead", roles=["programme_lead"])
    make_entry(db, lead.id, whom_id=first.id, deed="insights.tell_of")
    make_entry(db, lead.id, whom_id=second.id, deed="people.reset_lost_second_step")
    make_entry(db, lead.id, deed="gatherings.call_off")
    ask_merge(db, lead, second, first, Kept(), now=NOON)
    ask_merge(db, lead, third, second, Kept(), now=NOON)
    # What an account that went did: it cannot be in use before, or somebody would have to be asked.
    make_entry(db, first.id, deed="gatherings.move", whom_id=second.id)
    db.commit()
    return third


def test_one_record_tells_what_was_done_at_each_of_their_accounts(
    db: Session, mary: Person, as_person: As, count_statements: CountStatements
) -> None:
    browser = as_person(mary)
    with count_statements() as sent:
        page = unescape(browser.get(PAGE).text)
    assert len(sent) <= 4, sent
    assert "Lowri Lead took away your second step." in page
    assert "Lowri Lead noted what came of why you are on the list." in page
    assert "You moved a session." in page
    assert "called off" not in page
    assert "called off" not in unescape(as_person(make_person(db)).get(PAGE).text)


def test_their_copy_says_you_for_each_of_their_accounts(db: Session, mary: Person) -> None:
    made = archive(WholeCopy(db, mary, NOON).files(), made_at=NOON)
    packed = zipfile.ZipFile(io.BytesIO(b"".join(made)))
    told = {one["what"] for one in json.loads(packed.read("data/record.json"))}
    assert "You moved a session." in told
    assert "Somebody else took away your second step." in told


def test_the_letter_does_not_promise_what_one_account_can_hold_once() -> None:
    body = done_letter("Mary", site="https://learning.example", tongue=IN_ENGLISH).body
    assert "All that was in either" not in body
    assert "we kept one of the two" in " ".join(body.split())
