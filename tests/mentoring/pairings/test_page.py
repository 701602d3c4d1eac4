"""The page of a pairing says how it stands, to the two and to nobody else."""

from __future__ import annotations

import pytest

from app.mentoring.rules.states import (
    ACTIVE,
    AGREEING,
    CLOSED,
    CLOSING,
    DECLINED,
    EXPIRED,
    PAUSED,
    PROPOSED,
    STATES,
    SUSPENDED,
    WITHDRAWN,
)
from tests.conftest import As
from tests.make.mentoring import Mentors

SAYS = {
    PROPOSED: "Both of you are asked.",
    DECLINED: "This is not a pair this time",
    EXPIRED: "This is not a pair this time",
    WITHDRAWN: "This is not a pair this time",
    AGREEING: "You have both said yes.",
    ACTIVE: "You walk together until Sunday 18 July 2027.",
    PAUSED: "You are having a break.",
    CLOSING: "You are coming to an end.",
    CLOSED: "They had done what they set out to do.",
    SUSPENDED: "This pair is on hold for now.",
}


def test_there_are_words_for_every_state() -> None:
    assert SAYS.keys() == STATES.keys()


@pytest.mark.parametrize(("state", "says"), SAYS.items())
def test_both_see_the_same_of_how_it_stands(
    mentors: Mentors, as_person: As, state: str, says: str
) -> None:
    place = mentors.pairing(state)
    address = f"/mentoring/pairings/{place.pairing.id}"
    for person, other in ((mentors.joan, mentors.petra), (mentors.petra, mentors.joan)):
        page = " ".join(as_person(person).get(address).text.split())
        assert says in page
        assert other.name in page
