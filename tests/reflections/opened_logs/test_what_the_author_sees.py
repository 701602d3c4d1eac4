"""The author is told, at once and always, and sees who asked, why, and what was read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from app.kit.db import new_id
from app.post.actions.send import send_due
from app.post.models import Letter
from app.reflections.actions.log_openings import close_opening, decide
from app.reflections.actions.speak import keep_talk
from app.reflections.actions.versions import add_version
from app.reflections.models import LogOpening, Reflection
from app.reflections.rules.spoken import Talk
from tests.browser_like import post
from tests.clock import NOON, StoppedClock
from tests.conftest import CountStatements, SignIn
from tests.make.cohorts import make_cohort, make_enrolment
from tests.make.post import letter_of
from tests.make.reflections import make_reflection
from tests.make.shares import REASON, SECRET, Leads
from tests.progress.reading import words_of

if TYPE_CHECKING:
    from app.wiring import Platform

ROOT = "/admin/log-openings/"


def ask_on_the_page(leads: Leads, client: FlaskClient) -> str:
    """Find the author by their name, ask, and give the request's address."""
    page = client.get(f"{ROOT}new?name=auth")
    assert "Ann Author (in no cohort)" in page.text
    fields = {"person": str(leads.author.id), "reason": REASON, "name": "auth"}
    made = post(client, ROOT, dict(fields)).location
    assert "Waits for a second person" in client.get(made).text
    return made


def test_a_request_is_asked_answered_read_and_seen_on_the_pages(
    leads: Leads, client: FlaskClient, sign_in: SignIn, clock: StoppedClock
) -> None:
    made = ask_on_the_page(leads, sign_in(client, leads.asker))
    sign_in(client, leads.second)
    assert "Ann Author" in client.get(ROOT).text
    assert REASON in client.get(made).text
    assert post(client, f"{made}/decisions", {"answer": "yes"}).status_code == 302
    sign_in(client, leads.asker)
    entries = client.get(f"{made}/entries/").text
    assert SECRET not in entries
    link = re.search(r'href="([^"]+/versions/1)"', entries)
    assert link is not None
    clock.move(minutes=5)
    assert SECRET in client.get(link[1]).text
    sign_in(client, leads.author)
    log = client.get("/reflections/").text
    assert "Your log is open to somebody now" in log
    assert "Only you can read these" not in log
    assert "Lowri Lead asked on" in client.get("/reflections/openings/").text
    own = client.get(made.replace(ROOT, "/reflections/openings/")).text
    for told in ("Lowri Lead", "Sam Safe", REASON, "version 1", "12:05pm", "Open until"):
        assert told in own
    clock.move(days=1)
    assert "Your log is open" not in client.get("/reflections/").text
    sign_in(client, leads.asker)
    assert client.get(link[1]).status_code == 404


def test_a_refused_request_stands_on_the_authors_page_too(
    leads: Leads, client: FlaskClient, sign_in: SignIn
) -> None:
    made = leads.ask()
    decide(leads.db, leads.second, leads.place(made), says_yes=False, now=NOON)
    leads.db.commit()
    sign_in(client, leads.author)
    assert "Refused" in client.get("/reflections/openings/").text
    own = client.get(f"/reflections/openings/{made}").text
    assert REASON in own
    assert "Sam Safe, no" in own
    assert "Nothing was read." in own
    to_author = select(Letter).where(Letter.person_id == leads.author.id)
    assert leads.db.scalars(to_author).all() == []


@pytest.mark.parametrize("channel", ["email", "call"])
def test_the_letter_goes_at_night_too_and_says_who_why_and_until_when(
    leads: Leads,
    platform: Platform,
    clock: StoppedClock,
    client: FlaskClient,
    sign_in: SignIn,
    channel: str,
) -> None:
    leads.author.phone, leads.author.channel = "+447700900123", channel
    cohort = make_cohort(leads.db)
    make_enrolment(leads.db, cohort, leads.author)
    leads.db.commit()
    clock.moment = NOON.replace(hour=23)
    made = leads.opened(now=clock.now())
    # It is told also when the log is closed again before the letter goes.
    close_opening(leads.db, leads.asker, leads.place(made, now=clock.now()), now=clock.now())
    leads.db.commit()
    send_due(platform.sessions, platform.office, clock=clock)
    letter = letter_of(leads.db, leads.author)
    body = letter.body or ""
    assert letter.state == ("sent" if channel == "email" else "listed")
    for told in ("Lowri Lead", "Sam Safe", "Thursday 21 January 2027, 11pm (UK time)"):
        assert told in body
    # Whoever rings them need not know why.
    assert (REASON in body) == (channel == "email")
    assert letter.cohort_id == (None if channel == "email" else cohort.id)
    assert SECRET not in body
    sign_in(client, leads.second)
    reminded = "make sure yourselves that they have been told" in client.get(f"{ROOT}{made}").text
    assert reminded == (channel != "email")


def test_a_reason_is_sealed_and_an_entry_deleted_since_still_counts_as_read(
    leads: Leads, client: FlaskClient, sign_in: SignIn
) -> None:
    made = leads.opened()
    assert REASON.encode() not in leads.db.scalars(select(LogOpening.sealed_reason)).one()
    sign_in(client, leads.asker)
    assert client.get(f"{ROOT}{made}/entries/{leads.entry}/versions/1").status_code == 200
    # First for a while, and then for good.
    gone = leads.db.get_one(Reflection, leads.entry)
    gone.deleted_at = NOON
    leads.db.commit()
    assert client.get(f"{ROOT}{made}/entries/{leads.entry}/versions/1").status_code == 404
    own = f"/reflections/openings/{made}"
    sign_in(client, leads.author)
    assert "A reflection that you have deleted since" in client.get(own).text
    leads.db.delete(gone)
    leads.db.commit()
    assert "A reflection that you have deleted since" in client.get(own).text


def test_an_earlier_version_is_read_and_noted_by_itself(
    leads: Leads, client: FlaskClient, sign_in: SignIn
) -> None:
    facts = {"reflection_id": leads.entry, "text": "Quite another thought.", "seen": 1}
    add_version(leads.db, leads.author, now=NOON, **facts)  # type: ignore[arg-type]
    other = make_reflection(leads.db, leads.asker, "Somebody else's words")
    made = leads.opened()
    sign_in(client, leads.asker)
    entry = f"{ROOT}{made}/entries/{leads.entry}/versions/"
    newest = client.get(f"{entry}2").text
    assert "Quite another thought." in newest
    assert SECRET not in newest
    assert SECRET in client.get(f"{entry}1").text
    assert client.get(f"{entry}3").status_code == 404
    assert client.get(f"{ROOT}{made}/entries/{other}/versions/1").status_code == 404
    sign_in(client, leads.author)
    own = client.get(f"/reflections/openings/{made}").text
    assert own.count("was read on") == 2


def test_of_something_said_out_loud_a_reader_learns_only_that_it_was(
    leads: Leads, client: FlaskClient, sign_in: SignIn
) -> None:
    talk = Talk(NOON.date(), "mentor", 20)
    own = keep_talk(leads.db, leads.author, talk=talk, request_key=new_id(), now=NOON)
    made = leads.opened()
    sign_in(client, leads.asker)
    page = words_of(client, f"{ROOT}{made}/entries/{own}/versions/1")
    assert "There are no words in it: Ann Author thought about something out loud." in page
    assert "mentor" not in page


def test_no_page_says_that_only_the_author_can_read_while_somebody_else_can(
    leads: Leads, client: FlaskClient, sign_in: SignIn, clock: StoppedClock
) -> None:
    sign_in(client, leads.author)
    entry = f"/reflections/{leads.entry}"
    pages = ("/reflections/", "/reflections/new", entry, f"{entry}/versions/new")
    for page in pages:
        assert "Your log is open to somebody now" not in words_of(client, page)
    assert "Only you can read this." in words_of(client, "/reflections/new")
    leads.opened(now=clock.now())
    for page in (*pages, "/reflections/spoken/new"):
        words = words_of(client, page)
        assert ("Your log is open to somebody now" in words) is (page in pages)
        assert "Only you can read" not in words
        assert "Nobody but you" not in words
    saved = post(client, "/reflections/", {"text": "I went on."}).location
    assert "Only you can read" not in words_of(client, saved)


def test_pages_of_requests_cost_the_same_however_many_there_are(
    leads: Leads, client: FlaskClient, sign_in: SignIn, count_statements: CountStatements
) -> None:
    costs = []
    for number in (1, 12):
        for _ in range(number):
            made = leads.opened()
        pages = (
            *((leads.asker, ROOT), (leads.asker, f"{ROOT}{made}")),
            *((leads.asker, f"{ROOT}{made}/entries/"), (leads.author, "/reflections/openings/")),
            (leads.author, f"/reflections/openings/{made}"),
        )
        cost = []
        for person, address in pages:
            sign_in(client, person)
            with count_statements() as sent:
                assert client.get(address).status_code == 200
            cost.append(len(sent))
        costs.append(cost)
    assert costs == [[3, 2, 4, 4, 5]] * 2
