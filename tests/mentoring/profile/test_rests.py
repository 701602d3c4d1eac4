"""Whoever rests comes back on the day they named, by the clocks of where they are."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from app.kit.db import new_id
from app.mentoring.actions.proposing import Proposal, propose_pairing
from app.mentoring.actions.rests import end_rests, rest
from app.mentoring.errors.pairings import NoRoom
from app.mentoring.errors.profiles import RestOver
from app.mentoring.models import MentoringProfile, ProfileChange
from app.mentoring.rules.states import ACTIVE
from tests.clock import NOON
from tests.make.mentoring import Mentors

BACK = date(2027, 2, 3)


def test_nobody_new_is_found_while_somebody_rests_and_pairs_go_on(
    db: Session, mentors: Mentors
) -> None:
    place = mentors.pairing(ACTIVE)
    rest(db, mentors.petra, mentors.petra, until=None, now=NOON)
    proposal = Proposal(mentors.petra.id, mentors.other.id, "stable")
    with pytest.raises(NoRoom):
        propose_pairing(db, proposal, by=mentors.coordinator, request_key=new_id(), now=NOON)
    db.refresh(place.pairing)
    assert place.pairing.state == ACTIVE


@pytest.mark.parametrize("until", [NOON.date(), date(2026, 1, 1), date(2030, 1, 1)])
def test_a_rest_ends_on_a_day_that_is_ahead(db: Session, mentors: Mentors, until: date) -> None:
    with pytest.raises(RestOver):
        rest(db, mentors.joan, mentors.joan, until=until, now=NOON)


@pytest.mark.parametrize(
    ("zone", "moment", "back"),
    [
        ("Europe/London", datetime(2027, 2, 2, 23, 59, tzinfo=UTC), False),
        ("Europe/London", datetime(2027, 2, 3, 0, 0, tzinfo=UTC), True),
        ("Pacific/Auckland", datetime(2027, 2, 2, 11, 0, tzinfo=UTC), True),
        ("America/New_York", datetime(2027, 2, 3, 4, 59, tzinfo=UTC), False),
    ],
)
def test_a_rest_ends_when_that_day_begins_where_they_are(
    db: Session, mentors: Mentors, zone: str, moment: datetime, back: bool
) -> None:
    mentors.joan.time_zone = zone
    rest(db, mentors.joan, mentors.joan, until=BACK, now=NOON)
    rest(db, mentors.petra, mentors.petra, until=None, now=NOON)
    assert end_rests(db, now=moment) == int(back)
    assert end_rests(db, now=moment) == 0
    kept = db.get_one(MentoringProfile, mentors.joan.id)
    assert (kept.state == "open", kept.rests_until is None) == (back, back)
    assert end_rests(db, now=NOON + timedelta(days=400)) == int(not back)
    assert db.get_one(MentoringProfile, mentors.petra.id).state == "resting"
    returned = db.query(ProfileChange).filter_by(what="returned").one()
    assert (returned.person_id, returned.actor_id) == (mentors.joan.id, None)
