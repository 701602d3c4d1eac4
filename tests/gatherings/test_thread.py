"""From the lead's first form to the letters in the mail folder, as people would do it."""

from __future__ import annotations

import mailbox
import re
from email.message import Message
from pathlib import Path
from typing import TYPE_CHECKING

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.gatherings.actions.remind import plan_reminders
from app.post.actions.send import send_due
from tests.browser_like import hidden_fields, post
from tests.clock import StoppedClock
from tests.conftest import SignIn
from tests.flowed import unflowed
from tests.make.cohorts import make_cohort, make_edition, make_member
from tests.make.people import make_person

if TYPE_CHECKING:
    from app.wiring import Platform

LINK = re.compile(r"http://learning\.example(/sign-in/link/\S+)")


def send(platform: Platform) -> list[tuple[str, str, str]]:
    """What a worker does at a tick; the letters it sends: to whom, subject and text."""
    with platform.transaction() as db:
        plan_reminders(db, now=platform.clock.now())
    place = Path(platform.settings.mail_url.removeprefix("maildir:"))
    place.parent.mkdir(parents=True, exist_ok=True)
    folder = mailbox.Maildir(place)
    before = set(folder.keys())
    send_due(platform.sessions, platform.office, clock=platform.clock)
    return sorted(read(folder[key]) for key in set(folder.keys()) - before)


def read(letter: Message) -> tuple[str, str, str]:
    """To whom a letter goes, its subject and its text."""
    first = next(part for part in letter.walk() if part.get_content_type() == "text/plain")
    text = first.get_payload(decode=True)
    assert isinstance(text, bytes)
    return str(letter["To"]), str(letter["Subject"]), unflowed(text.decode())


def enter(app: Flask, text: str) -> FlaskClient:
    """Open the link of a letter and press its button."""
    browser = app.test_client()
    link = LINK.search(text)
    assert link is not None
    page = browser.get(link.group(1)).text
    token = hidden_fields(page)["csrf_token"]
    assert browser.post(link.group(1), data={"csrf_token": token}).headers["Location"] == "/home"
    return browser


def test_from_opening_a_cohort_to_the_answers_of_those_invited(
    app: Flask, platform: Platform, db: Session, sign_in: SignIn
) -> None:
    make_edition(db, key="course")
    lead = make_person(db, name="Lowri Lead", roles=["programme_lead"])
    db.commit()
    browser = sign_in(app.test_client(), lead)
    opening: dict[str, object] = {
        "name": "Riverside",
        "edition": "course",
        "starts_on": "2027-02-01",
        "time_zone": "Europe/London",
    }
    post(browser, "/admin/cohorts", opening)
    asked: dict[str, object] = {
        "name": "Farah Bell",
        "email": "farah@example.org",
        "standing": "local_partner",
    }
    post(browser, "/cohorts/riverside/facilitators", asked)
    ((_, subject, text),) = send(platform)
    assert subject == "An invitation from Lowri Lead: Riverside"

    facilitator = enter(app, text)
    post(facilitator, "/cohorts/riverside/invitation-answers", {"answer": "yes"})
    pasted = "Amina Khan <amina@example.org>\nBen Cole <ben@example.org>\n"
    lines: dict[str, object] = {"lines": pasted, "standing": "pcn_staff"}
    post(facilitator, "/cohorts/riverside/people/batch", lines)
    letters = send(platform)
    assert {subject for _, subject, _ in letters} == {"An invitation from Farah Bell: Riverside"}

    for (_, _, text), answer in zip(letters, ("yes", "no"), strict=True):
        post(enter(app, text), "/cohorts/riverside/invitation-answers", {"answer": answer})
    page = facilitator.get("/cohorts/riverside/people").text
    assert page.count("Joined on") == 2
    assert page.count("Said no thanks on") == 1


def test_from_planning_a_session_to_its_reminders_and_calling_it_off(
    app: Flask, platform: Platform, db: Session, sign_in: SignIn, clock: StoppedClock
) -> None:
    cohort = make_cohort(db, slug="riverside")
    farah = make_member(db, cohort, name="Farah", email="farah@example.org", role="facilitator")
    make_member(db, cohort, name="Amina", email="amina@example.org")
    make_member(db, cohort, name="Ben", email="ben@example.org", state="declined")
    db.commit()
    browser = sign_in(app.test_client(), farah)
    session: dict[str, object] = {
        "title": "First meeting",
        "day": "2027-02-02",
        "clock": "10:00",
        "minutes": "60",
        "how": "in_person",
    }
    planned = post(browser, "/cohorts/riverside/sessions", session).headers["Location"]
    assert send(platform) == []

    clock.moment = clock.moment.replace(day=26, hour=10)
    letters = send(platform)
    assert [who for who, _, _ in letters] == [
        "Amina <amina@example.org>",
        "Farah <farah@example.org>",
    ]
    assert all("Tuesday 2 February 2027, 10am (UK time)" in text for _, _, text in letters)
    assert send(platform) == []
    assert "2 letters went out." in browser.get(planned).text

    post(browser, f"{planned}/cancellations")
    assert [subject for _, subject, _ in send(platform)] == ["Called off: First meeting"] * 2
    clock.move(days=6, hours=23)
    assert send(platform) == []
