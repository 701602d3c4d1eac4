"""Two presses end it, from any live state; nobody says why, and nobody is told who wished it."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from app.kit.errors import NotFound
from app.mentoring.actions.endings import begin_to_close, end_for_safety, end_now
from app.mentoring.errors.pairings import NotFromHere
from app.mentoring.models import PairingChange
from app.mentoring.rules.endings import reason_of
from app.mentoring.rules.states import (
    ACTIVE,
    AGREEING,
    CLOSED,
    CLOSING,
    COULD_NOT_AGREE,
    DECLINED,
    FINISHED,
    LIVE,
    ONE_WISHED,
    PAUSED,
    PROPOSED,
    SAFETY,
    SUSPENDED,
)
from tests.clock import NOON
from tests.conftest import As
from tests.make.mentoring import Mentors
from tests.mentoring.endings.conftest import own
from tests.mentoring.pairings.test_answers import letters

REASONS = {
    AGREEING: COULD_NOT_AGREE,
    ACTIVE: ONE_WISHED,
    PAUSED: ONE_WISHED,
    CLOSING: FINISHED,
}


def test_the_reason_of_an_end_never_says_who() -> None:
    assert {state: reason_of(state) for state in LIVE} == REASONS


@pytest.mark.parametrize("state", LIVE)
def test_two_presses_end_it_and_both_get_the_same_letter(
    mentors: Mentors, as_person: As, state: str
) -> None:
    db, place = mentors.db, mentors.pairing(state)
    address = f"/mentoring/pairings/{place.pairing.id}"
    assert f'href="{address}/closings"' in as_person(mentors.joan).get(address).text
    assert ">End it now<" in as_person(mentors.joan).get(f"{address}/closings").text
    for _ in range(2):
        assert (
            as_person(mentors.joan).post(f"{address}/closings", data={"way": "now"}).location
            == address
        )
    db.expire_all()
    assert (place.pairing.state, place.pairing.closed_for) == (CLOSED, REASONS[state])
    assert letters(db) == {("pair_closed", "Joan"), ("pair_closed", "Petra")}
    page = as_person(mentors.petra).get(address).text
    assert "You walked together, and it has ended." in page
    assert "/closings" not in page


@pytest.mark.parametrize("state", [ACTIVE, PAUSED])
def test_looking_back_first_tells_both_and_leads_there(
    mentors: Mentors, as_person: As, state: str
) -> None:
    place = mentors.pairing(state)
    address = f"/mentoring/pairings/{place.pairing.id}"
    for _ in range(2):
        answer = as_person(mentors.petra).post(f"{address}/closings", data={"way": "look_back"})
        assert answer.location == f"{address}/endings"
    assert letters(mentors.db) == {("pair_closing", "Joan"), ("pair_closing", "Petra")}
    page = as_person(mentors.joan).get(address).text
    assert "You are coming to an end." in page
    assert "by itself after Wednesday 17 February 2027" in page


def test_a_form_that_does_not_say_how_is_told_what_to_choose(
    mentors: Mentors, as_person: As
) -> None:
    address = f"/mentoring/pairings/{mentors.pairing().pairing.id}/closings"
    answer = as_person(mentors.joan).post(address, data={"way": "soon"})
    assert answer.status_code == 422
    assert "Choose whether you look back first, or end it now." in answer.text


@pytest.mark.parametrize("state", [PROPOSED, DECLINED, SUSPENDED])
def test_what_is_only_proposed_over_or_on_hold_is_not_ended_so(
    mentors: Mentors, as_person: As, state: str
) -> None:
    place = mentors.pairing(state)
    with pytest.raises(NotFromHere):
        end_now(mentors.db, place, own(mentors.joan), now=NOON)
    address = f"/mentoring/pairings/{place.pairing.id}"
    assert ">End it now<" not in as_person(mentors.joan).get(f"{address}/closings").text
    answer = as_person(mentors.joan).post(f"{address}/closings", data={"way": "now"})
    assert answer.status_code == 409
    assert place.pairing.state == state


@pytest.mark.parametrize("state", [AGREEING, PROPOSED, CLOSED])
def test_looking_back_takes_something_to_look_back_on(mentors: Mentors, state: str) -> None:
    place = mentors.pairing(state)
    with pytest.raises(NotFromHere):
        begin_to_close(mentors.db, place, own(mentors.joan), now=NOON)


def test_nobody_ends_it_but_the_two_and_a_coordinator_whom_they_told(mentors: Mentors) -> None:
    place = mentors.pairing()
    for person in (mentors.other, mentors.coordinator, mentors.lead, mentors.programme_lead):
        with pytest.raises(NotFound):
            end_now(mentors.db, place, own(person), now=NOON)
    assert place.pairing.state == ACTIVE


def test_a_coordinator_enters_an_end_and_the_log_shows_no_name(
    mentors: Mentors, as_person: As
) -> None:
    place = mentors.pairing()
    address = f"/mentoring/coordination/pairings/{place.pairing.id}"
    assert (
        as_person(mentors.coordinator).post(f"{address}/closings", data={"way": "now"}).status_code
        == 422
    )
    sent = {"way": "now", "person": mentors.joan.id}
    assert as_person(mentors.coordinator).post(f"{address}/closings", data=sent).location == address
    page = as_person(mentors.coordinator).get(address).text
    assert "It was time to end, and that is all right" in page
    assert "entered it for" not in page
    row = mentors.db.scalars(select(PairingChange).order_by(PairingChange.id.desc())).first()
    assert row is not None
    assert (row.mover, row.actor_id, row.for_id) == (
        "member",
        mentors.coordinator.id,
        mentors.joan.id,
    )


@pytest.mark.parametrize("state", [*LIVE, SUSPENDED])
def test_safeguarding_ends_a_pair_for_safety_and_neither_letter_nor_page_says_so(
    mentors: Mentors, as_person: As, state: str
) -> None:
    db, place = mentors.db, mentors.pairing(state)
    address = f"/mentoring/safeguarding/pairings/{place.pairing.id}/endings"
    assert as_person(mentors.lead).post(address).status_code == 302
    db.expire_all()
    assert (place.pairing.state, place.pairing.closed_for) == (CLOSED, SAFETY)
    assert letters(db) == {("pair_closed", "Joan"), ("pair_closed", "Petra")}
    for person in (mentors.joan, mentors.petra):
        page = as_person(person).get(f"/mentoring/pairings/{place.pairing.id}").text
        assert "It was time to end, and that is all right" in page
        assert "Ended by" not in page
    with pytest.raises(NotFound):
        end_for_safety(db, place, mentors.coordinator, now=NOON)


def test_what_has_ended_is_found_again_on_the_first_page(mentors: Mentors, as_person: As) -> None:
    place = mentors.pairing(CLOSED)
    page = as_person(mentors.joan).get("/mentoring/").text
    assert "With whom you walked" in page
    assert f'href="/mentoring/pairings/{place.pairing.id}"' in page
    assert "With whom you walked" not in as_person(mentors.other).get("/mentoring/").text
