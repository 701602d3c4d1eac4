"""An agreement by phone: read out, agreed to, and both see who read it; on paper it is entered."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.mentoring.actions.agreements import sign_agreement
from app.mentoring.actions.entries import Entry
from app.mentoring.actions.reading_out import open_to_read_out
from app.mentoring.errors.agreements import ReadOutFirst
from app.mentoring.models import AgreementReading
from app.mentoring.queries.keys import boundaries_to_read_out
from app.mentoring.rules.agreements import PHONE
from app.mentoring.rules.states import ACTIVE, AGREEING
from tests.clock import NOON, StoppedClock
from tests.conftest import As
from tests.make.mentoring import Mentors, make_agreement
from tests.mentoring.pairings.test_agreements import FORM, written

WORDS = "Not before ten in the morning."


def test_a_read_back_by_phone_counts_and_both_see_who_read_it(
    mentors: Mentors, as_person: As
) -> None:
    place = mentors.pairing(AGREEING)
    own = f"/mentoring/pairings/{place.pairing.id}"
    address = f"/mentoring/coordination/pairings/{place.pairing.id}"
    as_person(mentors.petra).post(f"{own}/agreements", data=FORM)
    mina = as_person(mentors.coordinator)
    assert WORDS not in mina.get(address).text
    said = {"person": mentors.joan.id, "number": 1}
    opened = mina.post(f"{address}/readings", data=said)
    assert opened.location == f"{address}/agreements/1"
    assert WORDS in mina.get(opened.location).text
    mina.post(f"{address}/signatures", data={**said, "how": "phone"})
    for person in (mentors.joan, mentors.petra):
        page = " ".join(as_person(person).get(f"{own}/agreements/1").text.split())
        assert "signed on Wednesday 20 January 2027 by phone, read out by Mina Mentoring" in page
        assert "Opened by Mina Mentoring on Wednesday 20 January 2027, 12pm" in page
    mentors.db.refresh(place.pairing)
    assert place.pairing.state == ACTIVE
    # Nothing waits for a yes any more, so it is closed to her.
    assert as_person(mentors.coordinator).get(opened.location).status_code == 404


def test_it_is_open_for_an_hour_and_to_whoever_opened_it(
    mentors: Mentors, as_person: As, clock: StoppedClock
) -> None:
    place = mentors.pairing(AGREEING)
    made = make_agreement(mentors.db, place, signed=False)
    mentors.outsider.roles = ["mentoring_coordinator"]
    address = f"/mentoring/coordination/pairings/{place.pairing.id}"
    mina = as_person(mentors.coordinator)
    page = f"{address}/agreements/1"
    assert mina.get(page).status_code == 404
    mina.post(f"{address}/readings", data={"person": mentors.joan.id, "number": 1})
    assert mina.get(page).status_code == 200
    assert as_person(mentors.outsider).get(page).status_code == 404
    clock.moment = NOON + timedelta(hours=1)
    assert as_person(mentors.coordinator).get(page).status_code == 404
    with pytest.raises(LookupError):
        boundaries_to_read_out(
            mentors.db, mentors.coordinator, place, made, now=NOON + timedelta(hours=1)
        )


def test_a_yes_by_phone_needs_that_it_was_read_out_to_them(mentors: Mentors) -> None:
    db, place = mentors.db, mentors.pairing(AGREEING)
    make_agreement(db, place, signed=False)
    mina = mentors.coordinator
    open_to_read_out(db, place, mina, number=1, for_id=mentors.petra.id, now=NOON)
    with pytest.raises(ReadOutFirst):
        sign_agreement(db, place, Entry(mina, mentors.joan.id, PHONE), number=1, now=NOON)


def test_a_signature_on_paper_is_entered_without_opening_anything(
    mentors: Mentors, as_person: As
) -> None:
    place = mentors.pairing(AGREEING)
    written(mentors, place)
    address = f"/mentoring/coordination/pairings/{place.pairing.id}"
    said = {"person": mentors.petra.id, "number": 1, "how": "paper"}
    assert as_person(mentors.coordinator).post(f"{address}/signatures", data=said).location
    own = f"/mentoring/pairings/{place.pairing.id}/agreements/1"
    page = " ".join(as_person(mentors.joan).get(own).text.split())
    assert "on paper, entered by Mina Mentoring" in page
    assert mentors.db.scalars(select(AgreementReading)).all() == []


def test_two_who_have_no_screen_agree_by_phone(mentors: Mentors, as_person: As) -> None:
    place = mentors.pairing(AGREEING)
    address = f"/mentoring/coordination/pairings/{place.pairing.id}"
    mina = as_person(mentors.coordinator)
    told = {**FORM, "person": mentors.joan.id, "how": "phone"}
    assert mina.post(f"{address}/agreements", data=told).location == address
    said = {"person": mentors.petra.id, "number": 1}
    mina.post(f"{address}/readings", data=said)
    mina.post(f"{address}/signatures", data={**said, "how": "phone"})
    assert "They have both signed version 1." in mina.get(address).text
    assert "Mina Mentoring entered it for Petra Nurse" in mina.get(address).text


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"person": ""}, "Choose for which of the two you enter it."),
        ({"how": ""}, "Choose whether they said yes by phone or signed on paper."),
        ({"modes": []}, "Choose at least one way"),
        ({"seen": "5"}, "There is a newer version"),
    ],
)
def test_what_a_coordinator_forgets_is_said_and_no_words_are_lost(
    mentors: Mentors, as_person: As, change: dict[str, object], says: str
) -> None:
    place = mentors.pairing(AGREEING)
    told = {**FORM, "person": mentors.joan.id, "how": "phone", **change}
    address = f"/mentoring/coordination/pairings/{place.pairing.id}/agreements"
    answer = as_person(mentors.coordinator).post(address, data=told)
    assert answer.status_code in (409, 422)
    assert says in answer.text
    assert WORDS in answer.text
