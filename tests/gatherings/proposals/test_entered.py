"""A proposal that was told by phone or on paper is theirs, and the record names who entered it."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.gatherings.actions.proposals import turn_down
from app.gatherings.models import SessionProposal
from app.people.models import Person
from app.post.models import Letter
from tests.browser_like import hidden_fields, post
from tests.clock import NOON
from tests.conftest import As
from tests.gatherings.proposals.proposing import FORM
from tests.make.cohorts import make_cohort, make_member

LIST = "/cohorts/riverside/proposals"


@pytest.fixture
def cal(db: Session, cohort: Cohort) -> Person:
    """Cal, who is reached by phone."""
    person = make_member(db, cohort, name="Cal Caller", email=None)
    person.phone, person.channel = "+447700900123", "call"
    db.flush()
    return person


def test_a_facilitator_enters_it_and_the_record_names_both(
    db: Session, cohort: Cohort, cal: Person, farah: Person, as_person: As
) -> None:
    browser = as_person(farah)
    assert f"{LIST}/entries/new" in browser.get(LIST).text
    form = browser.get(f"{LIST}/entries/new").text
    assert "Cal Caller" in form
    fields = {**FORM, **hidden_fields(form), "person": str(cal.id)}
    for _ in range(2):
        assert post(browser, f"{LIST}/entries", dict(fields)).headers["Location"] == LIST
    kept = db.scalars(select(SessionProposal)).one()
    assert (kept.proposed_by_id, kept.entered_by_id) == (cal.id, farah.id)
    assert "Proposed by Cal Caller, entered by Farah, on Wednesday" in browser.get(LIST).text
    turn_down(db, farah, proposal=kept, answer="Not now.", now=NOON)
    (letter,) = db.scalars(select(Letter).where(Letter.kind == "proposal"))
    assert (letter.person_id, letter.channel, letter.cohort_id) == (cal.id, "call", cohort.id)
    db.commit()
    assert "Answered by Farah on Wednesday 20 January 2027" in browser.get(LIST).text


def test_who_proposes_it_has_to_be_named_and_in_the_cohort(
    db: Session, cohort: Cohort, farah: Person, as_person: As
) -> None:
    stranger = make_member(db, make_cohort(db))
    gone = make_member(db, cohort, state="left")
    browser = as_person(farah)
    for who in ("", "nobody", str(stranger.id), str(gone.id)):
        answer = post(browser, f"{LIST}/entries", {**FORM, "person": who})
        assert answer.status_code == 422
        assert "Choose who proposes it." in answer.text
        assert 'value="Walk in the park"' in answer.text
    wrong = post(browser, f"{LIST}/entries", {**FORM, "about": ""})
    assert wrong.status_code == 422
    assert db.scalars(select(SessionProposal)).all() == []


def test_only_those_who_run_this_cohort_enter_proposals(
    amina: Person, cal: Person, as_person: As
) -> None:
    browser = as_person(amina)
    assert browser.get(f"{LIST}/entries/new").status_code == 404
    fields = {**FORM, "person": str(cal.id)}
    assert post(browser, f"{LIST}/entries", fields).status_code == 404
