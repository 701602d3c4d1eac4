"""A merge needs the person's yes at each account that was used, and leads cannot go round it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.audit.models import Entry
from app.people.actions.sign_ins import begin_sign_in
from app.people.models import Person
from app.post.models import Letter
from app.rights.actions.ask_merge import ask_merge, hear, say
from app.rights.actions.merging.ways import Kept
from app.rights.errors import AlreadyAsked, CanAnswer, MergeOver, NotYours, OtherLead, WhoSpoke
from app.rights.letters.merging import MERGE_ASKED, MERGE_DONE, SAME_PERSON
from app.rights.models import AccountMerge
from app.rights.rules.merging import DECLINED, DONE, GOES, STAYS, Side, masked, who_says_yes
from tests.browser_like import post
from tests.clock import NOON
from tests.conftest import As
from tests.make.people import make_person
from tests.make.reflections import kept_texts, make_reflection

if TYPE_CHECKING:
    from app.wiring import Platform

ROOT = "/admin/same-person"
SECRET = "What nobody but me has read."
BLANK, USED = Side(False, False, True), Side(True, True, True)


@pytest.fixture
def lead(db: Session) -> Person:
    """Somebody who looks after the programme."""
    return make_person(db, name="Lowri Lead", roles=["programme_lead"])


def used(db: Session, **facts: str | None) -> Person:
    """Somebody who has been in, and wrote in private; flushed."""
    person = make_person(db, name="Mary Twice", **facts)  # type: ignore[arg-type]
    begin_sign_in(db, person, how="link", user_agent="", is_shared=False, now=NOON)
    make_reflection(db, person, f"{SECRET} {person.email}")
    return person


def blank(db: Session, **facts: str | None) -> Person:
    """An account that somebody entered and nobody used; flushed."""
    return make_person(db, name="Mary T.", **facts)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("stays", "goes", "doors", "asked"),
    [
        (USED, USED, False, (True, True)),
        (BLANK, BLANK, True, (False, False)),
        (USED, BLANK, False, (False, False)),
        # Otherwise whoever is reached at the blank account would come into the used one.
        (USED, BLANK, True, (True, False)),
        (BLANK, USED, False, (False, True)),
        (BLANK, USED, True, (False, True)),
    ],
)
def test_whoever_used_an_account_is_asked_before_somebody_else_could_come_in(
    stays: Side, goes: Side, *, doors: bool, asked: tuple[bool, bool]
) -> None:
    assert who_says_yes(stays, goes, doors_change=doors) == asked


def test_an_account_is_told_so_that_only_its_person_knows_it() -> None:
    assert masked("mary@learning.example", "+447700900123") == "m…@learning.example"
    assert masked(None, "+447700900123") == "…123"


def test_two_used_accounts_become_one_after_both_yes_by_the_links_of_letters(
    db: Session, app: Flask, platform: Platform, as_person: As, lead: Person
) -> None:
    stays, goes = used(db), used(db, email=None, phone="+447700900123", channel="text")
    db.commit()
    browser, look = as_person(lead), f"{ROOT}/{stays.id}/{goes.id}"
    page = browser.get(look).text
    assert SECRET not in page
    assert "at the account that goes" in page
    for _ in range(2):
        assert post(browser, look, {"phone": "goes"}, page=look).status_code == 302
    row = db.scalars(select(AccountMerge)).one()
    letters = db.scalars(select(Letter).where(Letter.kind == MERGE_ASKED)).all()
    assert {(one.person_id, one.channel) for one in letters} == {
        (stays.id, "email"),
        (goes.id, "text"),
    }
    by_side = sorted(letters, key=lambda one: one.person_id == goes.id)
    for letter, more in zip(by_side, ("We still wait", "one now"), strict=True):
        link = f"{SAME_PERSON}{platform.links.sign(SAME_PERSON, letter.id)}"
        _say_yes(app.test_client(), link, more)
    db.expire_all()
    assert (row.state, row.stays_answer, row.goes_answer) == (DONE, "yes", "yes")
    assert len([text for text in kept_texts(db) if SECRET in text]) == 2
    told = db.scalars(select(Letter).where(Letter.kind == MERGE_DONE)).one()
    assert told.person_id == stays.id
    made = db.scalars(select(Entry).where(Entry.deed == "rights.accounts_made_one")).one()
    assert (made.actor_id, made.whom_id) == (lead.id, stays.id)
    assert made.facts["went"] == str(row.goes_id)


def _say_yes(nobody: FlaskClient, link: str, more: str) -> None:
    """Open the link of a letter, signed in nowhere, and say yes; it opens nothing then."""
    assert "Are these two accounts yours?" in nobody.get(link).text
    assert more in post(nobody, link, {"says": "yes"}, page=link).text
    assert nobody.get(link).status_code == 404


def test_a_no_at_either_account_leaves_both_as_they_are(
    db: Session, as_person: As, lead: Person
) -> None:
    stays, goes = used(db), used(db)
    row = ask_merge(db, lead, stays, goes, Kept(), now=NOON)
    db.commit()
    browser, page = as_person(goes), "/account/same-person"
    assert post(browser, page, {"says": "no"}, page=page).status_code == 302
    db.expire_all()
    assert row.state == DECLINED
    assert set(db.scalars(select(Letter.state).where(Letter.kind == MERGE_ASKED))) == {"lapsed"}
    with pytest.raises(MergeOver):
        say(db, row, stays, is_yes=True, now=NOON)
    assert db.get(Person, goes.id) is not None


def test_somebody_who_goes_signed_in_says_the_last_yes_and_is_signed_out(
    db: Session, as_person: As, lead: Person
) -> None:
    stays, goes = used(db), used(db)
    row = ask_merge(db, lead, stays, goes, Kept(), now=NOON)
    say(db, row, stays, is_yes=True, now=NOON)
    db.commit()
    browser, page = as_person(goes), "/account/same-person"
    told = post(browser, page, {"says": "yes"}, page=page)
    assert told.location.endswith("/sign-in")
    assert browser.get("/account/data").status_code in (302, 303)
    db.expire_all()
    assert row.state == DONE


def test_a_lead_cannot_bring_the_writing_of_one_account_into_another_without_its_yes(
    db: Session, lead: Person
) -> None:
    victim = used(db, email=None, phone="+447700900123", channel="text")
    attacker = blank(db, email="attacker@learning.example")
    # Neither by letting the victim's account go, nor by taking over the address.
    row = ask_merge(db, lead, attacker, victim, Kept(), now=NOON)
    assert (row.state, row.stays_answer, row.goes_answer) == ("asked", "needless", "wanted")
    with pytest.raises(CanAnswer):
        hear(db, lead, row, GOES, "I spoke with her on Monday", now=NOON)
    row.state = "withdrawn"
    db.flush()
    row = ask_merge(db, lead, victim, attacker, Kept(email=GOES), now=NOON)
    assert (row.state, row.stays_answer) == ("asked", "wanted")
    with pytest.raises(NotYours):
        ask_merge(db, lead, lead, victim, Kept(), now=NOON)
    with pytest.raises(AlreadyAsked):
        ask_merge(db, lead, victim, make_person(db), Kept(), now=NOON)


def test_an_account_that_comes_into_use_while_the_other_is_asked_is_asked_too(
    db: Session, lead: Person
) -> None:
    stays, goes = used(db), blank(db)
    row = ask_merge(db, lead, goes, stays, Kept(), now=NOON)
    assert row.stays_answer == "needless"
    begin_sign_in(db, goes, how="link", user_agent="", is_shared=False, now=NOON)
    say(db, row, stays, is_yes=True, now=NOON)
    assert (row.state, row.stays_answer, row.goes_answer) == ("asked", "wanted", "yes")


def test_where_nobody_can_be_written_to_two_leads_hear_the_yes_and_write_down_who_did(
    db: Session, lead: Person
) -> None:
    other = make_person(db, name="Olwen Lead", roles=["programme_lead"])
    stays, goes = used(db, email=None), blank(db, phone="+447700900123", email=None)
    row = ask_merge(db, lead, stays, goes, Kept(), now=NOON)
    assert row.stays_answer == "wanted"
    with pytest.raises(OtherLead):
        hear(db, lead, row, STAYS, "Sam rang her on Monday", now=NOON)
    with pytest.raises(WhoSpoke):
        hear(db, other, row, STAYS, " ", now=NOON)
    hear(db, other, row, STAYS, "Sam rang her on Monday", now=NOON)
    assert (row.state, row.stays_told_by_id, row.asked_by_id) == (DONE, other.id, lead.id)


def test_two_entries_that_nobody_used_are_made_one_at_once(
    db: Session, as_person: As, lead: Person
) -> None:
    one, two = blank(db), blank(db, email=None, phone="+447700900123")
    db.commit()
    look = f"{ROOT}/{one.id}/{two.id}"
    told = post(as_person(lead), look, {"phone": "goes"}, page=look)
    assert told.status_code == 302
    db.expire_all()
    kept = db.scalars(select(Person).where(Person.name == "Mary T.")).one()
    assert (kept.id, kept.phone) == (one.id, "+447700900123")


def test_two_leads_at_once_make_one_wish_and_two_clicks_one_merge(
    db: Session, platform: Platform, lead: Person
) -> None:
    other = make_person(db, roles=["programme_lead"])
    stays, goes = used(db), used(db)
    ids = stays.id, goes.id
    db.commit()

    def ask(who: UUID) -> UUID:
        with platform.transaction() as on:
            two = [on.get_one(Person, one) for one in ids]
            return ask_merge(on, on.get_one(Person, who), two[0], two[1], Kept(), now=NOON).id

    def agree(who: UUID) -> str:
        with platform.transaction() as on:
            person = on.get(Person, who)
            row = on.scalars(select(AccountMerge)).one()
            try:
                if person is not None:
                    say(on, row, person, is_yes=True, now=NOON)
            except MergeOver:
                return "over"
            return row.state

    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(ask, [lead.id, other.id] * 2))) == 1
        said = list(pool.map(agree, [*ids, *ids]))
    assert DONE in said
    db.expire_all()
    assert db.scalar(select(func.count()).select_from(AccountMerge)) == 1
    assert db.get(Person, ids[1]) is None


def test_whoever_is_no_lead_sees_nothing_of_it(db: Session, as_person: As) -> None:
    one, two = blank(db), blank(db)
    db.commit()
    browser = as_person(one)
    for address in (f"{ROOT}/", f"{ROOT}/{one.id}/{two.id}"):
        assert browser.get(address).status_code == 403
    assert "Nothing to answer here" in browser.get("/account/same-person").text
