"""Whoever proposed a session can take it back while nobody has answered."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.gatherings.actions.proposals import plan_proposed, turn_down
from app.gatherings.actions.propose import enter_proposal, withdraw_proposal
from app.gatherings.errors.proposals import ProposalAnswered
from app.gatherings.models import Gathering, SessionProposal
from app.people.models import Person
from tests.browser_like import post
from tests.clock import NOON
from tests.conftest import As
from tests.gatherings.proposals.proposing import IDEA, PLAN, propose
from tests.make.cohorts import make_member

LIST = "/cohorts/riverside/proposals"


def back(proposal: SessionProposal) -> str:
    """Where it is taken back."""
    return f"/proposals/{proposal.id}/withdrawals"


def test_it_is_gone_from_the_list_and_nothing_of_it_is_kept(
    db: Session, cohort: Cohort, amina: Person, as_person: As
) -> None:
    proposal = propose(db, cohort, amina)
    browser = as_person(amina)
    assert f'action="{back(proposal)}"' in browser.get(LIST).text
    assert post(browser, back(proposal)).headers["Location"] == LIST
    assert "It is taken back." in browser.get(LIST).text
    db.expire_all()
    assert db.scalars(select(SessionProposal)).all() == []


def test_nobody_else_takes_it_back(
    db: Session, cohort: Cohort, amina: Person, farah: Person, as_person: As
) -> None:
    proposal = propose(db, cohort, amina)
    for person in (farah, make_member(db, cohort, name="Ben")):
        browser = as_person(person)
        assert back(proposal) not in browser.get(LIST).text
        assert post(browser, back(proposal)).status_code == 404


def test_a_facilitator_takes_back_what_was_told_by_phone(
    db: Session, cohort: Cohort, amina: Person, farah: Person, as_person: As
) -> None:
    enter_proposal(db, farah, IDEA, cohort=cohort, person_id=amina.id, now=NOON)
    proposal = db.scalars(select(SessionProposal)).one()
    ben = as_person(make_member(db, cohort, name="Ben"))
    assert post(ben, back(proposal)).status_code == 404
    for person in (amina, farah):
        assert back(proposal) in as_person(person).get(LIST).text
    assert post(as_person(farah), back(proposal)).status_code == 302
    db.expire_all()
    assert db.scalars(select(SessionProposal)).all() == []


def test_what_is_answered_stays(
    db: Session, cohort: Cohort, amina: Person, farah: Person, as_person: As
) -> None:
    proposal = propose(db, cohort, amina)
    turn_down(db, farah, proposal=proposal, answer="Not now.", now=NOON)
    browser = as_person(amina)
    assert back(proposal) not in browser.get(LIST).text
    answer = post(browser, back(proposal))
    assert answer.status_code == 409
    assert "Somebody has answered this proposal already" in answer.text


def test_what_was_taken_back_meanwhile_is_not_planned(
    db: Session, cohort: Cohort, amina: Person, farah: Person
) -> None:
    proposal = propose(db, cohort, amina)
    proposal_id = proposal.id
    withdraw_proposal(db, proposal_id=proposal_id)
    db.commit()
    with pytest.raises(ProposalAnswered):
        plan_proposed(db, farah, PLAN, proposal_id=proposal_id, cohort=cohort, now=NOON)
    db.rollback()
    assert db.scalars(select(Gathering)).all() == []
