"""Somebody to whom letters are brought by hand hears of a new address before it is theirs."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.people.actions.email_changes import settle_in_time
from app.people.actions.second_steps import reset_second_step
from app.people.actions.shut_out import shut_out
from app.people.models import EmailChange, Person
from app.post.models import Letter
from app.wiring import Platform
from tests.browser_like import post
from tests.clock import NOON, StoppedClock
from tests.conftest import As
from tests.correspondence.calls.ringing import CALLS, note
from tests.make.cohorts import make_cohort, make_enrolment, make_facilitator
from tests.make.people import make_person
from tests.make.second_steps import set_up_app
from tests.people.by_text.phone import take_phone
from tests.people.email_changes.both_ends import ACCOUNT, ASK, NEW, ask, links, mails
from tests.people.test_preferences import AS_IT_WAS

PHONE = "+447700900321"


@pytest.fixture
def cohort(db: Session) -> Cohort:
    """The newest cohort of Carl."""
    return make_cohort(db, slug="riverside")


@pytest.fixture
def carl(db: Session, cohort: Cohort) -> Person:
    """Somebody who is rung, and belongs to an older cohort too."""
    person = make_person(db, name="Carl Call", email=None, phone=PHONE, channel="call")
    older = make_cohort(db, slug="harbour")
    older.starts_on = cohort.starts_on - timedelta(days=400)
    make_enrolment(db, older, person)
    make_enrolment(db, cohort, person)
    return person


def confirm_new(db: Session, platform: Platform, browser: As) -> str:
    """Whoever reads the new address says yes; what the page says then."""
    mailbox = browser(make_person(db))
    new = links(db, platform)["email_new"]
    return post(mailbox, new, page=new).text


def test_it_is_on_the_list_of_their_newest_cohort_and_nothing_changes_until_it_was_brought(
    db: Session,
    as_person: As,
    platform: Platform,
    clock: StoppedClock,
    cohort: Cohort,
    carl: Person,
) -> None:
    farah = make_facilitator(db, cohort)
    ask(as_person(carl))
    mails(platform)
    old = db.scalars(select(Letter).where(Letter.kind == "email_old")).one()
    assert (old.state, old.cohort_id) == ("listed", cohort.id)
    assert "three days later" in confirm_new(db, platform, as_person)
    clock.move(days=5)
    assert settle_in_time(db, now=clock.now()) == 0
    list_of_calls = as_person(farah)
    assert "within three days" in list_of_calls.get(CALLS).text
    note(list_of_calls, [old], "no_answer")
    clock.move(days=3)
    assert settle_in_time(db, now=clock.now()) == 0
    note(as_person(farah), [old], "done")
    clock.move(hours=71)
    assert settle_in_time(db, now=clock.now()) == 0
    assert "Whoever brings you our letters" in as_person(carl).get(ACCOUNT).text
    clock.move(hours=1)
    assert settle_in_time(db, now=clock.now()) == 1
    db.commit()
    db.refresh(carl)
    assert carl.email == NEW


def test_what_is_to_be_brought_does_not_go_to_a_number_that_is_entered_meanwhile(
    db: Session, as_person: As, platform: Platform, carl: Person
) -> None:
    browser = as_person(carl)
    ask(browser)
    fields = {**AS_IT_WAS, "channel": "text", "phone": "07700 900999"}
    take_phone(browser, platform, dict(fields))
    mails(platform)
    old = db.scalars(select(Letter).where(Letter.kind == "email_old")).one()
    assert (old.channel, old.state, old.to_address) == ("call", "listed", PHONE)


def test_who_is_in_no_cohort_is_told_that_nobody_can_bring_it(db: Session, as_person: As) -> None:
    alone = make_person(db, email=None)
    page = ask(as_person(alone))
    assert page.status_code == 422
    assert "in no cohort whose people could bring you this one" in page.text
    assert NEW in page.text
    assert db.scalars(select(EmailChange)).all() == []


def test_pages_for_a_first_address_speak_of_no_old_one(
    db: Session, as_person: As, platform: Platform, carl: Person
) -> None:
    browser = as_person(carl)
    assert "Ask for this address" in browser.get(ASK).text
    assert ask(browser).location == f"{ACCOUNT}#email"
    pages = [browser.get(ACCOUNT).text, confirm_new(db, platform, as_person)]
    pages.append(browser.get(ACCOUNT).text)
    for page in pages:
        assert "both addresses" not in page
        assert "the old" not in page
        assert "your old" not in page


def test_other_warnings_are_brought_too(
    db: Session, platform: Platform, cohort: Cohort, carl: Person
) -> None:
    set_up_app(db, carl)
    reset_second_step(db, None, carl, now=NOON)
    shut_out(db, carl, now=NOON)
    db.commit()
    mails(platform)
    letters = db.scalars(select(Letter).order_by(Letter.kind)).all()
    assert [(one.kind, one.state, one.cohort_id) for one in letters] == [
        ("second_step_reset", "listed", cohort.id),
        ("shut_out", "listed", cohort.id),
    ]
