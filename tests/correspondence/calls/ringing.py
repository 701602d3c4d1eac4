"""Working on the call and post list, for tests."""

from __future__ import annotations

from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.post.models import Letter
from tests.browser_like import hidden_fields, post

CALLS = "/cohorts/riverside/calls"


def note(
    browser: FlaskClient, letters: list[Letter], outcome: str, key: str = "", **fields: str
) -> str:
    """Press a button of the list, and say where it leads."""
    found = hidden_fields(browser.get(CALLS).text)
    answer = post(
        browser,
        CALLS,
        {
            "request_key": key or found["request_key"],
            "person": str(letters[0].person_id),
            "letter": [str(letter.id) for letter in letters],
            "outcome": outcome,
            **fields,
        },
    )
    return answer.headers.get("Location", "")


def fresh(db: Session, letter: Letter) -> Letter:
    """The letter as it stands now."""
    db.commit()
    db.refresh(letter)
    return letter
