"""“Not again” is seen by whoever said it, by nobody else, and is heeded by every proposal."""

from __future__ import annotations

import pytest

from app.kit.db import new_id
from app.mentoring.actions.proposals import look_after_proposals
from app.mentoring.actions.proposing import Proposal, propose_pairing
from app.mentoring.errors.pairings import CannotBePaired
from app.mentoring.queries.matching_input import read_entrants
from app.mentoring.rules import runs
from app.mentoring.rules.runs import REFUSED
from app.mentoring.rules.states import KEPT_APART, NO_ROOM, PROPOSED, REASONS, WITHDRAWN
from app.mentoring.rules.topics import LINE_MANAGEMENT
from tests.clock import NOON
from tests.conftest import As
from tests.make.mentoring import Mentors, make_apart
from tests.mentoring.pairings.test_clock import last_move

PAGE = "/mentoring/apart/"


def test_somebody_is_named_and_taken_off_again(mentors: Mentors, as_person: As) -> None:
    db = mentors.db
    for _ in range(2):
        sent = {"person": mentors.petra.id}
        assert as_person(mentors.joan).post(PAGE, data=sent).location == PAGE
    page = as_person(mentors.joan).get(PAGE).text
    assert page.count("Petra Nurse</span>, since Wednesday 20 January 2027") == 1
    for person in (mentors.petra, mentors.coordinator, mentors.lead, mentors.facilitator):
        assert "since Wednesday" not in as_person(person).get(PAGE).text
    proposal = Proposal(mentors.joan.id, mentors.petra.id, "by_hand")
    with pytest.raises(CannotBePaired):
        propose_pairing(db, proposal, by=mentors.coordinator, request_key=new_id(), now=NOON)
    address = page.split('action="/mentoring/apart/')[1].split('"')[0]
    as_person(mentors.joan).post(PAGE + address)
    assert "Nobody is on your list" in as_person(mentors.joan).get(PAGE).text
    propose_pairing(db, proposal, by=mentors.coordinator, request_key=new_id(), now=NOON)


def test_only_people_whom_one_knows_from_here_can_be_named(mentors: Mentors, as_person: As) -> None:
    for person in (mentors.outsider, mentors.joan):
        answer = as_person(mentors.joan).post(PAGE, data={"person": person.id})
        assert answer.status_code == 422
        assert "Choose the person from the list." in answer.text
    assert "Otto Outsider" not in as_person(mentors.joan).get(PAGE).text


def test_nobody_takes_off_what_is_not_theirs(mentors: Mentors, as_person: As) -> None:
    db = mentors.db
    others = make_apart(db, mentors.petra, mentors.joan)
    entered = make_apart(db, mentors.joan, mentors.petra, LINE_MANAGEMENT)
    for apart in (others, entered):
        answer = as_person(mentors.joan).post(f"{PAGE}{apart.id}/removals")
        assert answer.status_code == 404
    assert "Petra Nurse</span>" not in as_person(mentors.joan).get(PAGE).text


def test_the_next_matching_and_what_is_proposed_already_heed_it(
    mentors: Mentors, as_person: As
) -> None:
    db = mentors.db
    mentors.pairing(PROPOSED)
    as_person(mentors.joan).post(PAGE, data={"person": mentors.petra.id})
    look_after_proposals(db, now=NOON)
    assert last_move(db) == (WITHDRAWN, "clock", KEPT_APART)
    # A coordinator reads what stands there as well when one of them has no room any more.
    assert REASONS[KEPT_APART] == REASONS[NO_ROOM]
    assert REFUSED[runs.KEPT_APART] == REFUSED[runs.NO_ROOM]
    pool = read_entrants(db).pool
    assert frozenset({mentors.joan.id, mentors.petra.id}) in {frozenset(two) for two in pool.apart}
