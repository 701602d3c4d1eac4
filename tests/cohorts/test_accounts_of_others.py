"""Nobody comes into somebody else's account by saying how that person is reached."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.cohorts.rules import DECLINED, INVITED, LEFT, OFFERED
from app.kit.db import new_id
from app.people.models import Person, SignInLink
from app.people.rules import PROGRAMME_LEAD
from tests.browser_like import post
from tests.clock import NOON
from tests.cohorts.lists import bring, changes, look
from tests.conftest import SignIn
from tests.make.cohorts import make_cohort, make_enrolment, make_facilitator, make_member
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


def go_in(db: Session, person: Person) -> None:
    """Somebody has used a link, as one gets by text."""
    link = SignInLink(
        id=new_id(), person_id=person.id, created_at=NOON, expires_at=NOON, used_at=NOON
    )
    db.add(link)
    db.flush()


def belong_elsewhere(db: Session, person: Person) -> None:
    """Somebody is in a cohort that other people run."""
    make_enrolment(db, make_cohort(db), person)


def set_password(db: Session, person: Person) -> None:
    """Somebody has a password."""
    person.password_hash = "kept"
    db.flush()


ACCOUNTS = pytest.mark.parametrize("theirs", [go_in, belong_elsewhere, set_password])


@pytest.fixture
def cohort(db: Session) -> Cohort:
    """A cohort with the address `riverside`."""
    return make_cohort(db, slug="riverside")


@pytest.fixture
def browser(db: Session, client: FlaskClient, sign_in: SignIn, cohort: Cohort) -> FlaskClient:
    """The browser of a facilitator of the cohort."""
    farah = make_facilitator(db, cohort)
    db.commit()
    return sign_in(client, farah)


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


@ACCOUNTS
def test_whoever_has_an_account_is_not_brought_in_by_a_yes_that_a_facilitator_enters(
    db: Session,
    cohort: Cohort,
    browser: FlaskClient,
    theirs: Callable[[Session, Person], None],
) -> None:
    mary = make_person(db, name="Mary Elsewhere", email="mary@known.example", phone=PHONE)
    theirs(db, mary)
    place = make_enrolment(db, cohort, mary, state=INVITED)
    db.commit()
    here = f"/cohorts/riverside/people/{mary.id}"
    assert "They said yes" not in browser.get(here).text
    for state in (INVITED, DECLINED):
        place.state = state
        db.commit()
        refused = post(browser, f"{here}/answers", {"answer": "yes"}, page=here)
        assert refused.status_code == 409
        assert "they say yes themselves" in refused.text
        assert "07700 900123" not in refused.text
        db.refresh(place)
        assert place.state == state
    # Whoever is in line, or was offered a seat, came there themselves.
    place.state, place.offered_until = OFFERED, NOON
    db.commit()
    assert post(browser, f"{here}/answers", {"answer": "yes"}, page=here).status_code == 302


def test_a_facilitator_enters_the_yes_of_somebody_who_is_new_or_reads_no_email(
    db: Session, cohort: Cohort, browser: FlaskClient
) -> None:
    rings = make_person(db, name="Joan Long", email=None, phone=PHONE, channel="call")
    go_in(db, rings)
    for person in (make_person(db, name="Nia New"), rings):
        place = make_enrolment(db, cohort, person, state=INVITED)
        db.commit()
        here = f"/cohorts/riverside/people/{person.id}"
        assert "They said yes" in browser.get(here).text
        assert post(browser, f"{here}/answers", {"answer": "yes"}, page=here).status_code == 302
        db.refresh(place)
        assert place.state == "joined"


def test_after_a_no_whoever_has_an_account_is_added_again_and_nothing_else_is_asked(
    db: Session, cohort: Cohort, browser: FlaskClient
) -> None:
    mary = make_member(db, cohort, state=INVITED)
    go_in(db, mary)
    db.commit()
    here = f"/cohorts/riverside/people/{mary.id}"
    assert "so they say yes themselves" in browser.get(here).text
    answered = post(browser, f"{here}/answers", {"answer": "no"}, page=here)
    assert answered.status_code == 302
    page = browser.get(here).text
    assert "Did they tell you their answer?" not in page
    assert "add them again" in page


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
