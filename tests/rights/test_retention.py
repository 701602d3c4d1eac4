"""Accounts that nobody uses end after two letters, and never where something keeps them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.audit.models import Entry
from app.people.models import Person
from app.post.models import Letter
from app.rights.actions.ask_erasure import ask_erasure
from app.rights.actions.erase import erase_due
from app.rights.actions.retention import keep_account, lift_holds, look_after_unused, set_hold
from app.rights.errors import OnHold
from app.rights.models import Erasure, LegalHold, RetentionNotice
from app.rights.queries.retention import unused
from app.rights.rules.erasing import SOMEONE
from app.rights.rules.retention import FIRST, LAST
from tests.browser_like import post
from tests.clock import NOON, StoppedClock
from tests.conftest import As, CountStatements
from tests.make.cohorts import make_cohort, make_enrolment
from tests.make.people import make_person
from tests.make.sign_ins import make_sign_in
from worker.celery_app import make_celery

if TYPE_CHECKING:
    from app.wiring import Platform

YEARS = 3
PAGE = "/admin/retention"
# The first day on which somebody last seen at noon is told.
TOLD = NOON.replace(year=NOON.year + YEARS) - timedelta(days=59)


@pytest.fixture
def mary(db: Session) -> Person:
    """Somebody who was never seen again."""
    person = make_person(db, name="Mary Longago", email="mary@longago.example")
    db.commit()
    return person


def look(db: Session, at: datetime) -> int:
    """The look of a day, committed."""
    found = look_after_unused(db, now=at, years=YEARS)
    db.commit()
    return found


def went(db: Session, occurrence: str, at: datetime, **more: object) -> None:
    """A letter went."""
    sent = update(Letter).where(Letter.occurrence == occurrence)
    db.execute(sent.values(state="sent", sent_at=at, **more))
    db.commit()


def occurrences(db: Session) -> list[str]:
    return list(db.scalars(select(Letter.occurrence).order_by(Letter.occurrence)))


def test_two_letters_go_before_an_account_ends_and_then_it_is_erased(
    db: Session, platform: Platform, mary: Person, clock: StoppedClock
) -> None:
    assert look(db, TOLD - timedelta(days=5)) == 0
    assert occurrences(db) == []
    for day in (TOLD, TOLD + timedelta(days=1)):
        assert look(db, day) == 0
    assert occurrences(db) == [FIRST]
    went(db, FIRST, TOLD)
    due = TOLD + timedelta(days=60)
    look(db, due - timedelta(days=14))
    assert occurrences(db) == [FIRST, LAST]
    went(db, LAST, due - timedelta(days=14))
    assert look(db, due - timedelta(minutes=1)) == 0
    assert look(db, due) == 1
    assert db.scalars(select(Entry.deed)).all() == ["rights.unused_erased"]
    clock.moment = due
    assert erase_due(platform.sessions, platform.places, clock=clock) == 1
    db.refresh(mary)
    assert mary.name == SOMEONE
    assert look(db, due + timedelta(days=1)) == 0


@pytest.mark.parametrize("fault", ["never went", "came back", "went late"])
def test_whom_no_letter_reached_is_not_erased(db: Session, mary: Person, fault: str) -> None:
    look(db, TOLD)
    due = TOLD + timedelta(days=60)
    look(db, due - timedelta(days=14))
    went(db, LAST, due - timedelta(days=14))
    if fault == "came back":
        went(db, FIRST, TOLD, bounced_at=TOLD)
    if fault == "went late":
        went(db, FIRST, due - timedelta(days=20))
    assert look(db, due + timedelta(days=5)) == 0
    assert db.scalars(select(Erasure.id)).all() == []
    assert db.get_one(Person, mary.id).name == "Mary Longago"


def test_whoever_comes_in_once_stays_and_is_written_to_no_more(db: Session, mary: Person) -> None:
    look(db, TOLD)
    make_sign_in(db, mary, now=TOLD + timedelta(days=3))
    look(db, TOLD + timedelta(days=60))
    assert db.scalars(select(RetentionNotice.id)).all() == []
    assert db.scalars(select(Letter.state)).all() == ["lapsed"]


def test_whoever_says_that_it_is_to_stay_is_told_anew_after_years(
    db: Session, mary: Person
) -> None:
    look(db, TOLD)
    assert keep_account(db, mary.id, now=TOLD)
    assert not keep_account(db, mary.id, now=TOLD)
    look(db, TOLD + timedelta(days=60))
    assert unused(db, now=TOLD + timedelta(days=60), years=YEARS) == []
    look(db, TOLD.replace(year=TOLD.year + YEARS))
    (notice,) = db.scalars(select(RetentionNotice)).all()
    assert notice.kept_at is None
    assert occurrences(db) == [FIRST, FIRST]


def test_a_hold_stops_every_way_until_it_is_lifted(
    db: Session, platform: Platform, mary: Person, clock: StoppedClock
) -> None:
    lead = make_person(db, roles=["programme_lead"])
    ask_erasure(db, mary, mary, now=clock.now(), at_once=True)
    set_hold(db, lead, mary, "A case at court.", now=clock.now())
    db.commit()
    assert erase_due(platform.sessions, platform.places, clock=clock) == 0
    with pytest.raises(OnHold):
        ask_erasure(db, None, mary, now=clock.now(), at_once=True)
    look(db, TOLD)
    assert mary.id not in [row.person_id for row in unused(db, now=TOLD, years=YEARS)]
    assert lift_holds(db, lead, mary.id, now=clock.now()) == 1
    db.commit()
    assert erase_due(platform.sessions, platform.places, clock=clock) == 1


def test_a_hold_keeps_an_unused_account_and_looking_costs_little(
    db: Session, mary: Person, count_statements: CountStatements
) -> None:
    lead = make_person(db, roles=["programme_lead"])
    set_hold(db, lead, mary, "A complaint.", now=NOON)
    db.commit()
    with count_statements() as statements:
        assert look_after_unused(db, now=TOLD, years=YEARS) == 0
    assert len(statements) <= 3
    assert {row.reason for row in unused(db, now=TOLD, years=YEARS)} == {"hold", "role"}


def test_nothing_ends_by_itself_where_nobody_chose_the_years(
    db: Session, platform: Platform, mary: Person, clock: StoppedClock
) -> None:
    clock.moment = TOLD
    for is_on in (False, True):
        on = replace(platform, settings=replace(platform.settings, ends_unused=is_on))
        make_celery(on).tasks["end_unused"]()
        assert len(db.scalars(select(RetentionNotice.id)).all()) == int(is_on)
        db.rollback()


def test_a_lead_sees_who_was_told_and_keeps_one(db: Session, as_person: As, mary: Person) -> None:
    lead = make_person(db, name="Lea Lead", roles=["programme_lead"])
    look(db, TOLD)
    client = as_person(lead)
    page = client.get(PAGE).text
    assert "Mary Longago" in page
    assert "No letter has reached them yet" in page
    # They are told sixty days before the years are over.
    assert f"when nobody has used it for {YEARS} years" in page
    assert "Nobody has used this account for" not in page
    assert post(client, f"{PAGE}/{mary.id}/keepings", {}, page=PAGE).status_code == 302
    assert "Mary Longago" not in client.get(PAGE).text
    assert set(db.scalars(select(Entry.deed))) == {"rights.keep_unused"}


def test_whoever_is_held_is_told_so(db: Session, as_person: As) -> None:
    lead = make_person(db, name="Lea Lead", roles=["programme_lead"])
    ann = make_person(db, name="Ann Held", email="ann@held.example")
    db.commit()
    client = as_person(lead)
    wrong = post(client, f"{PAGE}/holds", {"who": ann.email, "reason": ""}, page=PAGE)
    assert wrong.status_code == 422
    told: dict[str, object] = {"who": ann.email, "reason": "A case at court."}
    assert post(client, f"{PAGE}/holds", told, page=PAGE).status_code == 302
    assert "A case at court." in client.get(PAGE).text
    hers = as_person(ann)
    assert "We may not erase your account at the moment" in hers.get("/account/data/erasure").text
    sent: dict[str, object] = {"is_sure": "y"}
    refused = post(hers, "/account/data/erasure", sent, page="/account/data")
    assert refused.status_code == 409
    assert "may not erase" in refused.text
    client = as_person(lead)
    assert post(client, f"{PAGE}/holds/{ann.id}/liftings", {}, page=PAGE).status_code == 302
    assert db.scalars(select(LegalHold.lifted_at)).all() != [None]
    assert {"rights.new_hold", "rights.lift_hold"} <= set(db.scalars(select(Entry.deed)))


def test_whoever_has_no_email_is_told_by_those_who_ran_their_cohort(db: Session) -> None:
    cohort = make_cohort(db)
    phone = "+447700900555"
    rung = make_person(db, name="Cal Call", email=None, phone=phone, channel="call")
    for person in (rung, make_person(db, name="Em Mail", email="em@longago.example")):
        make_enrolment(db, cohort, person)
    db.commit()
    look(db, TOLD)
    look(db, TOLD + timedelta(days=46))
    rows = db.execute(select(Letter.channel, Letter.occurrence, Letter.cohort_id))
    assert {(*row,) for row in rows} == {
        (channel, occurrence, brings)
        for channel, brings in (("call", cohort.id), ("email", None))
        for occurrence in (FIRST, LAST)
    }
