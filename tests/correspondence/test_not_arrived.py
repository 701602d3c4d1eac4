"""Letters that did not arrive are seen where a facilitator looks, until it is put right."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.people.models import Person
from app.post.cli import letters
from app.post.rules.returned import NOBODY
from tests.clock import StoppedClock
from tests.conftest import As
from tests.correspondence.conftest import make_letter
from tests.make.cohorts import make_member
from tests.post.test_receipts import returned

if TYPE_CHECKING:
    from app.wiring import Platform

ALL = "/cohorts/riverside/letters"
COUNTED = "Letters that did not arrive: 1"
WARNED = "1 letter did not arrive"
MARKED = "A letter did not arrive"


@pytest.fixture
def amina(db: Session, cohort: Cohort, platform: Platform) -> Person:
    """Whose mail server sent our letter back, in the way that it does."""
    person = make_member(db, cohort)
    letter = make_letter(db, cohort, person, kind="session", state="sent")
    letter.message_id = f"<{letter.id.hex}@learning.example>"
    db.commit()
    result = CliRunner().invoke(
        letters, ["bounced"], obj=platform, input=returned(letter.message_id)
    )
    assert result.output == "Noted.\n"
    db.refresh(letter)
    return person


def test_a_letter_that_came_back_is_seen_with_why_and_what_to_do(
    db: Session, cohort: Cohort, farah: Person, amina: Person, as_person: As
) -> None:
    make_letter(db, cohort, make_member(db, cohort, name="Well Reached"), state="sent")
    browser = as_person(farah)
    assert COUNTED in browser.get("/cohorts/riverside/").text
    page = browser.get(f"{ALL}?tab=not-arrived").text
    for words in (WARNED, "Did not arrive (1)", amina.name, "Came back", NOBODY, "ring them"):
        assert words in page
    assert "Well Reached" not in page
    assert browser.get("/cohorts/riverside/people").text.count(MARKED) == 1
    own = browser.get(f"/cohorts/riverside/people/{amina.id}").text
    for words in (MARKED, NOBODY, "Ask Amina Example how letters should come"):
        assert words in own


@pytest.mark.parametrize("how", ["changed", "old"])
def test_what_was_put_right_or_is_long_ago_needs_nobody(
    db: Session,
    farah: Person,
    amina: Person,
    as_person: As,
    clock: StoppedClock,
    how: str,
) -> None:
    clock.move(**({"hours": 1} if how == "changed" else {"days": 15}))
    if how == "changed":
        amina.contact_changed_at = clock.now() - timedelta(minutes=1)
    browser = as_person(farah)
    assert COUNTED not in browser.get("/cohorts/riverside/").text
    page = browser.get(f"{ALL}?tab=not-arrived").text
    assert WARNED not in page
    # It stays in the record.
    assert "Did not arrive (1)" in page
    assert MARKED not in browser.get(f"/cohorts/riverside/people/{amina.id}").text


def test_only_those_who_look_after_the_cohort_are_told(
    db: Session, amina: Person, as_person: As
) -> None:
    assert "did not arrive" not in as_person(amina).get("/cohorts/riverside/").text
