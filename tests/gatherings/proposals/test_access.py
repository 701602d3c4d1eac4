"""Who proposes, reads and answers, and who does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, Enrolment
from app.gatherings.actions.proposals import plan_proposed, turn_down
from app.gatherings.errors.proposals import ProposalAnswered
from app.people.models import Person
from tests.browser_like import post
from tests.clock import NOON
from tests.conftest import As
from tests.make.cohorts import make_cohort, make_facilitator, make_member

if TYPE_CHECKING:
    from app.wiring import Platform
from tests.gatherings.proposals.proposing import FORM, PLAN, answers, propose


@pytest.mark.parametrize("state", ["left", "invited", "waiting"])
def test_nobody_outside_proposes_or_reads(
    db: Session, cohort: Cohort, amina: Person, as_person: As, state: str
) -> None:
    propose(db, cohort, amina)
    browser = as_person(make_member(db, cohort, name="Out", state=state))
    assert browser.get("/cohorts/riverside/proposals").status_code == 404
    assert browser.get("/cohorts/riverside/proposals/new").status_code == 404
    assert post(browser, "/cohorts/riverside/proposals", dict(FORM)).status_code == 404


def test_only_those_who_run_this_cohort_answer(
    db: Session, cohort: Cohort, amina: Person, as_person: As
) -> None:
    proposal = propose(db, cohort, amina)
    elsewhere = make_facilitator(db, make_cohort(db, slug="hillside"), name="Elsewhere")
    for person in (amina, elsewhere):
        browser = as_person(person)
        assert browser.get(f"/proposals/{proposal.id}/answers").status_code == 404
        answer = post(browser, f"/proposals/{proposal.id}/answers", {"answer": "No."})
        assert answer.status_code == 404
    page = as_person(elsewhere).get(f"/cohorts/hillside/sessions/new?proposal={proposal.id}").text
    assert "Walk in the park" not in page


def test_a_proposal_of_another_cohort_is_not_taken_up(
    db: Session, cohort: Cohort, amina: Person
) -> None:
    proposal = propose(db, cohort, amina)
    other = make_cohort(db, slug="hillside")
    lead = make_facilitator(db, other)
    with pytest.raises(ProposalAnswered):
        plan_proposed(db, lead, PLAN, proposal_id=proposal.id, cohort=other, now=NOON)


def test_whoever_has_left_gets_no_answer(
    db: Session, platform: Platform, cohort: Cohort, amina: Person, farah: Person
) -> None:
    proposal = propose(db, cohort, amina)
    turn_down(db, farah, proposal=proposal, answer="Not now.", now=NOON)
    db.execute(update(Enrolment).where(Enrolment.person_id == amina.id).values(state="left"))
    db.commit()
    assert [letter.state for letter in answers(db, platform)] == ["lapsed"]
