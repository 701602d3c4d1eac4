"""The two write down how they go about it; it holds when both have signed the same version."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session, sessionmaker

from app.kit.db import new_id
from app.mentoring.actions.agreements import Wording, sign_agreement, write_agreement
from app.mentoring.actions.entries import Entry
from app.mentoring.errors.agreements import NewerVersion
from app.mentoring.models import Agreement, AgreementSignature, Pairing
from app.mentoring.queries.pairings import PairingPlace, place_of
from app.mentoring.rules.states import ACTIVE, AGREEING, CLOSING, PAUSED, SUSPENDED
from app.people.models import Person
from tests.clock import NOON
from tests.conftest import As
from tests.make.mentoring import Mentors, make_agreement
from tests.mentoring.pairings.test_answers import letters

FIRST = Wording(["phone"], "weekly", date(2027, 6, 30), "Not before ten in the morning.")
FORM: dict[str, Any] = {
    "modes": ["phone", "in_person"],
    "how_often": "fortnightly",
    "ends_on": "2027-06-30",
    "boundaries": "Not before ten in the morning.",
    "seen": "0",
}


def written(mentors: Mentors, place: PairingPlace, seen: int = 0) -> Agreement:
    """Joan writes the next version."""
    by = Entry(mentors.joan, mentors.joan.id)
    return write_agreement(mentors.db, place, by, FIRST, seen=seen, request_key=new_id(), now=NOON)


def test_they_write_it_on_the_page_and_both_sign(mentors: Mentors, as_person: As) -> None:
    place = mentors.pairing(AGREEING)
    address = f"/mentoring/pairings/{place.pairing.id}"
    made = as_person(mentors.joan).post(f"{address}/agreements", data=FORM)
    assert made.location == f"{address}/agreements/1"
    assert letters(mentors.db) == {("agreement_to_sign", "Petra")}
    petra = as_person(mentors.petra)
    assert "Version 1 waits for you." in petra.get(address).text
    page = petra.get(made.location).text
    assert "Not before ten in the morning." in page
    assert "if somebody could come to serious harm" in page
    petra.post(f"{address}/agreements/1/signatures")
    after = petra.get(address).text
    assert "You walk together until Wednesday 30 June 2027." in after
    assert "Not before ten in the morning." in after
    assert letters(mentors.db) == {("agreement_signed", "Joan"), ("agreement_signed", "Petra")}


def test_a_form_sent_twice_is_one_version(mentors: Mentors, as_person: As) -> None:
    place = mentors.pairing(AGREEING)
    client = as_person(mentors.joan)
    address = f"/mentoring/pairings/{place.pairing.id}/agreements"
    data = {**FORM, "request_key": str(new_id())}
    assert [client.post(address, data=data).location for _ in range(2)] == [f"{address}/1"] * 2
    # Other words are another version, and whoever wrote them sees first what there is now.
    more = client.post(address, data={**data, "boundaries": "Sundays are free."})
    assert more.status_code == 409
    assert "Sundays are free." in more.text
    as_person(mentors.petra)
    for _ in range(2):
        assert client.post(f"{address}/1/signatures").status_code == 302
    signed = mentors.db.scalar(select(func.count()).select_from(AgreementSignature))
    assert signed == 2


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"modes": []}, "Choose at least one way"),
        ({"how_often": ""}, "Choose how often"),
        ({"ends_on": "soon"}, "Choose a last day that is still to come"),
        ({"ends_on": "2027-01-20"}, "Choose a last day that is still to come"),
        ({"ends_on": "2030-01-20"}, "Choose a last day that is still to come"),
        ({"boundaries": "x" * 2001}, "Use at most 2,000 characters"),
    ],
)
def test_what_is_missing_is_said_beside_it_and_nothing_is_lost(
    mentors: Mentors, as_person: As, change: dict[str, Any], says: str
) -> None:
    place = mentors.pairing(AGREEING)
    client = as_person(mentors.joan)
    sent = {**FORM, **change}
    answer = client.post(f"/mentoring/pairings/{place.pairing.id}/agreements", data=sent)
    assert answer.status_code == 422
    assert says in answer.text
    assert sent["boundaries"] in answer.text


def test_the_old_version_holds_until_both_have_signed_the_change(
    mentors: Mentors, as_person: As
) -> None:
    db, place = mentors.db, mentors.pairing(ACTIVE)
    written(mentors, place, seen=1)
    address = f"/mentoring/pairings/{place.pairing.id}"
    page = " ".join(as_person(mentors.petra).get(address).text.split())
    assert "Until you both have signed it, version 1 holds." in page
    assert "We leave our families out of it." in page
    assert place.pairing.ends_on == date(2027, 7, 18)
    sign_agreement(db, place, Entry(mentors.petra, mentors.petra.id), number=2, now=NOON)
    assert (place.pairing.state, place.pairing.ends_on) == (ACTIVE, date(2027, 6, 30))
    page = as_person(mentors.petra).get(address).text
    assert "Not before ten in the morning." in page
    assert "We leave our families out of it." not in page


def test_a_change_during_a_break_leaves_the_break(mentors: Mentors) -> None:
    place = mentors.pairing(PAUSED)
    written(mentors, place, seen=1)
    entry = Entry(mentors.petra, mentors.petra.id)
    sign_agreement(mentors.db, place, entry, number=2, now=NOON)
    assert place.pairing.state == PAUSED


def test_an_older_version_is_not_signed_any_more(mentors: Mentors) -> None:
    db, place = mentors.db, mentors.pairing(AGREEING)
    written(mentors, place)
    written(mentors, place, seen=1)
    with pytest.raises(NewerVersion):
        sign_agreement(db, place, Entry(mentors.petra, mentors.petra.id), number=1, now=NOON)
    assert letters(db) == {("agreement_to_sign", "Petra")}


def test_whoever_wrote_meanwhile_keeps_their_words_and_sees_the_others(
    mentors: Mentors, as_person: As
) -> None:
    place = mentors.pairing(AGREEING)
    written(mentors, place)
    client: FlaskClient = as_person(mentors.petra)
    address = f"/mentoring/pairings/{place.pairing.id}/agreements"
    mine = {**FORM, "boundaries": "Sundays are free.", "request_key": str(new_id())}
    answer = client.post(address, data=mine)
    assert answer.status_code == 409
    assert "Sundays are free." in answer.text
    assert "Not before ten in the morning." in answer.text
    assert client.post(address, data={**mine, "seen": "1"}).location == f"{address}/2"


def test_of_two_who_write_at_once_one_is_first(
    mentors: Mentors, sessions: sessionmaker[Session]
) -> None:
    place = mentors.pairing(AGREEING)

    def write(person_id: Any) -> int:
        with sessions() as db, db.begin():
            own = place_of(db, place.pairing.id)
            assert own is not None
            by = Entry(db.get_one(Person, person_id), person_id)
            try:
                made = write_agreement(db, own, by, FIRST, seen=0, request_key=new_id(), now=NOON)
            except NewerVersion:
                return 0
            return made.number

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(write, (mentors.joan.id, mentors.petra.id))) == [0, 1]


def test_two_who_sign_at_once_are_under_way_once(
    mentors: Mentors, sessions: sessionmaker[Session]
) -> None:
    place = mentors.pairing(AGREEING)
    make_agreement(mentors.db, place, signed=False)
    mentors.db.commit()

    def sign(person_id: Any) -> str:
        with sessions() as db, db.begin():
            own = place_of(db, place.pairing.id)
            assert own is not None
            entry = Entry(db.get_one(Person, person_id), person_id)
            sign_agreement(db, own, entry, number=1, now=NOON)
            return own.pairing.state

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(sign, (mentors.joan.id, mentors.petra.id))) == [ACTIVE, AGREEING]
    mentors.db.expire_all()
    assert mentors.db.scalars(select(Pairing.state)).one() == ACTIVE


@pytest.mark.parametrize("state", [CLOSING, SUSPENDED])
def test_it_is_read_but_not_changed_at_the_end_or_on_hold(
    mentors: Mentors, as_person: As, state: str
) -> None:
    place = mentors.pairing(state)
    client = as_person(mentors.joan)
    address = f"/mentoring/pairings/{place.pairing.id}"
    assert "We leave our families out of it." in client.get(address).text
    assert "Change it" not in client.get(address).text
    answer = client.post(f"{address}/agreements", data={**FORM, "seen": "1"})
    assert answer.status_code == 409
    assert "Not before ten in the morning." in answer.text
    assert client.post(f"{address}/agreements/1/signatures").status_code == 409


def test_the_form_suggests_half_a_year(mentors: Mentors, as_person: As) -> None:
    place = mentors.pairing(AGREEING)
    page = as_person(mentors.joan).get(f"/mentoring/pairings/{place.pairing.id}/agreements").text
    assert f'value="{(NOON + timedelta(days=182)).date()}"' in page
    assert (
        as_person(mentors.joan)
        .get(f"/mentoring/pairings/{place.pairing.id}/agreements/7")
        .status_code
        == 404
    )
