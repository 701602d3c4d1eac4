"""Who opens what of polls, how they end before their time, and what pages cost."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.cohorts.rules import INVITED, LEFT
from app.participation.models import Poll
from app.people.models import Person
from app.people.rules import PROGRAMME_LEAD
from tests.browser_like import post
from tests.clock import NOON
from tests.conftest import As, CostsOf
from tests.make.cohorts import make_cohort, make_facilitator, make_member
from tests.make.participation import (
    ANSWERS,
    chosen,
    make_idea,
    make_poll,
    make_voters,
    make_votes,
    voter_of,
)
from tests.make.people import make_person
from tests.progress.reading import html_of, words_of


def statuses(db: Session, poll: Poll, cohort: Cohort, as_person: As, person: Person) -> set[str]:
    """What of all there is answers anything else than that it is not there."""
    browser, here, one = as_person(person), f"/cohorts/{cohort.slug}/polls", f"/polls/{poll.id}"
    gets = {
        "list": here,
        "new": f"{here}/new",
        "enter": f"{here}/entries/new",
        "one": one,
        "paper": f"{one}/paper",
        "entry": f"{one}/entries/new",
        "tally": f"{one}/tallies/new",
        "stop": f"{one}/stops/new",
    }
    posts = {
        "ask": here,
        "enter it": f"{here}/entries",
        "vote": f"{one}/votes",
        "enter vote": f"{one}/entries",
        "count": f"{one}/tallies",
        "stop it": f"{one}/stops",
        "take back": f"{one}/removals",
    }
    found = {name for name, address in gets.items() if browser.get(address).status_code != 404}
    return found | {
        name for name, address in posts.items() if post(browser, address).status_code != 404
    }


MEMBERS = {"list", "new", "one", "ask", "vote"}
RUNS = {"enter", "paper", "entry", "tally", "enter it", "enter vote", "count"}


@pytest.mark.parametrize("state", [INVITED, LEFT, None])
def test_people_who_are_not_in_the_cohort_find_nothing(
    db: Session, cohort: Cohort, asker: Person, as_person: As, state: str | None
) -> None:
    poll = make_poll(db, cohort, asker)
    person = (
        make_member(db, cohort, state=state) if state else make_facilitator(db, make_cohort(db))
    )
    assert statuses(db, poll, cohort, as_person, person) == set()


def test_who_opens_what(
    db: Session, cohort: Cohort, asker: Person, helper: Person, as_person: As
) -> None:
    lead = make_person(db, roles=[PROGRAMME_LEAD])
    other = make_member(db, cohort)
    expected = {
        other: MEMBERS,
        helper: MEMBERS | RUNS | {"stop", "stop it"},
        lead: {"list", "one", "stop", "stop it"},
        asker: MEMBERS | {"take back"},
    }
    for person, may in expected.items():
        poll = make_poll(db, cohort, asker)
        assert statuses(db, poll, cohort, as_person, person) == may


def test_a_stopped_poll_says_why_and_by_whom(
    db: Session, cohort: Cohort, asker: Person, helper: Person, as_person: As
) -> None:
    poll = make_poll(db, cohort, asker)
    browser = as_person(helper)
    assert post(browser, f"/polls/{poll.id}/stops", {"reason": " "}).status_code == 422
    post(browser, f"/polls/{poll.id}/stops", {"reason": "It names a <patient>."})
    page = html_of(as_person(asker), f"/polls/{poll.id}")
    assert "It names a &lt;patient&gt;." in page
    assert "by Farah Facilitator" in page


def test_a_question_is_taken_back_until_somebody_votes(
    db: Session, cohort: Cohort, asker: Person, as_person: As
) -> None:
    poll = make_poll(db, cohort, asker)
    make_votes(db, poll, [(voter_of(db, cohort, asker), chosen(0))])
    browser = as_person(asker)
    sent = post(browser, f"/polls/{poll.id}/removals")
    assert "Somebody has voted" in html_of(browser, sent.location)
    other = make_poll(db, cohort, asker)
    assert post(as_person(asker), f"/polls/{other.id}/removals").status_code == 302
    assert browser.get(f"/polls/{other.id}").status_code == 404


def test_pages_cost_the_same_however_many_polls_and_votes_there_are(
    db: Session,
    cohort: Cohort,
    asker: Person,
    helper: Person,
    costs_of: CostsOf,
) -> None:
    poll = make_poll(db, cohort, asker)
    addresses = [f"/cohorts/{cohort.slug}/polls", f"/polls/{poll.id}"]
    addresses += [f"{addresses[1]}/entries/new", f"{addresses[1]}/tallies/new"]

    few = costs_of(helper, addresses)
    make_votes(db, poll, [(voter, chosen(1)) for voter in make_voters(db, cohort, 9)])
    for _ in range(9):
        make_poll(db, cohort, asker)
    assert costs_of(helper, addresses) == few
    assert max(few) <= 6


def test_a_sheet_of_paper_holds_every_answer(
    db: Session, cohort: Cohort, asker: Person, helper: Person, as_person: As
) -> None:
    poll = make_poll(db, cohort, asker, make_idea(closes_at=NOON + timedelta(days=1)))
    page = words_of(as_person(helper), f"/polls/{poll.id}/paper")
    assert all(answer in page for answer in ANSWERS)
    assert "before Thursday 21 January 2027" in page
