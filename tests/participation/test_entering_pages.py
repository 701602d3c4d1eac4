"""Votes that come by phone and on paper, on the pages of polls."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.participation.actions.tallies import enter_tally
from app.participation.models import PollTally
from app.people.models import Person
from tests.browser_like import post
from tests.clock import NOON
from tests.conftest import As
from tests.make.cohorts import make_facilitator
from tests.make.participation import (
    make_poll,
    make_voters,
)
from tests.make.people import make_person
from tests.participation.test_pages import option_ids
from tests.participation.test_tallies import paper
from tests.progress.reading import html_of, words_of


def test_a_vote_by_phone_is_read_back_and_the_record_names_both_and_not_the_vote(
    db: Session, cohort: Cohort, asker: Person, helper: Person, as_person: As
) -> None:
    poll = make_poll(db, cohort, asker)
    (first, *_) = option_ids(db, poll)
    browser = as_person(helper)
    entries = f"/polls/{poll.id}/entries"
    assert "Ada Asker" in html_of(browser, f"{entries}/new")
    fields: dict[str, object] = {"person": str(asker.id), "option": first}
    assert "Read this back to Ada Asker" in post(browser, entries, dict(fields)).text
    sent = post(browser, entries, {**fields, "sure": "yes"})
    page = words_of(browser, sent.location)
    assert "Farah Facilitator for Ada Asker" in page
    assert "Ada Asker" not in html_of(browser, f"{entries}/new").split("<select")[1]
    own = words_of(as_person(asker), f"/polls/{poll.id}")
    assert "Farah Facilitator typed it in for you" in own
    assert "Who typed in a vote for whom" not in own


def test_an_entry_for_nobody_is_asked_for_again(
    db: Session, cohort: Cohort, asker: Person, helper: Person, as_person: As
) -> None:
    poll = make_poll(db, cohort, asker)
    (first, *_) = option_ids(db, poll)
    for person in ("", "nobody", str(helper.id), str(make_person(db).id)):
        fields: dict[str, object] = {"person": person, "option": first, "sure": "yes"}
        answer = post(as_person(helper), f"/polls/{poll.id}/entries", fields)
        assert answer.status_code == 422
        assert "Choose whose vote it is." in answer.text


def test_a_count_is_typed_in_looked_at_by_its_witness_and_in_the_box(
    db: Session, cohort: Cohort, asker: Person, helper: Person, as_person: As
) -> None:
    poll = make_poll(db, cohort, asker)
    voters = make_voters(db, cohort, 4)
    names = [f"dots-{one}" for one in option_ids(db, poll)]
    browser = as_person(helper)
    tallies = f"/polls/{poll.id}/tallies"
    assert html_of(browser, f"{tallies}/new").count('type="checkbox"') == 6
    fields: dict[str, object] = {
        "person": [str(voter.person.id) for voter in voters],
        "witness": str(asker.id),
        **dict(zip(names, ("3", "1", ""), strict=True)),
    }
    assert post(browser, tallies, {**fields, "witness": ""}).status_code == 422
    assert post(browser, tallies, {**fields, names[0]: "9"}).status_code == 422
    assert post(browser, tallies, dict(fields)).status_code == 302
    tally = db.scalars(select(PollTally.id)).one()
    # Whoever typed it in does not answer for the witness.
    assert browser.get(f"/tallies/{tally}").status_code == 404
    own = as_person(asker)
    assert f"/tallies/{tally}" in html_of(own, f"/polls/{poll.id}")
    assert "say whether the count is right" in words_of(own, f"/cohorts/{cohort.slug}/polls")
    assert "A walk 3" in words_of(own, f"/tallies/{tally}")
    assert post(own, f"/tallies/{tally}/answers", {"answer": "maybe"}).status_code == 422
    assert post(own, f"/tallies/{tally}/answers", {"answer": "yes"}).status_code == 302
    assert "The witness says it is right" in words_of(own, f"/polls/{poll.id}")
    assert "A walk 3" not in words_of(own, f"/tallies/{tally}")
    assert "Voter 01, from paper" in words_of(as_person(helper), f"/polls/{poll.id}")


def test_another_who_runs_the_cohort_enters_what_a_witness_says_by_phone(
    db: Session, cohort: Cohort, asker: Person, helper: Person, as_person: As
) -> None:
    poll = make_poll(db, cohort, asker)
    voters = make_voters(db, cohort, 3)
    enter_tally(db, helper, paper(voters, asker, 3, 0, 0), poll_id=poll.id, now=NOON)
    tally = db.scalars(select(PollTally.id)).one()
    second = make_facilitator(db, cohort, name="Sal Second")
    assert as_person(voters[0].person).get(f"/tallies/{tally}").status_code == 404
    browser = as_person(second)
    assert "read these numbers out" in html_of(browser, f"/tallies/{tally}")
    assert post(browser, f"/tallies/{tally}/answers", {"answer": "yes"}).status_code == 302
    assert "Sal Second typed in the answer" in words_of(browser, f"/polls/{poll.id}")
