"""The page of a pairing says how it stands, to the two and to nobody else."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import select

from app.mentoring.models import Agreement
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
from tests.conftest import As, CountStatements
from tests.make.mentoring import Mentors, make_agreement, make_check_in

SAYS = {
    PROPOSED: "Both of you are asked.",
    DECLINED: "This is not a pair this time",
    EXPIRED: "This is not a pair this time",
    WITHDRAWN: "This is not a pair this time",
    AGREEING: "You have both said yes.",
    ACTIVE: "You walk together until Sunday 18 July 2027.",
    PAUSED: "You are having a break.",
    CLOSING: "You are coming to an end.",
    CLOSED: "It had come to its end.",
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


def test_why_these_two_is_told_to_both_and_what_they_share_to_nobody_else(
    mentors: Mentors, as_person: As
) -> None:
    place = mentors.pairing(PROPOSED)
    mentors.petra.what_i_bring = "Ten years at the front desk."
    place.pairing.reasons = [
        {"key": "wish", "person": str(mentors.joan.id), "topics": ["speaking_up"]},
        {"key": "in_common", "what": ["carer"]},
        {"key": "languages", "codes": ["cy"]},
    ]
    own = as_person(mentors.joan).get(f"/mentoring/pairings/{place.pairing.id}").text
    assert "Joan Longstreet would like: Speaking up in a meeting or group." in own
    assert "Both say: I look after somebody." in own
    assert "Both speak Welsh." in own
    assert "Ten years at the front desk." in own
    address = f"/mentoring/coordination/pairings/{place.pairing.id}"
    told = as_person(mentors.coordinator).get(address).text
    assert "Both speak Welsh." in told
    assert "I look after somebody" not in told
    assert "in common" not in told


def test_the_page_costs_the_same_however_many_versions_there_are(
    mentors: Mentors, as_person: As, count_statements: CountStatements
) -> None:
    place = mentors.pairing(ACTIVE)
    addresses = (
        f"/mentoring/pairings/{place.pairing.id}",
        f"/mentoring/coordination/pairings/{place.pairing.id}",
    )
    for person, address in zip((mentors.joan, mentors.coordinator), addresses, strict=True):
        client = as_person(person)
        with count_statements() as before:
            client.get(address)
        newest = 1 + len(mentors.db.scalars(select(Agreement.id)).all())
        for number in range(newest, newest + 3):
            make_agreement(mentors.db, place, number=number)
        as_person(person)
        with count_statements() as after:
            client.get(address)
        assert len(before) == len(after)


def test_while_they_walk_what_is_next_comes_before_what_was_agreed_once(
    mentors: Mentors, as_person: As
) -> None:
    db, place = mentors.db, mentors.pairing(ACTIVE)
    address = f"/mentoring/pairings/{place.pairing.id}"

    def parts() -> list[str]:
        return re.findall(r"<h2[^>]*>\s*([^<]*)", as_person(mentors.joan).get(address).text)

    assert parts()[0] == "Meetings"
    assert parts().index("Your notebook") < parts().index("Your agreement")
    make_check_in(db, place.pairing, mentors.joan)
    db.commit()
    assert parts()[:2] == ["How it is going", "Meetings"]
    # What waits for a signature is not folded, and comes first again.
    make_agreement(db, place, number=2, signed=False)
    db.commit()
    assert parts()[:3] == ["How it is going", "Your agreement", "Meetings"]
