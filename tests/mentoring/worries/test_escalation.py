"""What nobody opens in time goes to the deputy; an empty role loses nothing and is told."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.mentoring.actions.escalation import escalate_worries
from app.mentoring.actions.worry_handling import open_worry
from app.mentoring.models import Worry, WorryChange
from app.mentoring.queries.named import named_safeguarding
from app.people.models import Person
from app.people.rules import SAFEGUARDING_DEPUTY, SAFEGUARDING_LEAD
from app.post.actions.send import send_due
from app.post.models import Letter
from app.wiring import Platform
from tests.browser_like import post
from tests.clock import NOON, StoppedClock
from tests.conftest import As
from tests.make.mentoring import Mentors
from tests.make.worries import make_worry

DAY = timedelta(days=1)
LIST = "/mentoring/safeguarding/"


def letters(db: Session, kind: str) -> list[tuple[str, str]]:
    """For whom there are letters of a kind, with what tells them apart."""
    rows = db.execute(
        select(Person.name, Letter.occurrence)
        .join(Letter, Letter.person_id == Person.id)
        .where(Letter.kind == kind)
        .order_by(Person.name, Letter.occurrence)
    )
    return [(name, occurrence) for name, occurrence in rows]


def test_it_goes_to_the_deputy_once_its_time_is_over_and_not_before(mentors: Mentors) -> None:
    db = mentors.db
    place = make_worry(db, mentors.joan)
    assert letters(db, "worry_waiting") == [("Sam Safe", "0")]
    assert escalate_worries(db, now=NOON + DAY - timedelta(seconds=1)) == 0
    assert [escalate_worries(db, now=NOON + DAY) for _ in range(2)] == [1, 0]
    assert letters(db, "worry_escalated") == [("Dee Deputy", "0")]
    assert letters(db, "worry_waiting") == [("Sam Safe", "0"), ("Sam Safe", "1")]
    gone = select(WorryChange).where(WorryChange.what == "escalated")
    assert [one.worry_id for one in db.scalars(gone)] == [place.worry.id]


def test_no_letter_tells_the_lead_that_there_is_one_about_them(mentors: Mentors) -> None:
    db = mentors.db
    make_worry(db, mentors.joan, kept_from_lead=True)
    escalate_worries(db, now=NOON + DAY)
    assert letters(db, "worry_waiting") == []
    assert letters(db, "worry_escalated") == [("Dee Deputy", "0"), ("Dee Deputy", "1")]


def test_what_is_about_the_lead_is_not_theirs_as_the_deputy_either(
    mentors: Mentors, as_person: As
) -> None:
    db = mentors.db
    mentors.lead.roles = [SAFEGUARDING_DEPUTY, SAFEGUARDING_LEAD]
    place = make_worry(db, mentors.joan, kept_from_lead=True)
    escalate_worries(db, now=NOON + DAY)
    assert letters(db, "worry_escalated") == [("Dee Deputy", "0"), ("Dee Deputy", "1")]
    address, client = f"{LIST}worries/{place.worry.id}", as_person(mentors.lead)
    assert client.get(address).status_code == 404
    assert post(client, f"{address}/openings", {}, page=LIST).status_code == 404
    assert "Joan Longstreet" not in client.get(LIST).text
    assert as_person(mentors.deputy).get(address).status_code == 200
    assert named_safeguarding(db).empty_roles == []
    mentors.deputy.roles = []
    db.flush()
    assert named_safeguarding(db).empty_roles == [SAFEGUARDING_DEPUTY]


def test_what_was_opened_in_time_stays_with_the_lead(mentors: Mentors, as_person: As) -> None:
    db = mentors.db
    place = make_worry(db, mentors.joan)
    open_worry(db, mentors.lead, place, now=NOON)
    assert escalate_worries(db, now=NOON + 2 * DAY) == 0
    address = f"{LIST}worries/{place.worry.id}"
    assert as_person(mentors.deputy).get(address).status_code == 404


def test_the_deputy_finds_it_only_after_it_went_to_them(mentors: Mentors, as_person: As) -> None:
    db = mentors.db
    place = make_worry(db, mentors.joan)
    address = f"{LIST}worries/{place.worry.id}"
    client = as_person(mentors.deputy)
    assert client.get(address).status_code == 404
    assert "Joan Longstreet" not in client.get(LIST).text
    escalate_worries(db, now=NOON + DAY)
    db.commit()
    assert client.get(address).status_code == 200
    assert "Joan Longstreet" in client.get(LIST).text


@pytest.mark.parametrize("jump", [timedelta(days=-400), timedelta(days=400)])
def test_a_clock_that_jumps_loses_nothing_and_brings_one_letter_a_day(
    mentors: Mentors, jump: timedelta
) -> None:
    db = mentors.db
    make_worry(db, mentors.joan)
    for _ in range(2):
        escalate_worries(db, now=NOON + jump)
    escalate_worries(db, now=NOON)
    assert len(letters(db, "worry_waiting")) == (2 if jump > timedelta() else 1)
    assert len(list(db.scalars(select(Worry)))) == 1


def test_without_a_lead_it_goes_to_the_deputy_at_once(mentors: Mentors) -> None:
    db = mentors.db
    mentors.lead.roles = []
    db.flush()
    place = make_worry(db, mentors.joan)
    assert place.worry.escalated_at == NOON
    assert letters(db, "worry_escalated") == [("Dee Deputy", "0")]


def test_when_the_lead_goes_what_waits_does_not_wait_longer(mentors: Mentors) -> None:
    db = mentors.db
    make_worry(db, mentors.joan)
    mentors.lead.roles = []
    db.flush()
    assert escalate_worries(db, now=NOON) == 1


def test_what_a_lead_has_opened_and_not_closed_goes_to_the_deputy_when_there_is_no_lead(
    mentors: Mentors, platform: Platform, clock: StoppedClock
) -> None:
    db = mentors.db
    open_worry(db, mentors.lead, make_worry(db, mentors.joan), now=NOON)
    mentors.lead.roles = []
    db.flush()
    assert [escalate_worries(db, now=NOON) for _ in range(2)] == [1, 0]
    db.commit()
    send_due(platform.sessions, platform.office, clock=clock)
    of = select(Letter).where(Letter.kind == "worry_escalated")
    assert db.scalars(of.execution_options(populate_existing=True)).one().state == "sent"


def test_without_anybody_it_is_kept_for_whoever_gets_the_role(
    mentors: Mentors, platform: Platform, clock: StoppedClock
) -> None:
    db = mentors.db
    mentors.lead.roles, mentors.deputy.roles = [], []
    db.flush()
    make_worry(db, mentors.joan)
    escalate_worries(db, now=NOON)
    assert letters(db, "worry_waiting") == letters(db, "worry_escalated") == []
    mentors.other.roles = [SAFEGUARDING_LEAD]
    db.flush()
    escalate_worries(db, now=NOON)
    assert letters(db, "worry_waiting") == [("Ola Other", "0")]


@pytest.mark.parametrize("waits", [True, False])
def test_programme_leads_are_told_that_a_role_is_empty_and_not_whether_anything_waits(
    mentors: Mentors, platform: Platform, clock: StoppedClock, *, waits: bool
) -> None:
    db = mentors.db
    mentors.deputy.roles = []
    db.flush()
    if waits:
        make_worry(db, mentors.joan)
    for day in range(7):
        escalate_worries(db, now=NOON + timedelta(days=day))
    assert letters(db, "role_empty") == [
        ("Lowri Lead", "safeguarding_deputy:2027-W03"),
        ("Lowri Lead", "safeguarding_deputy:2027-W04"),
    ]
    db.commit()
    send_due(platform.sessions, platform.office, clock=clock)
    sent = select(Letter).where(Letter.kind == "role_empty", Letter.occurrence.like("%W03"))
    body = db.scalars(sent.execution_options(populate_existing=True)).one().body or ""
    assert "Nobody is the deputy of the safeguarding lead at the moment." in body
    assert "worr" not in body
    assert "Joan" not in body


@pytest.mark.parametrize("address", ["/home", "/mentoring/"])
def test_what_waits_stands_on_the_first_pages_of_who_may_open_it_and_of_nobody_else(
    mentors: Mentors, as_person: As, address: str
) -> None:
    db = mentors.db
    make_worry(db, mentors.joan)
    make_worry(db, mentors.petra)
    db.commit()
    assert "2 worries wait to be opened" in as_person(mentors.lead).get(address).text
    for who in (mentors.deputy, mentors.coordinator):
        assert "Nothing at the moment." in as_person(who).get(address).text
    for who in (mentors.joan, mentors.programme_lead, mentors.facilitator):
        assert "to be opened" not in as_person(who).get(address).text
    escalate_worries(db, now=NOON + DAY)
    db.commit()
    assert "2 worries wait to be opened" in as_person(mentors.deputy).get(address).text
