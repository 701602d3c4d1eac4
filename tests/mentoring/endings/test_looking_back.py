"""What each gained is for the two; what comes after takes a yes of both."""

from __future__ import annotations

import re
from typing import Any

import pytest

from app.kit.db import new_id
from app.kit.errors import NotFound
from app.mentoring.actions.apart import keep_apart
from app.mentoring.actions.endings import propose_again
from app.mentoring.actions.entries import Entry
from app.mentoring.actions.looking_back import LookingBack, look_back
from app.mentoring.errors.endings import NotBothWish, WordsThere, WroteMeanwhile
from app.mentoring.errors.pairings import NotFromHere
from app.mentoring.queries.endings import gained_in
from app.mentoring.queries.pairings import place_of
from app.mentoring.rules.endings import LONGEST_GAINED, may_be_in_touch
from app.mentoring.rules.states import ACTIVE, CLOSED, CLOSING, FINISHED, SAFETY, SUSPENDED
from tests.clock import NOON
from tests.conftest import As
from tests.make.mentoring import Mentors
from tests.mentoring.endings.conftest import own
from tests.mentoring.pairings.test_answers import letters

WORDS = "I speak up now, and the heron knows why."


def test_each_reads_what_the_other_gained_and_with_both_it_has_ended_well(
    mentors: Mentors, as_person: As
) -> None:
    db, place = mentors.db, mentors.pairing(CLOSING)
    address = f"/mentoring/pairings/{place.pairing.id}"
    assert (
        as_person(mentors.joan).post(f"{address}/endings", data={"gained": WORDS}).location
        == address
    )
    assert "What you gained" in as_person(mentors.joan).get(address).text
    assert WORDS in as_person(mentors.petra).get(address).text
    assert as_person(mentors.petra).get(address).text.count("You are coming to an end.") == 1
    as_person(mentors.petra).post(f"{address}/endings", data={})
    db.expire_all()
    assert (place.pairing.state, place.pairing.closed_for) == (CLOSED, FINISHED)
    assert letters(db) == {("pair_closed", "Joan"), ("pair_closed", "Petra")}
    assert WORDS in as_person(mentors.petra).get(address).text


@pytest.mark.parametrize("said", [("yes", "yes"), ("yes", "no"), ("yes", ""), ("no", "no")])
def test_an_address_is_shown_only_when_both_said_yes(
    mentors: Mentors, as_person: As, said: tuple[str, str]
) -> None:
    place = mentors.pairing(CLOSING)
    address = f"/mentoring/pairings/{place.pairing.id}"
    as_person(mentors.joan).post(f"{address}/endings", data={"contact_after": said[0]})
    assert mentors.petra.email
    assert mentors.petra.email not in as_person(mentors.joan).get(address).text
    as_person(mentors.petra).post(f"{address}/endings", data={"contact_after": said[1]})
    both = said == ("yes", "yes")
    assert (mentors.petra.email in as_person(mentors.joan).get(address).text) == both
    assert (str(mentors.joan.phone) in as_person(mentors.petra).get(address).text) == both


def test_whoever_says_not_again_is_not_reached_afterwards_and_can_change_it(
    mentors: Mentors, as_person: As
) -> None:
    place = mentors.pairing(CLOSED)
    address = f"/mentoring/pairings/{place.pairing.id}"
    as_person(mentors.petra).post(f"{address}/endings", data={"contact_after": "yes"})
    sent = {"contact_after": "yes", "not_again": "y"}
    as_person(mentors.joan).post(f"{address}/endings", data=sent)
    assert str(mentors.joan.phone) not in as_person(mentors.petra).get(address).text
    form = as_person(mentors.joan).get(f"{address}/endings").text
    assert re.search(r"<input[^>]*checked[^>]*id=.not_again", form)
    other = as_person(mentors.petra).get(f"{address}/endings").text
    assert not re.search(r"<input[^>]*checked[^>]*id=.not_again", other)
    as_person(mentors.joan).post(
        f"{address}/endings", data={"contact_after": "yes", "seen": _seen(form)}
    )
    assert str(mentors.joan.phone) in as_person(mentors.petra).get(address).text


@pytest.mark.parametrize(
    ("reason", "said", "apart", "may"),
    [
        (FINISHED, ["yes", "yes"], False, True),
        (FINISHED, ["yes", None], False, False),
        (FINISHED, ["no", "yes"], False, False),
        (FINISHED, ["yes", "yes"], True, False),
        (SAFETY, ["yes", "yes"], False, False),
    ],
)
def test_when_two_may_be_in_touch(
    reason: str, said: list[str | None], *, apart: bool, may: bool
) -> None:
    assert may_be_in_touch(reason, said, are_apart=apart) is may


def test_two_windows_lose_nothing(mentors: Mentors, as_person: As) -> None:
    place = mentors.pairing(CLOSED)
    address = f"/mentoring/pairings/{place.pairing.id}/endings"
    as_person(mentors.joan).post(address, data={"gained": WORDS})
    answer = as_person(mentors.joan).post(address, data={"gained": "From the other window."})
    assert answer.status_code == 409
    assert WORDS in answer.text
    assert "From the other window." in answer.text
    sent = {"gained": f"{WORDS} And more.", "seen": _seen(answer.text)}
    assert as_person(mentors.joan).post(address, data=sent).status_code == 302


def test_too_much_is_said_beside_the_box_and_given_back(mentors: Mentors, as_person: As) -> None:
    place = mentors.pairing(CLOSED)
    long = "a" * (LONGEST_GAINED + 1)
    address = f"/mentoring/pairings/{place.pairing.id}/endings"
    answer = as_person(mentors.joan).post(address, data={"gained": long})
    assert answer.status_code == 422
    assert long in answer.text
    assert "Use at most 2,000 characters" in answer.text


@pytest.mark.parametrize("state", [ACTIVE, SUSPENDED])
def test_looking_back_is_for_the_end(mentors: Mentors, as_person: As, state: str) -> None:
    place = mentors.pairing(state)
    with pytest.raises(NotFromHere):
        look_back(mentors.db, place, own(mentors.joan), LookingBack(), now=NOON)
    page = as_person(mentors.joan).get(f"/mentoring/pairings/{place.pairing.id}/endings").text
    assert "<textarea" not in page


def test_a_coordinator_writes_it_down_and_reads_nothing_back(
    mentors: Mentors, as_person: As
) -> None:
    db, place = mentors.db, mentors.pairing(CLOSING)
    address = f"/mentoring/coordination/pairings/{place.pairing.id}"
    assert (
        as_person(mentors.coordinator)
        .post(f"{address}/endings", data={"gained": WORDS})
        .status_code
        == 422
    )
    sent: dict[str, Any] = {"gained": WORDS, "person": mentors.joan.id, "contact_after": "yes"}
    assert as_person(mentors.coordinator).post(f"{address}/endings", data=sent).location == address
    for end in ("", "/endings"):
        assert WORDS not in as_person(mentors.coordinator).get(address + end).text
    page = as_person(mentors.petra).get(f"/mentoring/pairings/{place.pairing.id}").text
    assert WORDS in page
    assert "Entered by Mina Mentoring for Joan Longstreet" in page
    with pytest.raises(LookupError):
        gained_in(db, mentors.coordinator, _again(mentors, place.pairing.id))
    again = as_person(mentors.coordinator).post(
        f"{address}/endings", data={**sent, "gained": "Other words."}
    )
    assert again.status_code == 409
    assert "They have written down already what they gained" in again.text
    entry = Entry(mentors.coordinator, mentors.joan.id)
    look_back(db, place, entry, LookingBack(wants_again="yes"), now=NOON)
    assert place.member(mentors.joan.id).row.contact_after == "yes"


def test_words_stay_when_a_coordinator_would_write_over_them(mentors: Mentors) -> None:
    db, place = mentors.db, mentors.pairing(CLOSED)
    look_back(db, place, own(mentors.joan), LookingBack(gained=WORDS), now=NOON)
    entry = Entry(mentors.coordinator, mentors.joan.id)
    with pytest.raises(WordsThere):
        look_back(db, place, entry, LookingBack(gained="Less."), now=NOON)
    with pytest.raises(WroteMeanwhile):
        look_back(db, place, own(mentors.joan), LookingBack(gained="Less."), now=NOON)
    assert [one.words for one in gained_in(db, mentors.petra, place)] == [WORDS]


def test_two_are_proposed_again_only_when_both_would_like_it(
    mentors: Mentors, as_person: As
) -> None:
    db, place = mentors.db, mentors.pairing(CLOSED)
    address = f"/mentoring/coordination/pairings/{place.pairing.id}"
    yes = LookingBack(wants_again="yes")
    look_back(db, place, own(mentors.joan), yes, now=NOON)
    db.commit()
    assert "Both have said" not in as_person(mentors.coordinator).get(address).text
    with pytest.raises(NotBothWish):
        propose_again(db, place, mentors.coordinator, request_key=new_id(), now=NOON)
    look_back(db, place, own(mentors.petra), yes, now=NOON)
    db.commit()
    assert (
        "Both have said that they would like to walk together again."
        in as_person(mentors.coordinator).get(address).text
    )
    with pytest.raises(NotFound):
        propose_again(db, place, mentors.lead, request_key=new_id(), now=NOON)
    key = new_id()
    made = {
        as_person(mentors.coordinator)
        .post(f"{address}/proposals", data={"request_key": key})
        .location
        for _ in "ab"
    }
    assert len(made) == 1
    assert made != {address}


def test_not_again_wins_over_a_wish_of_before_and_looks_like_a_wish_that_is_missing(
    mentors: Mentors, as_person: As
) -> None:
    db, place = mentors.db, mentors.pairing(CLOSED)
    for person in (mentors.joan, mentors.petra):
        look_back(db, place, own(person), LookingBack(wants_again="yes"), now=NOON)
    address = f"/mentoring/coordination/pairings/{place.pairing.id}"
    assert "would like to walk together again" in as_person(mentors.coordinator).get(address).text
    keep_apart(db, mentors.petra, mentors.petra.id, mentors.joan.id, now=NOON)
    db.commit()
    assert "walk together again" not in as_person(mentors.coordinator).get(address).text
    with pytest.raises(NotBothWish):
        propose_again(db, place, mentors.coordinator, request_key=new_id(), now=NOON)


def _seen(html: str) -> str:
    return (
        html.split('name="seen"')[1]
        .split('value="')[1]
        .split('"', maxsplit=1)[0]
        .replace("&#43;", "+")
    )


def _again(mentors: Mentors, pairing_id: Any) -> Any:
    mentors.db.expire_all()
    return place_of(mentors.db, pairing_id)
