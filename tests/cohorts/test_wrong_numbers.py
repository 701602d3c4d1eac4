"""An invitation that went to a wrong number lets nobody in once that is put right."""

from __future__ import annotations

from datetime import time, timedelta
from uuid import UUID

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.actions.invitation import invite_again
from app.cohorts.errors import InvitedToday
from app.people.actions.contact import Contact, change_contact
from app.people.actions.sign_in import use_link
from app.people.errors import LinkSpent
from app.people.models import Person
from app.post.actions.send import send_due
from app.post.models import Letter
from app.wiring import Platform
from tests.clock import NOON, StoppedClock
from tests.cohorts.lists import bring
from tests.conftest import SignIn
from tests.make.cohorts import make_cohort, make_facilitator

LATER = NOON + timedelta(minutes=5)
RIGHT, WRONG = "+447700900123", "+447700900999"


def link_of(db: Session) -> UUID:
    """The link of the one invitation."""
    found = db.scalars(select(Letter).where(Letter.kind == "invitation")).one()
    assert found.link_id is not None
    return found.link_id


def reach(db: Session, by: Person, person: Person, channel: str, phone: str) -> None:
    """Somebody enters how a person is reached."""
    contact = Contact(channel, phone, "", person.time_zone, time(21), time(8))
    change_contact(db, by, person, contact, may_open_doors=True, now=NOON)
    db.commit()


@pytest.mark.parametrize("how", ["by hand", "list", "call"])
def test_a_link_that_went_to_a_wrong_number_ends_when_it_is_put_right(
    db: Session, platform: Platform, how: str
) -> None:
    cohort = make_cohort(db, slug="riverside")
    farah = make_facilitator(db, cohort)
    bring(db, cohort, "Joan Long,,07700 900999,,text\n")
    db.commit()
    send_due(platform.sessions, platform.office, clock=platform.clock)
    joan = db.scalars(select(Person).where(Person.name == "Joan Long")).one()
    link = link_of(db)
    assert db.scalars(select(Letter.to_address).where(Letter.link_id == link)).one() == WRONG
    if how == "list":
        bring(db, cohort, "Joan Long,joan@example.org,07700 900999,,email\n")
        assert db.scalars(select(Person.channel).where(Person.id == joan.id)).one() == "email"
    else:
        reach(db, farah, joan, "text" if how == "by hand" else "call", RIGHT)
    with pytest.raises(LinkSpent):
        use_link(db, link, now=NOON)


def test_one_that_waits_goes_the_new_way_and_works(db: Session, platform: Platform) -> None:
    cohort = make_cohort(db)
    farah = make_facilitator(db, cohort)
    bring(db, cohort, "Joan Long,,07700 900999,,text\n")
    joan = db.scalars(select(Person).where(Person.name == "Joan Long")).one()
    reach(db, farah, joan, "text", RIGHT)
    send_due(platform.sessions, platform.office, clock=platform.clock)
    letters = select(Letter.to_address).where(Letter.kind == "invitation")
    assert db.scalars(letters).all() == [RIGHT]
    assert use_link(db, link_of(db), now=NOON).id == joan.id


def test_what_went_where_its_person_still_is_goes_on_working(
    db: Session, platform: Platform
) -> None:
    cohort = make_cohort(db)
    farah = make_facilitator(db, cohort)
    bring(db, cohort, "Joan Long,,07700 900123,,text\n")
    db.commit()
    send_due(platform.sessions, platform.office, clock=platform.clock)
    joan = db.scalars(select(Person).where(Person.name == "Joan Long")).one()
    contact = Contact("text", RIGHT, "The desk", joan.time_zone, time(22), time(8))
    change_contact(db, farah, joan, contact, may_open_doors=True, now=NOON)
    assert use_link(db, link_of(db), now=NOON).id == joan.id


def test_once_a_wrong_number_is_put_right_the_invitation_goes_again_the_same_day(
    db: Session, platform: Platform
) -> None:
    cohort = make_cohort(db)
    farah = make_facilitator(db, cohort)
    bring(db, cohort, "Joan Long,,07700 900999,,text\n")
    db.commit()
    send_due(platform.sessions, platform.office, clock=platform.clock)
    joan = db.scalars(select(Person).where(Person.name == "Joan Long")).one()
    with pytest.raises(InvitedToday):
        invite_again(db, cohort_id=cohort.id, person_id=joan.id, now=NOON)
    reach(db, farah, joan, "text", RIGHT)
    invite_again(db, cohort_id=cohort.id, person_id=joan.id, now=LATER)
    db.commit()
    with pytest.raises(InvitedToday):
        invite_again(db, cohort_id=cohort.id, person_id=joan.id, now=LATER)
    db.rollback()
    send_due(platform.sessions, platform.office, clock=StoppedClock(LATER))
    sent = select(Letter.to_address, Letter.link_id).where(Letter.kind == "invitation")
    (_, _), (to, link) = db.execute(sent.order_by(Letter.due_at)).all()
    assert to == RIGHT
    assert link is not None
    assert use_link(db, link, now=LATER).id == joan.id


def test_whoever_is_asked_again_by_phone_is_on_the_list_once(
    db: Session, platform: Platform, clock: StoppedClock, client: FlaskClient, sign_in: SignIn
) -> None:
    cohort = make_cohort(db, slug="riverside")
    farah = make_facilitator(db, cohort)
    bring(db, cohort, "Joan Long,,07700 900123,,call\n")
    db.commit()
    send_due(platform.sessions, platform.office, clock=platform.clock)
    joan = db.scalars(select(Person).where(Person.name == "Joan Long")).one()
    calls = sign_in(client, farah).get("/cohorts/riverside/calls").text
    assert calls.count('name="letter"') == 1
    tomorrow = clock.move(days=1)
    invite_again(db, cohort_id=cohort.id, person_id=joan.id, now=tomorrow)
    db.commit()
    send_due(platform.sessions, platform.office, clock=clock)
    calls = client.get("/cohorts/riverside/calls").text
    assert calls.count('name="letter"') == 1
