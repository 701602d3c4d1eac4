"""A person's own calendar, as calendar programs read it and as its person looks after it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, Enrolment
from app.gatherings.actions.cancel import cancel_session
from app.gatherings.actions.feed import make_feed, renew_feed
from app.gatherings.models import CalendarFeed, Gathering
from app.gatherings.queries.feed import feed_of
from app.people.models import Person
from tests.browser_like import hidden_fields, post
from tests.clock import NOON, StoppedClock
from tests.conftest import CountStatements, SignIn
from tests.gatherings.calendar_client import READERS, CalendarProgram, Reader
from tests.make.cohorts import make_cohort, make_facilitator, make_member
from tests.make.gatherings import make_gathering

Address = Callable[[Person], str]


@pytest.fixture
def address(db: Session, app: Flask) -> Address:
    """Give somebody a calendar, and tell its address."""

    def make(person: Person) -> str:
        make_feed(db, person, now=NOON)
        db.commit()
        feed = feed_of(db, person.id)
        assert feed is not None
        word = app.extensions["platform"].links.sign("calendar", feed.id)
        return f"/calendar/{word}.ics"

    return make


@pytest.mark.parametrize("reader", READERS)
def test_a_calendar_follows_a_session_as_it_moves_and_is_called_off(
    db: Session, client: FlaskClient, cohort: Cohort, address: Address, reader: Reader
) -> None:
    here = address(make_member(db, cohort))
    gathering = make_gathering(db, cohort)
    other = make_gathering(db, cohort, title="Second meeting", starts_at=NOON + timedelta(days=20))
    db.commit()
    program = CalendarProgram(reader)
    program.follow(client.get(here).text)
    assert [one.starts_at for one in program.held.values()] == [
        gathering.starts_at,
        other.starts_at,
    ]
    hour = timedelta(hours=1)
    db.execute(
        update(Gathering).values(
            starts_at=Gathering.starts_at + hour,
            ends_at=Gathering.ends_at + hour,
            sequence=1,
            changed_at=NOON,
        )
    )
    db.commit()
    db.refresh(gathering)
    db.refresh(other)
    program.follow(client.get(here).text)
    assert [one.starts_at for one in program.held.values()] == [
        gathering.starts_at,
        other.starts_at,
    ]
    cancel_session(db, make_facilitator(db, cohort), gathering_id=gathering.id, now=NOON)
    db.commit()
    told = reader(client.get(here).text).entries
    assert [(one.status, one.sequence) for one in told] == [("CANCELLED", 2), ("CONFIRMED", 1)]
    program.follow(client.get(here).text)
    assert [one.title for one in program.held.values()] == ["Second meeting (Riverside neighbours)"]


def test_a_session_that_is_off_is_told_for_sixty_days(
    db: Session, client: FlaskClient, cohort: Cohort, address: Address, clock: StoppedClock
) -> None:
    here = address(make_member(db, cohort))
    make_gathering(db, cohort, state="cancelled")
    db.commit()
    clock.move(days=59)
    assert "STATUS:CANCELLED" in client.get(here).text
    clock.move(days=2)
    assert "BEGIN:VEVENT" not in client.get(here).text


def test_what_has_not_changed_is_not_sent_again(
    db: Session, client: FlaskClient, cohort: Cohort, address: Address, clock: StoppedClock
) -> None:
    here = address(make_member(db, cohort))
    gathering = make_gathering(db, cohort)
    db.commit()
    first = client.get(here)
    assert first.headers["Cache-Control"].startswith("private")
    assert first.content_type == "text/calendar; charset=utf-8"
    assert first.last_modified is not None
    clock.move(days=3)
    again = client.get(here, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]
    db.execute(update(Gathering).where(Gathering.id == gathering.id).values(title="Changed"))
    db.commit()
    changed = client.get(here, headers={"If-None-Match": first.headers["ETag"]})
    assert changed.status_code == 200
    assert changed.headers["ETag"] != first.headers["ETag"]


def test_sessions_are_gone_once_somebody_has_left_also_for_those_who_ask_by_date(
    db: Session, client: FlaskClient, cohort: Cohort, address: Address
) -> None:
    amina = make_member(db, cohort)
    here = address(amina)
    make_gathering(db, cohort)
    other = make_cohort(db, name="Hillside")
    make_gathering(db, other, title="Not theirs")
    db.commit()
    first = client.get(here)
    assert "First meeting" in first.text
    assert "Not theirs" not in first.text
    db.execute(update(Enrolment).where(Enrolment.person_id == amina.id).values(state="left"))
    db.commit()
    later = client.get(here, headers={"If-Modified-Since": first.headers["Last-Modified"]})
    assert later.status_code == 200
    assert "BEGIN:VEVENT" not in later.text


def test_a_calendar_tells_nothing_of_other_people(
    db: Session, client: FlaskClient, cohort: Cohort, address: Address
) -> None:
    make_facilitator(db, cohort, name="Farah Facilitator")
    make_member(db, cohort, name="Ben Neighbour", email="ben@example.org")
    here = address(make_member(db, cohort, name="Amina Own", email="amina@example.org"))
    make_gathering(db, cohort, link="https://meet.example/secret-room")
    db.commit()
    text = client.get(here).text.replace("\r\n ", "")
    assert "First meeting" in text
    for private in ("Farah", "Ben", "Amina", "example.org", "secret-room", "ATTENDEE"):
        assert private not in text


def test_a_calendar_costs_the_same_for_any_number_of_sessions(
    db: Session,
    client: FlaskClient,
    cohort: Cohort,
    address: Address,
    count_statements: CountStatements,
) -> None:
    here = address(make_member(db, cohort))
    sent = []
    for more in (1, 60):
        for _ in range(more):
            make_gathering(db, cohort)
        db.commit()
        with count_statements() as statements:
            client.get(here)
        sent.append(len(statements))
    # The calendar, its person, and one for each source.
    assert sent[0] == sent[1] <= 4


@pytest.mark.parametrize("word", ["nothing", "Ijk.x", "a" * 400])
def test_an_address_that_is_not_ours_is_not_found(client: FlaskClient, word: str) -> None:
    assert client.get(f"/calendar/{word}.ics").status_code == 404


def test_a_signed_word_for_something_else_opens_no_calendar(
    db: Session, app: Flask, client: FlaskClient, cohort: Cohort, address: Address
) -> None:
    amina = make_member(db, cohort)
    address(amina)
    feed = feed_of(db, amina.id)
    assert feed is not None
    word = app.extensions["platform"].links.sign("sign-in", feed.id)
    assert client.get(f"/calendar/{word}.ics").status_code == 404


def test_a_person_makes_renews_and_ends_their_address(
    db: Session, app: Flask, client: FlaskClient, cohort: Cohort, sign_in: SignIn
) -> None:
    make_gathering(db, cohort)
    member = make_member(db, cohort)
    db.commit()
    browser = sign_in(client, member)
    assert "/account/calendar" in browser.get("/account/").text
    assert ".ics" not in browser.get("/account/calendar").text
    for _ in range(2):
        post(browser, "/account/calendar")
    first = shown(browser)
    program = app.test_client()
    assert program.get(first).status_code == 200

    fields: dict[str, object] = {
        "feed": hidden_fields(browser.get("/account/calendar").text)["feed"]
    }
    for _ in range(2):
        post(browser, "/account/calendar/renewals", dict(fields))
    second = shown(browser)
    assert second != first
    assert [program.get(one).status_code for one in (first, second)] == [404, 200]
    assert db.scalar(select(func.count()).select_from(CalendarFeed)) == 2

    fields = {"feed": hidden_fields(browser.get("/account/calendar").text)["feed"]}
    post(browser, "/account/calendar/endings", fields)
    assert program.get(second).status_code == 404
    assert ".ics" not in browser.get("/account/calendar").text


def shown(browser: FlaskClient) -> str:
    """The address that the page shows, without its host."""
    page = browser.get("/account/calendar").text
    start = page.index("/calendar/", page.index('id="address"'))
    return page[start : page.index('"', start)]


def test_nobody_ends_the_calendar_of_somebody_else(
    db: Session, client: FlaskClient, cohort: Cohort, address: Address
) -> None:
    amina = make_member(db, cohort)
    here = address(amina)
    feed = feed_of(db, amina.id)
    assert feed is not None
    renew_feed(db, make_member(db, cohort), shown=feed.id, now=NOON)
    db.commit()
    assert client.get(here).status_code == 200


def test_a_calendar_is_in_the_language_of_its_persons_letters(
    db: Session, client: FlaskClient, cohort: Cohort, address: Address
) -> None:
    member = make_member(db, cohort)
    member.letter_language = "cy"
    here = address(member)
    make_gathering(db, cohort)
    db.commit()
    told = client.get(here).text.replace("\r\n ", "")
    assert "NAME:Sesiynau Dysgu trwy Ddarganfod" in told
    assert "Dydd Sadwrn 30 Ionawr 2027\\, 12 canol dydd (amser y DU)\\nAr-lein" in told
    assert "Popeth am y sesiwn hon: http" in told
