"""Letters and links of the account that goes: nobody comes into the other who said no yes."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from app.kit.db import new_id
from app.people.actions.sign_in import make_link
from app.people.models import Person, SignInLink
from app.post.actions.plan import NewLetter, plan_letters
from app.post.models import Letter
from app.rights.actions.merge import merge_people
from app.rights.actions.merging.ways import Kept
from tests.clock import NOON
from tests.make.cohorts import make_cohort, make_enrolment
from tests.make.people import make_person
from tests.make.post import letter_of

SOON = NOON + timedelta(seconds=20)
IN_HAND: dict[str, Any] = {"state": "claimed", "claim": new_id(), "claimed_until": SOON}


@pytest.fixture
def stays(db: Session) -> Person:
    """The account that stays."""
    return make_person(db, email="stays@learning.example")


def invited(db: Session, **facts: Any) -> tuple[UUID, UUID]:
    """Somebody who goes, with an invitation that has a link; their id, and the link's."""
    goes, cohort = make_person(db, email="goes@learning.example"), make_cohort(db)
    place, link = (
        make_enrolment(db, cohort, goes, state="invited"),
        make_link(db, goes.id, now=NOON),
    )
    letter = NewLetter(goes.id, "invitation", place.id, NOON, link_id=link.id, cohort_id=cohort.id)
    plan_letters(db, [letter], now=NOON)
    db.execute(update(Letter).values(to_address=goes.email, **facts))
    db.commit()
    return goes.id, link.id


@pytest.mark.parametrize(
    "facts",
    [
        {"doubts": 1, "message_id": "<one@learning.example>"},
        {"doubts": 1, **IN_HAND},
        {"goes_to": "elsewhere@learning.example"},
        {"state": "sending", "claim": new_id(), "claimed_until": SOON},
        {"state": "sent", "sent_at": NOON},
    ],
    ids=["in doubt", "in doubt and in hand", "goes elsewhere", "on its way", "gone"],
)
def test_a_link_that_may_be_read_at_the_old_address_ends_with_the_account(
    db: Session, stays: Person, facts: dict[str, Any]
) -> None:
    goes, link = invited(db, **facts)
    merge_people(db, stays.id, goes, Kept(), now=NOON)
    assert db.get(SignInLink, link) is None


@pytest.mark.parametrize("facts", [{}, {"state": "due", "tries": 2}, IN_HAND])
def test_a_letter_that_nobody_has_got_goes_with_its_link_to_whoever_stays(
    db: Session, stays: Person, facts: dict[str, Any]
) -> None:
    goes, link = invited(db, **facts)
    merge_people(db, stays.id, goes, Kept(), now=NOON)
    db.expire_all()
    assert db.get_one(SignInLink, link).person_id == stays.id
    letter = letter_of(db, stays)
    # Whoever had it in their hands, with the old address, has it no more.
    assert (letter.state, letter.claim, letter.link_id) == ("due", None, link)
