"""Nobody comes into somebody else's account by saying how that person is reached."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.cohorts.rules import INVITED, LEFT
from app.people.models import Person
from app.people.rules import PROGRAMME_LEAD
from tests.browser_like import post
from tests.cohorts.accounts import ACCOUNTS, belong_elsewhere, go_in
from tests.cohorts.lists import bring, changes, look
from tests.conftest import SignIn
from tests.make.cohorts import make_cohort, make_enrolment, make_member
from tests.make.people import make_person

PHONE = "+447700900123"
THIEFS = "+447700900999"
FORM = {
    "time_zone": "Europe/London",
    "quiet_from": "21:00",
    "quiet_until": "08:00",
    "reminders": "now",
    "catch_up": "now",
    "release": "now",
    "pledges": "now",
    "outcomes": "now",
    "assets": "now",
    "news": "now",
}
Enter = Callable[..., int]


@pytest.fixture
def enter(db: Session, browser: FlaskClient) -> Enter:
    """Enter how somebody is reached, as a facilitator; the answer's status."""

    def send(person: Person, **fields: str) -> int:
        db.commit()
        address = f"/cohorts/riverside/people/{person.id}/contact"
        answer = post(browser, address, {**FORM, **fields}, page="/account/")
        db.expire_all()
        return answer.status_code

    return send


def rung(db: Session, cohort: Cohort) -> Person:
    """Somebody in the cohort who is rung, and for whom the account was made."""
    person = make_person(db, name="Joan Long", email=None, phone=PHONE, channel="call")
    make_enrolment(db, cohort, person)
    return person


@ACCOUNTS
def test_to_invite_an_address_shows_nothing_of_whoever_has_it(
    db: Session,
    cohort: Cohort,
    browser: FlaskClient,
    enter: Enter,
    theirs: Callable[[Session, Person], None],
) -> None:
    person = make_member(db, cohort, state=INVITED)
    person.phone, person.post_address = PHONE, "1 Quiet Street"
    theirs(db, person)
    assert enter(person, channel="text", phone=THIEFS) == 404
    for page in ("", "/contact"):
        shown = browser.get(f"/cohorts/riverside/people/{person.id}{page}").text
        assert "07700 900123" not in shown
        assert "1 Quiet Street" not in shown
        assert f"{person.id}/contact" not in shown
    assert (person.channel, person.phone) == ("email", PHONE)


def test_an_invitation_whose_address_is_wrong_is_told_by_phone_but_its_link_is_not_texted(
    db: Session, cohort: Cohort, enter: Enter
) -> None:
    person = make_member(db, cohort, state=INVITED)
    assert enter(person, channel="text", phone=THIEFS) == 409
    assert enter(person, channel="call", phone=THIEFS) == 302
    assert enter(person, channel="text", phone=THIEFS) == 409


def test_who_can_sign_in_chooses_texts_alone(db: Session, cohort: Cohort, enter: Enter) -> None:
    person = make_member(db, cohort)
    assert enter(person, channel="text", phone=THIEFS) == 409
    assert enter(person, channel="call", phone=THIEFS) == 302
    assert enter(person, channel="text", phone=THIEFS) == 409
    assert (person.channel, person.phone) == ("call", THIEFS)


@ACCOUNTS
def test_nobody_opens_a_door_into_an_account_that_is_in_other_hands(
    db: Session, cohort: Cohort, enter: Enter, theirs: Callable[[Session, Person], None]
) -> None:
    person = rung(db, cohort)
    theirs(db, person)
    assert enter(person, channel="email", email="thief@example.org") == 409
    assert enter(person, channel="call", phone=PHONE, email="thief@example.org") == 409
    assert enter(person, channel="text", phone=THIEFS) == 409
    assert enter(person, channel="call", phone=THIEFS) == 302
    assert (person.email, person.channel, person.phone) == (None, "call", THIEFS)


def test_texts_that_they_get_already_stay_where_they_are(
    db: Session, cohort: Cohort, enter: Enter
) -> None:
    person = make_person(db, email=None, phone=PHONE, channel="text")
    make_enrolment(db, cohort, person)
    go_in(db, person)
    assert enter(person, channel="text", phone=THIEFS) == 409
    assert enter(person, channel="text", phone=PHONE, reminders="none") == 302


def test_a_lead_enters_it_for_somebody_of_two_cohorts(
    db: Session, cohort: Cohort, client: FlaskClient, sign_in: SignIn, enter: Enter
) -> None:
    person = rung(db, cohort)
    belong_elsewhere(db, person)
    lead = make_person(db, roles=[PROGRAMME_LEAD])
    db.commit()
    sign_in(client, lead)
    assert enter(person, channel="email", email="joan@example.org") == 302
    assert person.email == "joan@example.org"


@ACCOUNTS
def test_a_list_opens_no_door_either(
    db: Session, cohort: Cohort, theirs: Callable[[Session, Person], None]
) -> None:
    person = rung(db, cohort)
    theirs(db, person)
    line = "Joan Long,thief@example.org,07700 900123,2 New Road,text\n"
    assert changes(look(db, cohort, line)) == {"address": ("", "2 New Road")}
    bring(db, cohort, line)
    db.expire_all()
    assert (person.email, person.channel) == (None, "call")


def test_a_list_gives_a_first_address_to_whoever_has_left_another_cohort(
    db: Session, cohort: Cohort
) -> None:
    person = rung(db, cohort)
    make_enrolment(db, make_cohort(db), person, state=LEFT)
    assert "email" in changes(look(db, cohort, "Joan Long,joan@example.org,07700 900123\n"))


@pytest.mark.parametrize("theirs", [go_in, belong_elsewhere])
def test_a_facilitator_is_told_whom_to_ask_where_they_may_not_change_it(
    db: Session, cohort: Cohort, browser: FlaskClient, theirs: Callable[[Session, Person], None]
) -> None:
    person = rung(db, cohort)
    theirs(db, person)
    db.commit()
    page = browser.get(f"/cohorts/riverside/people/{person.id}/contact").text
    assert "You can choose calls or paper, and change the number to ring." in page
    # Where not even a lead may, nobody is sent to one.
    assert ("or a programme lead can choose" in page) == (theirs is belong_elsewhere)


def test_an_address_that_was_typed_wrongly_is_put_right_by_adding_again(
    db: Session, cohort: Cohort, browser: FlaskClient
) -> None:
    invited, joined = make_member(db, cohort, state=INVITED), make_member(db, cohort)
    db.commit()
    for person, is_told in ((invited, True), (joined, False)):
        page = browser.get(f"/cohorts/riverside/people/{person.id}/contact").text
        assert ("Was it typed wrongly?" in page) == is_told
