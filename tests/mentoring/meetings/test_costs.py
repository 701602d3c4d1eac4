"""However much two people do together, their pages ask the database as often."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from app.mentoring.queries.pairings import PairingPlace
from tests.clock import NOON
from tests.conftest import As, CountStatements
from tests.make.mentoring import Mentors, make_goal, make_meeting, make_note


@pytest.mark.parametrize("page", ["", "/meetings/", "/goals/", "/notebook"])
def test_a_page_costs_the_same_for_much_and_for_little(
    db: Session,
    mentors: Mentors,
    pair: PairingPlace,
    as_person: As,
    count_statements: CountStatements,
    page: str,
) -> None:
    counts = []
    for many in (1, 8):
        for number in range(many):
            day = NOON + timedelta(days=number + 1)
            make_meeting(db, pair.pairing, starts_at=day)
            make_meeting(db, pair.pairing, starts_at=day - timedelta(days=40))
            make_goal(db, pair, mentors.joan, f"Goal {number}")
            make_note(db, pair, mentors.petra, f"Note {number}")
        client = as_person(mentors.joan)
        address = f"/mentoring/pairings/{pair.pairing.id}{page}"
        client.get(address)
        with count_statements() as sent:
            assert client.get(address).status_code == 200
        counts.append(len(sent))
    assert counts[0] == counts[1]
