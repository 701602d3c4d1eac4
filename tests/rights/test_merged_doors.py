"""An account that took in one that was used counts as used: nobody else says how it is reached."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.cohorts.policy import may_open_doors
from app.cohorts.queries.seats import member_seat
from app.people.actions.email_changes import ask_for_email
from app.people.actions.sign_in import make_link, use_link
from app.people.actions.sign_ins import begin_sign_in
from app.people.models import EmailChange, Person, SignIn, SignInLink
from app.people.queries import has_been_in
from app.rights.actions.merge import merge_people
from app.rights.actions.merging.ways import Kept
from tests.browser_like import post
from tests.clock import NOON
from tests.conftest import As
from tests.make.cohorts import make_cohort, make_enrolment, make_facilitator
from tests.make.people import make_person

PHONE, THEIRS = "+447700900123", "+447700900999"


@pytest.fixture
def cohort(db: Session) -> Cohort:
    """A cohort."""
    return make_cohort(db)


@pytest.fixture
def entered(db: Session, cohort: Cohort) -> Person:
    """Whom a facilitator entered with a number, and who has never been in."""
    person = make_person(db, name="Mary T.", email=None, phone=PHONE, channel="text")
    make_enrolment(db, cohort, person)
    return person


def came_by(db: Session, way: str) -> Person:
    """Somebody without e-mail who has been in, by a text or long ago by a link."""
    person = make_person(db, name="Mary Twice", email=None, phone=PHONE, channel="text")
    if way == "text":
        begin_sign_in(db, person, how="text", user_agent="", is_shared=False, now=NOON)
    else:
        use_link(db, make_link(db, person.id, now=NOON).id, now=NOON)
    # On its way when the two become one.
    make_link(db, person.id, now=NOON)
    return person


@pytest.mark.parametrize("way", ["text", "link"])
def test_a_facilitator_cannot_say_where_codes_go_for_an_account_that_took_in_a_used_one(
    db: Session, as_person: As, cohort: Cohort, entered: Person, way: str
) -> None:
    facilitator = make_facilitator(db, cohort)
    used = came_by(db, way)
    assert not db.scalar(select(has_been_in()).where(Person.id == entered.id))
    merge_people(db, entered.id, used.id, Kept(), now=NOON)
    db.commit()
    assert db.scalar(select(has_been_in()).where(Person.id == entered.id))
    facts = member_seat(db, facilitator, slug=cohort.slug, person_id=entered.id)
    assert facts is not None
    assert not may_open_doors(facilitator, facts)
    page = f"/cohorts/{cohort.slug}/people/{entered.id}/contact"
    to_them = {"channel": "text", "phone": THEIRS, "time_zone": "Europe/London"}
    hours = {"quiet_from": "21:00", "quiet_until": "08:00"}
    browser = as_person(facilitator)
    assert post(browser, page, {**to_them, **hours}, page=page).status_code in {403, 422}
    db.expire_all()
    assert entered.phone == PHONE


def test_what_let_somebody_in_before_lets_nobody_in_afterwards(
    db: Session, entered: Person
) -> None:
    used = came_by(db, "text")
    merge_people(db, entered.id, used.id, Kept(), now=NOON)
    assert set(db.scalars(select(SignIn.ended_at))) == {NOON}
    assert db.scalars(select(SignInLink.id)).all() == []


def test_an_address_that_was_asked_for_before_does_not_come_after(db: Session) -> None:
    stays = make_person(db, email="amina@learning.example")
    goes = make_person(db, email="amina.work@learning.example")
    begin_sign_in(db, goes, how="link", user_agent="", is_shared=False, now=NOON)
    here = begin_sign_in(db, stays, how="link", user_agent="", is_shared=False, now=NOON)
    ask_for_email(db, stays, typed="thief@learning.example", here=here.id, now=NOON)
    db.commit()
    merge_people(db, stays.id, goes.id, Kept(email="goes"), now=NOON)
    assert db.scalars(select(EmailChange)).all() == []
