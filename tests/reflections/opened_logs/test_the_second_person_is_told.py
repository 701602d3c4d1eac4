"""Whoever may be the second person hears that a request waits, and nothing of whose log it is."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.people.models import Person
from app.people.rules import PROGRAMME_LEAD, SAFEGUARDING_LEAD
from app.post.actions.send import send_due
from app.post.models import Letter
from app.reflections.actions.log_openings import close_opening, decide
from app.reflections.letters.log_openings import LOG_ASKED
from app.wiring import Platform
from tests.clock import NOON, StoppedClock
from tests.conftest import SignIn
from tests.make.people import make_person
from tests.make.post import letter_of
from tests.make.shares import REASON, Leads
from tests.progress.reading import words_of


def told(db: Session) -> set[str]:
    """The names of all for whom there is a letter about a request."""
    of = select(Person.name).join(Letter, Letter.person_id == Person.id)
    return set(db.scalars(of.where(Letter.kind == LOG_ASKED)))


def test_the_letter_goes_at_night_too_and_says_neither_whose_log_nor_why(
    leads: Leads, platform: Platform, clock: StoppedClock
) -> None:
    clock.moment = NOON.replace(hour=23)
    made = leads.ask(now=clock.now())
    send_due(platform.sessions, platform.office, clock=clock)
    letter = letter_of(leads.db, leads.second)
    body = letter.body or ""
    assert letter.state == "sent"
    assert "Lowri Lead asks to open somebody's reflective log" in body
    assert f"/admin/log-openings/{made}" in body
    assert "before Wednesday 27 January 2027, 11pm (UK time)" in body
    for secret in ("Ann Author", REASON):
        assert secret not in body


def test_all_who_may_answer_are_told_once_and_nobody_else(leads: Leads) -> None:
    db = leads.db
    make_person(db, name="Another Lead", roles=[PROGRAMME_LEAD])
    make_person(db, name="Both Roles", roles=[PROGRAMME_LEAD, SAFEGUARDING_LEAD])
    make_person(db, name="Nobody Special")
    # Whoever brings letters by hand need not know that somebody asks.
    by_phone = make_person(db, name="By Phone", roles=[SAFEGUARDING_LEAD])
    by_phone.phone, by_phone.channel = "+447700900123", "call"
    leads.author.roles = [SAFEGUARDING_LEAD]
    leads.ask()
    assert told(db) == {"Sam Safe", "Another Lead", "Both Roles"}


@pytest.mark.parametrize("what", ["answered", "taken back", "too late", "no role any more"])
def test_a_letter_about_a_request_that_waits_no_more_does_not_go(
    leads: Leads, platform: Platform, clock: StoppedClock, what: str
) -> None:
    db, place = leads.db, leads.place(leads.ask())
    if what == "answered":
        other = make_person(db, name="Another Lead", roles=[PROGRAMME_LEAD])
        db.commit()
        decide(db, other, place, says_yes=False, now=NOON)
    elif what == "taken back":
        close_opening(db, leads.asker, place, now=NOON)
    elif what == "no role any more":
        leads.second.roles = []
    else:
        clock.move(days=7)
    db.commit()
    send_due(platform.sessions, platform.office, clock=clock)
    assert letter_of(db, leads.second).state == "lapsed"


def test_the_asker_sees_who_is_told_and_who_has_to_be_rung(
    leads: Leads, client: FlaskClient, sign_in: SignIn
) -> None:
    db = leads.db
    by_phone = make_person(db, name="By Phone", roles=[SAFEGUARDING_LEAD])
    by_phone.phone, by_phone.channel = "+447700900123", "call"
    made = f"/admin/log-openings/{leads.ask()}"
    sign_in(client, leads.asker)
    words = words_of(client, made)
    assert "Told by e-mail or text message that a request waits: Sam Safe." in words
    assert "No letter goes to By Phone." in words
    leads.second.roles = []
    by_phone.roles = []
    db.commit()
    assert "Nobody can answer it now." in words_of(client, made)
