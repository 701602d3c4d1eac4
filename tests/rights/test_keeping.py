"""The link in a letter about an account that ends keeps it, signed in nowhere, and no more."""

from __future__ import annotations

import re
from datetime import timedelta
from itertools import product
from typing import TYPE_CHECKING

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, text, update
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from app.audit.models import Entry
from app.people.models import Person
from app.post.actions.plan import NewLetter, plan_letters
from app.post.kinds import Desk, Draft
from app.post.models import Letter
from app.post.rules.own_links import own_link, with_own_links
from app.post.rules.short import CUT, LONGEST_SHORT, ROOM_FOR_LINK
from app.rights.actions.ask_erasure import ask_erasure
from app.rights.actions.retention import keep_account, look_after_unused
from app.rights.kinds import AccountEndingKind
from app.rights.letters import ACCOUNT_ENDING
from app.rights.models import Erasure, RetentionNotice
from app.rights.queries.retention import told_in_time
from app.rights.rules.keeping import KEEP_LINK
from app.rights.rules.retention import LAST
from tests.browser_like import csrf_token, post
from tests.clock import NOON, StoppedClock
from tests.conftest import CountStatements
from tests.make.desks import SITE
from tests.make.endings import make_ending
from tests.make.people import make_person
from tests.make.sign_ins import make_sign_in

if TYPE_CHECKING:
    from app.wiring import Platform

YEARS = 3
TOLD = NOON.replace(year=NOON.year + YEARS) - timedelta(days=59)
DUE = TOLD + timedelta(days=60)


@pytest.fixture
def mary(db: Session) -> Person:
    """Somebody who was never seen again."""
    person = make_person(db, name="Mary Longago", email="mary@longago.example")
    db.commit()
    return person


@pytest.fixture
def nobody(app: Flask) -> FlaskClient:
    """A browser in which nobody is signed in."""
    return app.test_client()


def link_of(db: Session, platform: Platform, mary: Person, clock: StoppedClock) -> str:
    """The link of her first letter, on the day of it."""
    clock.moment = TOLD
    look_after_unused(db, now=TOLD, years=YEARS)
    db.commit()
    letter = db.scalars(select(Letter.id).where(Letter.person_id == mary.id)).one()
    return f"{KEEP_LINK}{platform.links.sign(KEEP_LINK, letter)}"


def kept_at(db: Session) -> object:
    db.expire_all()
    return db.scalars(select(RetentionNotice.kept_at)).one()


def test_one_button_keeps_the_account_and_opening_the_page_changes_nothing(
    db: Session, platform: Platform, mary: Person, clock: StoppedClock, nobody: FlaskClient
) -> None:
    link = link_of(db, platform, mary, clock)
    page = nobody.get(link)
    assert (page.status_code, page.text.count("<button")) == (200, 1)
    assert "Do you want to keep your account?" in page.text
    # It may lie in other hands.
    assert "Mary" not in page.text
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert page.headers["Cache-Control"] == "no-store"
    assert kept_at(db) is None
    assert "Your account stays" in post(nobody, link, {}, page=link).text
    assert kept_at(db) == TOLD
    assert set(db.scalars(select(Letter.state))) == {"lapsed"}
    entry = db.scalars(select(Entry)).one()
    assert (entry.deed, entry.actor_id, entry.readers) == ("rights.keep_by_link", mary.id, "own")
    look_after_unused(db, now=DUE, years=YEARS)
    assert db.scalars(select(Erasure.id)).all() == []


def test_it_lets_nobody_in_and_says_so_twice_without_keeping_it_for_longer(
    db: Session, platform: Platform, mary: Person, clock: StoppedClock, nobody: FlaskClient
) -> None:
    link = link_of(db, platform, mary, clock)
    post(nobody, link, {}, page=link)
    assert nobody.get("/account/data").status_code == 302
    clock.move(days=300)
    assert "Your account stays" in nobody.get(link).text
    assert "Your account stays" in post(nobody, link, {}, page="/sign-in").text
    assert kept_at(db) == TOLD
    assert len(db.scalars(select(Entry)).all()) == 1


def test_it_is_over_once_the_account_ends_or_somebody_came_in(
    db: Session, platform: Platform, mary: Person, clock: StoppedClock, nobody: FlaskClient
) -> None:
    link = link_of(db, platform, mary, clock)
    # While the letters hold the ending up, there is something to keep.
    clock.moment = DUE + timedelta(days=5)
    assert nobody.get(link).status_code == 200
    ask_erasure(db, None, mary, now=clock.now(), at_once=True)
    db.commit()
    for answer in (nobody.get(link), post(nobody, link, {}, page="/sign-in")):
        assert answer.status_code == 404
        assert "There is nothing to keep here" in answer.text
    assert not keep_account(db, mary.id, now=clock.now())
    assert kept_at(db) is None
    assert db.scalars(select(Entry.deed)).all() == []


def test_whoever_came_in_has_nothing_to_keep_and_no_other_word_opens_it(
    db: Session, platform: Platform, mary: Person, clock: StoppedClock, nobody: FlaskClient
) -> None:
    link = link_of(db, platform, mary, clock)
    make_sign_in(db, mary, now=TOLD + timedelta(days=3))
    look_after_unused(db, now=TOLD + timedelta(days=4), years=YEARS)
    db.commit()
    assert nobody.get(link).status_code == 404
    other = db.scalars(select(Letter.id)).one()
    for wrong in ("anything", platform.links.sign("/same-person/", other)):
        assert nobody.get(f"{KEEP_LINK}{wrong}").status_code == 404


def test_whoever_keeps_it_while_the_platform_looks_is_not_erased(
    db: Session, platform: Platform, mary: Person
) -> None:
    make_ending(db, mary)
    notice = db.scalars(select(RetentionNotice)).one()
    sent = {"state": "sent", "sent_at": NOON}
    again = NewLetter(mary.id, ACCOUNT_ENDING, notice.id, NOON, occurrence=LAST)
    plan_letters(db, [again], now=NOON)
    db.execute(update(Letter).where(Letter.about_id == notice.id).values(sent))
    db.commit()
    due = notice.due_at
    with platform.transaction() as looking:
        assert list(told_in_time(looking, [notice.id], now=due)) == [mary.id]
        # The other waits until it is settled which of the two it is.
        with platform.sessions() as keeping:
            keeping.execute(text("SET LOCAL lock_timeout = '50ms'"))
            with pytest.raises(OperationalError):
                keep_account(keeping, mary.id, now=due)
    keep_account(db, mary.id, now=due)
    db.commit()
    assert list(told_in_time(db, [notice.id], now=due)) == []


def test_an_email_and_a_text_carry_the_link_and_what_people_bring_says_how_to_sign_in(
    db: Session, platform: Platform, mary: Person
) -> None:
    letter = db.get_one(Letter, make_ending(db, mary))
    for code, channel in product(("en", "cy"), ("email", "text", "call", "post")):
        letter.channel = channel
        desk = Desk(SITE, NOON, platform.office.tongues.of(code))
        made = AccountEndingKind().prepare(db, [letter], desk)[letter.id]
        assert isinstance(made, Draft)
        has_link = channel in {"email", "text"}
        for said in (made.body, made.short):
            assert (own_link(KEEP_LINK) in said) is has_link
            assert (f"{SITE}/account/data" in said) is not has_link
        assert len(with_own_links(made.short, lambda _: ROOM_FOR_LINK)) <= LONGEST_SHORT
        assert CUT not in made.short


def test_the_page_speaks_the_language_of_the_letter(
    db: Session, platform: Platform, mary: Person, clock: StoppedClock, nobody: FlaskClient
) -> None:
    mary.language = "cy"
    link = link_of(db, platform, mary, clock)
    page = nobody.get(link).text
    assert "Ydych chi am gadw eich cyfrif?" in page
    assert re.search(r'lang="cy"', page)


def test_opening_and_keeping_cost_few_statements(
    db: Session, platform: Platform, mary: Person, clock: StoppedClock, nobody: FlaskClient,
    count_statements: CountStatements,
) -> None:  # fmt: skip
    link = link_of(db, platform, mary, clock)
    with count_statements() as opened:
        nobody.get(link)
    assert len(opened) == 1, opened
    token = {"csrf_token": csrf_token(nobody, link)}
    with count_statements() as kept:
        assert nobody.post(link, data=token).status_code == 200
    assert len(kept) == 6, kept
