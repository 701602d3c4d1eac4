"""A lead who erases somebody sees first who it is; and whoever is kept by a lead is told so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.audit.models import Entry
from app.people.models import Person
from app.post.actions.send import send_due
from app.post.models import Letter
from app.rights.actions.ask_erasure import ask_erasure
from app.rights.letters import ERASURE_ASKED, ERASURE_UNDONE
from app.rights.models import Erasure
from app.rights.rules.erasing import DONE, STEPS
from tests.browser_like import post
from tests.clock import NOON, StoppedClock
from tests.conftest import As
from tests.make.cohorts import make_cohort, make_enrolment, make_facilitator
from tests.make.people import make_person
from tests.make.reflections import make_reflection

if TYPE_CHECKING:
    from app.wiring import Platform

LEADS = "/admin/people-data"


def asked(db: Session) -> list[str]:
    return list(db.scalars(select(Erasure.state)))


def test_finding_somebody_asks_for_nothing_and_shows_who_it_is_and_what_goes(
    db: Session, as_person: As
) -> None:
    mary = make_person(db, name="Mary Rings", phone="+447700900555", email="mary@rings.example")
    cohort = make_cohort(db, name="The Valley")
    make_enrolment(db, cohort, mary)
    make_reflection(db, mary, "My own words.")
    client = as_person(make_person(db, roles=["programme_lead"]))
    found = post(client, f"{LEADS}/erasures", {"who": "mary@rings.example"}, page=LEADS)
    looks = f"{LEADS}/erasures/{mary.id}"
    # Whom it is about stands in the address as an id, and in no log by an e-mail address.
    assert found.headers["Location"] == looks
    assert asked(db) == []
    page = client.get(looks).text
    for said in ("Mary Rings", "mary@rings.example", "07700 900555", "The Valley", "What stays"):
        assert said in page
    # How much somebody writes in private is nothing that a lead learns.
    assert "reflection" not in page.lower().split("<main")[1]
    unsure = post(client, looks, {}, page=looks)
    assert unsure.status_code == 422
    assert asked(db) == []
    assert post(client, looks, {"is_sure": "y"}, page=looks).status_code == 302
    assert asked(db) == ["waiting"]
    told = db.scalars(select(Entry).where(Entry.deed == "rights.erasure_for_somebody")).all()
    assert [one.whom_id for one in told] == [mary.id]
    again = client.get(looks).text
    assert "This was asked for already" in again
    assert "is_sure" not in again


def test_whoever_is_gone_or_never_was_has_no_such_page(db: Session, as_person: As) -> None:
    gone = make_person(db)
    times = dict.fromkeys(("asked_at", "due_at", "erased_at"), NOON)
    db.add(Erasure(person_id=gone.id, state=DONE, step=len(STEPS), **times))
    db.commit()
    client = as_person(make_person(db, roles=["programme_lead"]))
    for person_id in (gone.id, "0193a000-0000-7000-8000-000000000001"):
        looks = f"{LEADS}/erasures/{person_id}"
        assert client.get(looks).status_code == 404
        assert post(client, looks, {"is_sure": "y"}, page=LEADS).status_code == 404
    assert asked(db) == [DONE]


def test_a_lead_takes_nobodys_wish_back_without_a_letter_to_them(
    db: Session, as_person: As, clock: StoppedClock
) -> None:
    mary = make_person(db, email="mary@goes.example")
    ask_erasure(db, mary, mary, now=clock.now())
    db.commit()
    client = as_person(make_person(db, roles=["programme_lead"]))
    for _ in range(2):
        post(client, f"{LEADS}/erasures/{mary.id}/undoings", {}, page=LEADS)
    letters = db.execute(select(Letter.kind, Letter.state).order_by(Letter.kind)).all()
    assert letters == [(ERASURE_ASKED, "lapsed"), (ERASURE_UNDONE, "due")]


def test_whoever_keeps_their_account_themselves_needs_no_letter(
    db: Session, as_person: As, clock: StoppedClock
) -> None:
    mary = make_person(db, email="mary@stays.example")
    ask_erasure(db, mary, mary, now=clock.now())
    db.commit()
    post(as_person(db.get_one(Person, mary.id)), "/account/data/erasure/undoings", {}, page="/")
    assert db.scalars(select(Letter.kind)).all() == [ERASURE_ASKED]


@pytest.mark.parametrize("channel", ["call", "post"])
def test_whoever_has_no_email_is_told_by_those_who_run_their_cohort(
    db: Session, platform: Platform, as_person: As, clock: StoppedClock, channel: str
) -> None:
    cohort = make_cohort(db, slug="valley")
    farah = make_facilitator(db, cohort)
    mary = make_person(db, name="Mary Rings", email=None, phone="+447700900555", channel=channel)
    make_enrolment(db, cohort, mary)
    lead = make_person(db, roles=["programme_lead"])
    looks = f"{LEADS}/erasures/{mary.id}"
    client = as_person(lead)
    assert "finds the letter on their list" in client.get(looks).text
    post(client, looks, {"is_sure": "y"}, page=looks)
    send_due(platform.sessions, platform.office, clock=clock)
    page = as_person(farah).get("/cohorts/valley/calls").text
    assert "Mary Rings" in page
    assert "asked us to erase your account" in page


def test_whoever_is_in_no_cohort_is_told_by_the_lead(db: Session, as_person: As) -> None:
    mary = make_person(db, name="Mary Rings", email=None, phone="+447700900555", channel="call")
    client = as_person(make_person(db, roles=["programme_lead"]))
    assert "please tell them yourself" in client.get(f"{LEADS}/erasures/{mary.id}").text


def test_that_somebody_with_email_goes_is_on_no_page_of_their_facilitators(
    db: Session, clock: StoppedClock
) -> None:
    mary = make_person(db, email="mary@goes.example")
    make_enrolment(db, make_cohort(db), mary)
    ask_erasure(db, mary, mary, now=clock.now())
    assert db.scalars(select(Letter.cohort_id)).all() == [None]
