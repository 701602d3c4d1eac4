"""Writing a message as the forms lead to it, and what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.people.models import Person
from app.post.actions.send import send_due
from app.post.models import Letter
from tests.browser_like import hidden_fields

if TYPE_CHECKING:
    from app.wiring import Platform

SAID = {"subject": "Tea before we start", "words": "There is tea at half past nine.\n\nDo come."}
PHONE = "+447700900123"


def look(browser: FlaskClient, query: str = "", **fields: object) -> str:
    """The preview of a message, as the form leads to it."""
    page = browser.get(f"/cohorts/river/messages/new{query}")
    sent = {**hidden_fields(page.text), **SAID, **fields}
    return browser.post(f"/cohorts/river/messages/previews{query}", data=sent).text


def send(browser: FlaskClient, preview: str, query: str = "", **fields: object) -> str:
    """Press the button on a preview; gives back where it leads."""
    sent = {**hidden_fields(preview), "words": SAID["words"], **fields}
    answer = browser.post(f"/cohorts/river/messages{query}", data=sent)
    assert answer.status_code == 302, answer.text
    return answer.location


def letters(db: Session) -> dict[str, Letter]:
    """The letters of all messages, by name."""
    db.rollback()
    rows = db.execute(
        select(Person.name, Letter).join(Person).where(Letter.kind == "message"),
        execution_options={"populate_existing": True},
    )
    return {row[0]: row[1] for row in rows}


def post_works(platform: Platform) -> None:
    """The worker sends what is due."""
    send_due(platform.sessions, platform.office, clock=platform.clock)
