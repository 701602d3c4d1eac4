"""People of a cohort propose sessions; each proposal gets one answer that the cohort can read."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.gatherings.actions.bring import bring_sessions
from app.gatherings.actions.proposals import plan_proposed, turn_down
from app.gatherings.actions.propose import propose_session
from app.gatherings.actions.remind import plan_reminders
from app.gatherings.errors.proposals import ProposalAnswered
from app.gatherings.models import Gathering, SessionProposal
from app.gatherings.queries import next_gathering
from app.gatherings.queries.feed import sessions_for
from app.people.models import Person
from tests.browser_like import hidden_fields, post
from tests.clock import NOON
from tests.conftest import As, CountStatements
from tests.make.cohorts import make_member

if TYPE_CHECKING:
    from app.wiring import Platform
from tests.gatherings.proposals.proposing import FORM, IDEA, PLAN, answers, propose


def test_a_person_proposes_and_a_facilitator_plans_it(
    db: Session,
    platform: Platform,
    cohort: Cohort,
    amina: Person,
    farah: Person,
    as_person: As,
) -> None:
    del cohort
    hers, theirs = as_person(amina), as_person(farah)
    assert "See what was proposed" in hers.get("/cohorts/riverside/sessions").text
    key = hidden_fields(hers.get("/cohorts/riverside/proposals/new").text)["request_key"]
    for _ in range(2):
        sent = post(hers, "/cohorts/riverside/proposals", {**FORM, "request_key": key})
        assert sent.headers["Location"] == "/cohorts/riverside/proposals"
    page = hers.get("/cohorts/riverside/proposals").text
    for words in ("Walk in the park", "So that we meet outside.", "by Amina", "Waiting for"):
        assert words in page
    assert "Plan it" not in page

    assert "1 proposal waits" in theirs.get("/cohorts/riverside/sessions").text
    proposal = db.scalars(select(SessionProposal)).one()
    form = theirs.get(f"/cohorts/riverside/sessions/new?proposal={proposal.id}").text
    for words in ('value="Walk in the park"', "So that we meet outside.", "Thursdays after 4pm"):
        assert words in form
    fields: dict[str, object] = {
        **hidden_fields(form),
        "title": "Walk in the park",
        "day": "2027-02-02",
        "clock": "16:00",
        "minutes": "60",
        "how": "in_person",
    }
    planned = [post(theirs, "/cohorts/riverside/sessions", dict(fields)) for _ in range(2)]
    assert planned[0].headers["Location"] == planned[1].headers["Location"]
    [letter] = answers(db, platform)
    assert (letter.person_id, letter.state) == (amina.id, "sent")
    assert letter.subject == "Your session is planned: Walk in the park"
    assert "Tuesday 2 February 2027, 4pm" in (letter.body or "")
    page = hers.get("/cohorts/riverside/proposals").text
    assert planned[0].headers["Location"] in page
    assert "Waiting for" not in page


def test_a_facilitator_says_why_not_and_everybody_can_read_it(
    db: Session,
    platform: Platform,
    cohort: Cohort,
    amina: Person,
    farah: Person,
    as_person: As,
) -> None:
    proposal = propose(db, cohort, amina)
    theirs = as_person(farah)
    here = f"/proposals/{proposal.id}/answers"
    assert "Amina proposed it" in theirs.get(here).text
    empty = post(theirs, here, {"answer": "  "})
    assert empty.status_code == 422
    assert "Say why not in a few words." in empty.text
    why = "The hall is closed in winter.\nLet us ask again in May."
    assert post(theirs, here, {"answer": why}).status_code == 302
    page = as_person(make_member(db, cohort, name="Ben")).get("/cohorts/riverside/proposals").text
    assert "The hall is closed in winter." in page
    assert "Not for now" in page
    [letter] = answers(db, platform)
    assert letter.person_id == amina.id
    assert "Let us ask again in May." in (letter.body or "")
    again = post(theirs, here, {"answer": "Another."})
    assert again.status_code == 409
    assert len(answers(db, platform)) == 1


def test_of_two_answers_one_stands_and_nothing_of_the_other_does(
    db: Session, cohort: Cohort, amina: Person, farah: Person
) -> None:
    proposal = propose(db, cohort, amina)
    turn_down(db, farah, proposal=proposal, answer="Not now.", now=NOON)
    db.commit()
    with pytest.raises(ProposalAnswered):
        plan_proposed(db, farah, PLAN, proposal_id=proposal.id, cohort=cohort, now=NOON)
    db.rollback()
    assert db.scalar(select(func.count()).select_from(Gathering)) == 0


def test_a_proposal_is_in_no_calendar_and_nobody_is_reminded_of_it(
    db: Session, cohort: Cohort, amina: Person
) -> None:
    propose(db, cohort, amina)
    assert plan_reminders(db, NOON) == 0
    assert bring_sessions(db, NOON) == 0
    assert next_gathering(db, [cohort.id], NOON) is None
    assert sessions_for(db, amina.id, NOON) == []


def test_a_form_that_does_not_fit_comes_back_with_what_was_written(
    db: Session, cohort: Cohort, amina: Person, as_person: As
) -> None:
    del cohort
    browser = as_person(amina)
    for wrong in ({"title": " "}, {"about": ""}, {"how": "by pigeon"}, {"suits": "x" * 301}):
        page = post(browser, "/cohorts/riverside/proposals", {**FORM, **wrong})
        assert page.status_code == 422
        kept = [str(FORM[name]) for name in ("title", "about") if name not in wrong]
        assert all(words in page.text for words in kept)
    assert db.scalar(select(func.count()).select_from(SessionProposal)) == 0


def test_the_list_is_paged_and_costs_the_same(
    db: Session,
    cohort: Cohort,
    amina: Person,
    as_person: As,
    count_statements: CountStatements,
) -> None:
    browser = as_person(amina)
    sent = []
    for more in (2, 60):
        for _ in range(more):
            propose_session(db, amina, IDEA, cohort=cohort, now=NOON)
        db.commit()
        with count_statements() as statements:
            page = browser.get("/cohorts/riverside/proposals").text
        sent.append(len(statements))
    assert sent[0] == sent[1] <= 5
    assert page.count('<h2 class="nhsuk-card__heading') == 50
    second = browser.get("/cohorts/riverside/proposals?page=2").text
    assert second.count('<h2 class="nhsuk-card__heading') == 12


def test_a_word_that_is_no_proposal_plans_a_session_all_the_same(
    db: Session, cohort: Cohort, farah: Person, as_person: As
) -> None:
    del cohort
    browser = as_person(farah)
    for word in ("nothing", str(UUID(int=1))):
        assert browser.get(f"/cohorts/riverside/sessions/new?proposal={word}").status_code == 200
    assert db.scalar(select(func.count()).select_from(Gathering)) == 0
