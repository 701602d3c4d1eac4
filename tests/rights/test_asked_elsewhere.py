"""A question about two accounts is answered where their person is reached, and nowhere before."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.people.models import Person
from app.post.actions.send import send_due
from app.post.models import Letter
from app.rights.actions.ask_merge import ask_merge
from app.rights.actions.merging.ways import Kept
from app.rights.letters.merging import MERGE_ASKED, SAME_PERSON
from app.rights.models import AccountMerge
from app.rights.rules.merging import WANTED
from tests.browser_like import post
from tests.clock import NOON
from tests.make.people import make_person
from tests.rights.test_same_person import used

if TYPE_CHECKING:
    from app.wiring import Platform


@pytest.fixture
def mary(db: Session, platform: Platform) -> Person:
    """Somebody who was asked, by a letter that went to where she was reached then."""
    lead = make_person(db, roles=["programme_lead"])
    mary = used(db, email="mary@old.example")
    ask_merge(db, lead, used(db), mary, Kept(), now=NOON)
    db.commit()
    send_due(platform.sessions, platform.office, clock=platform.clock)
    return mary


def link_of(db: Session, platform: Platform, person: Person) -> str:
    """The link in the letter that asks somebody."""
    wanted = (Letter.kind == MERGE_ASKED, Letter.person_id == person.id)
    letter = db.scalars(select(Letter).where(*wanted)).one()
    assert letter.to_address == "mary@old.example"
    return f"{SAME_PERSON}{platform.links.sign(SAME_PERSON, letter.id)}"


def test_whoever_reads_the_address_that_was_says_no_yes_for_the_person(
    db: Session, app: Flask, platform: Platform, mary: Person
) -> None:
    link = link_of(db, platform, mary)
    mary.email = "mary@new.example"
    db.commit()
    nobody = app.test_client()
    page = nobody.get(link)
    assert page.status_code == 404
    assert "old.example" not in page.text
    assert "new.example" not in page.text
    assert post(nobody, link, {"says": "yes"}, page="/sign-in").status_code == 404
    db.expire_all()
    assert db.scalars(select(AccountMerge.goes_answer)).one() == WANTED


def test_an_address_that_is_written_otherwise_is_the_same(
    db: Session, app: Flask, platform: Platform, mary: Person
) -> None:
    link = link_of(db, platform, mary)
    mary.email = "Mary@Old.example"
    db.commit()
    assert app.test_client().get(link).status_code == 200
