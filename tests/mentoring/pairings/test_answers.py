"""Both are asked, and say yes or no; a no has no reason, and nobody learns whose it was."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from app.kit.errors import NotFound
from app.mentoring.actions.answers import answer_proposal, take_back
from app.mentoring.actions.entries import Entry
from app.mentoring.errors.pairings import NotFromHere
from app.mentoring.models import Pairing, PairingChange, PairingMember
from app.mentoring.queries.pairings import place_of
from app.mentoring.rules.states import (
    AGREEING,
    DECLINED,
    EXPIRED,
    KEPT_APART,
    PROPOSED,
    WITHDRAWN,
)
from app.people.models import Person
from app.post.models import Letter
from tests.clock import NOON
from tests.conftest import As
from tests.make.mentoring import Mentors, make_apart


def letters(db: Session) -> set[tuple[str, str]]:
    """The kind of each letter that is to go, and whose it is."""
    rows = db.execute(
        select(Letter.kind, Person.name)
        .join(Person, Person.id == Letter.person_id)
        .where(Letter.state == "due")
    )
    return {(kind, name.split()[0]) for kind, name in rows}


def test_with_the_second_yes_they_begin_to_agree(mentors: Mentors) -> None:
    db, place = mentors.db, mentors.pairing(PROPOSED)
    answer_proposal(db, place, Entry(mentors.joan, mentors.joan.id), says_yes=True, now=NOON)
    assert place.pairing.state == PROPOSED
    answer_proposal(db, place, Entry(mentors.petra, mentors.petra.id), says_yes=True, now=NOON)
    assert place.pairing.state == AGREEING
    assert letters(db) == {("pair_agreed", "Joan"), ("pair_agreed", "Petra")}


def test_a_no_ends_it_and_both_get_the_same_letter(mentors: Mentors) -> None:
    db, place = mentors.db, mentors.pairing(PROPOSED)
    answer_proposal(db, place, Entry(mentors.joan, mentors.joan.id), says_yes=False, now=NOON)
    assert place.pairing.state == DECLINED
    assert place.pairing.closed_for is None
    assert letters(db) == {("pair_not_now", "Joan"), ("pair_not_now", "Petra")}


def test_a_yes_may_become_a_no_until_the_other_has_answered(mentors: Mentors) -> None:
    db, place = mentors.db, mentors.pairing(PROPOSED)
    joan = Entry(mentors.joan, mentors.joan.id)
    answer_proposal(db, place, joan, says_yes=True, now=NOON)
    answer_proposal(db, place, joan, says_yes=False, now=NOON)
    assert place.pairing.state == DECLINED
    with pytest.raises(NotFromHere):
        answer_proposal(db, place, joan, says_yes=True, now=NOON)


@pytest.mark.parametrize("word", ["yes", "no"])
def test_a_double_click_is_one_answer(mentors: Mentors, as_person: As, word: str) -> None:
    place = mentors.pairing(PROPOSED)
    client = as_person(mentors.joan)
    address = f"/mentoring/pairings/{place.pairing.id}"
    for _ in range(2):
        answer = client.post(f"{address}/answers", data={"answer": word})
        assert answer.location == address
    moves = mentors.db.scalars(select(PairingChange.after)).all()
    assert len(moves) == (1 if word == "yes" else 2)


def test_a_form_without_an_answer_is_told_what_to_do(mentors: Mentors, as_person: As) -> None:
    place = mentors.pairing(PROPOSED)
    answer = as_person(mentors.joan).post(f"/mentoring/pairings/{place.pairing.id}/answers")
    assert answer.status_code == 422
    assert "Choose yes or no. You need not say why." in answer.text


def test_an_answer_that_comes_too_late_is_told_how_it_stands(
    mentors: Mentors, as_person: As
) -> None:
    place = mentors.pairing(EXPIRED)
    client = as_person(mentors.joan)
    answer = client.post(f"/mentoring/pairings/{place.pairing.id}/answers", data={"answer": "yes"})
    assert answer.status_code == 409
    assert "The time to answer this proposal is over." in answer.text


def test_a_coordinator_enters_what_somebody_says_by_phone(mentors: Mentors, as_person: As) -> None:
    place = mentors.pairing(PROPOSED)
    client = as_person(mentors.coordinator)
    address = f"/mentoring/coordination/pairings/{place.pairing.id}"
    client.post(f"{address}/answers", data={"answer": "yes", "person": mentors.joan.id})
    page = as_person(mentors.joan).get(f"/mentoring/pairings/{place.pairing.id}").text
    assert "You said yes" in page
    assert "Mina Mentoring entered it for you." in page
    partner = as_person(mentors.petra).get(f"/mentoring/pairings/{place.pairing.id}").text
    assert "Would you like to walk together?" in partner
    assert "Mina" not in partner


def test_only_a_coordinator_who_is_neither_of_the_two_enters_an_answer(mentors: Mentors) -> None:
    db, place = mentors.db, mentors.pairing(PROPOSED)
    mentors.petra.roles = ["mentoring_coordinator"]
    for actor in (mentors.petra, mentors.other, mentors.lead, mentors.programme_lead):
        with pytest.raises(NotFound):
            answer_proposal(db, place, Entry(actor, mentors.joan.id), says_yes=True, now=NOON)
    entry = Entry(mentors.coordinator, mentors.other.id)
    with pytest.raises(NotFound):
        answer_proposal(db, place, entry, says_yes=True, now=NOON)


@pytest.mark.parametrize("by", ["member", "coordinator"])
def test_nobody_learns_who_said_no(mentors: Mentors, as_person: As, by: str) -> None:
    db, place = mentors.db, mentors.pairing(PROPOSED)
    actor = mentors.joan if by == "member" else mentors.coordinator
    answer_proposal(db, place, Entry(actor, mentors.joan.id), says_yes=False, now=NOON)
    for_two = [
        as_person(who).get(f"/mentoring/pairings/{place.pairing.id}").text
        for who in (mentors.joan, mentors.petra)
    ]
    for page in for_two:
        assert "This is not a pair this time" in page
    told = as_person(mentors.coordinator).get(
        f"/mentoring/coordination/pairings/{place.pairing.id}"
    )
    log = " ".join(told.text.partition("What became of it")[2].split())
    assert "not this time, one of the two" in log
    assert "entered it for" not in log
    assert "Joan" not in log


def test_whoever_keeps_apart_meanwhile_is_no_pair(mentors: Mentors) -> None:
    db, place = mentors.db, mentors.pairing(PROPOSED)
    answer_proposal(db, place, Entry(mentors.joan, mentors.joan.id), says_yes=True, now=NOON)
    make_apart(db, mentors.joan, mentors.petra)
    answer_proposal(db, place, Entry(mentors.petra, mentors.petra.id), says_yes=True, now=NOON)
    assert (place.pairing.state, place.pairing.closed_for) == (WITHDRAWN, KEPT_APART)
    assert letters(db) == {("pair_not_now", "Joan"), ("pair_not_now", "Petra")}


def test_two_coordinators_who_enter_both_answers_at_once_make_one_pair(
    mentors: Mentors, sessions: sessionmaker[Session]
) -> None:
    place = mentors.pairing(PROPOSED)
    mentors.outsider.roles = ["mentoring_coordinator"]
    mentors.db.commit()

    def enter(facts: tuple[UUID, UUID]) -> str:
        with sessions() as db, db.begin():
            own = place_of(db, place.pairing.id)
            assert own is not None
            entry = Entry(db.get_one(Person, facts[0]), facts[1])
            return answer_proposal(db, own, entry, says_yes=True, now=NOON).state

    facts = [
        (mentors.coordinator.id, mentors.joan.id),
        (mentors.outsider.id, mentors.petra.id),
        (mentors.outsider.id, mentors.joan.id),
        (mentors.coordinator.id, mentors.petra.id),
    ]
    with ThreadPoolExecutor(4) as pool:
        states = list(pool.map(enter, facts))
    assert AGREEING in states
    moves = mentors.db.scalars(select(PairingChange.after).order_by(PairingChange.id)).all()
    assert moves == [PROPOSED, AGREEING]


def test_two_coordinators_who_enter_yes_and_no_at_once_leave_one_answer(
    mentors: Mentors, sessions: sessionmaker[Session]
) -> None:
    place = mentors.pairing(PROPOSED)
    db = mentors.db
    answer_proposal(db, place, Entry(mentors.petra, mentors.petra.id), says_yes=True, now=NOON)
    db.commit()

    def enter(says_yes: bool) -> str:
        with sessions() as own, own.begin():
            found = place_of(own, place.pairing.id)
            assert found is not None
            entry = Entry(own.get_one(Person, mentors.coordinator.id), mentors.joan.id)
            try:
                return answer_proposal(own, found, entry, says_yes=says_yes, now=NOON).state
            except NotFromHere:
                return "told how it stands"

    with ThreadPoolExecutor(2) as pool:
        said = set(pool.map(enter, (True, False)))
    assert said in ({AGREEING, "told how it stands"}, {DECLINED, "told how it stands"})
    db.expire_all()
    state = db.scalars(select(Pairing.state)).one()
    answers = db.scalars(
        select(PairingMember.answer).where(PairingMember.person_id == mentors.joan.id)
    ).one()
    assert (state, answers) in ((AGREEING, "yes"), (DECLINED, "no"))


def test_a_coordinator_takes_a_proposal_back_once(mentors: Mentors, as_person: As) -> None:
    place = mentors.pairing(PROPOSED)
    client = as_person(mentors.coordinator)
    address = f"/mentoring/coordination/pairings/{place.pairing.id}"
    for _ in range(2):
        assert client.post(f"{address}/withdrawals").location == address
    assert "The proposal was taken back" in client.get(address).text
    assert letters(mentors.db) == {("pair_not_now", "Joan"), ("pair_not_now", "Petra")}
    with pytest.raises(NotFound):
        take_back(mentors.db, place, mentors.petra, now=NOON)
