"""Inviting one person or pasted lines of them, sending it again, and answers given by phone."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.cohorts.queries import people_counts
from app.people.models import Person
from app.post.models import Letter
from tests.browser_like import hidden_fields, post
from tests.clock import StoppedClock
from tests.conftest import As
from tests.make.cohorts import make_facilitator, make_member


def test_a_facilitator_invites_one_person(db: Session, cohort: Cohort, as_person: As) -> None:
    browser = as_person(make_facilitator(db, cohort))
    person: dict[str, object] = {
        "name": "Amina Khan",
        "email": "amina@example.org",
        "standing": "pcn_staff",
    }
    assert post(browser, "/cohorts/riverside/people", person).status_code == 302
    page = browser.get("/cohorts/riverside/people").text
    assert "1 person is invited" in page
    assert "The letter is on its way" in page
    wrong = post(
        browser, "/cohorts/riverside/people", {**person, "email": "amina@", "name": "A<b>"}
    )
    assert wrong.status_code == 422
    assert "Write an e-mail address" in wrong.text
    assert "A&lt;b&gt;" in wrong.text


LINES = """Amina Khan <amina@example.org>
Ben Cole, ben@example.org
just a note
Here Already <here@example.org>
Amina again; AMINA@example.org
"""


def test_pasted_lines_are_looked_at_before_anybody_is_added(
    db: Session, cohort: Cohort, as_person: As
) -> None:
    make_member(db, cohort, email="here@example.org")
    browser = as_person(make_facilitator(db, cohort))
    pasted: dict[str, object] = {"lines": LINES, "standing": "local_partner"}
    page = post(browser, "/cohorts/riverside/people/preview", pasted).text
    for words in (
        "Add these 2 people",
        "1 person here already",
        "Written twice",
        "There is no e-mail address in this line.",
        "just a note",
    ):
        assert words in page
    assert people_counts(db, cohort.id).people() == 2
    fields = hidden_fields(page)
    sent = {"lines": fields["lines"], "standing": fields["standing"]}
    after = post(browser, "/cohorts/riverside/people/batch", dict(sent))
    assert after.status_code == 200
    assert "2 people are invited" in after.text
    assert "just a note" in after.text
    assert "Here Already" not in after.text
    db.expire_all()
    assert people_counts(db, cohort.id).people(state="invited", standing="local_partner") == 2
    again = post(browser, "/cohorts/riverside/people/batch", dict(sent))
    assert "3 people are here already" in again.text
    assert db.scalar(select(func.count()).select_from(Letter)) == 2


def test_good_lines_alone_lead_back_to_the_people(
    db: Session, cohort: Cohort, as_person: As
) -> None:
    browser = as_person(make_facilitator(db, cohort))
    pasted: dict[str, object] = {"lines": "Amina Khan <amina@example.org>", "standing": "pcn_staff"}
    answer = post(browser, "/cohorts/riverside/people/batch", pasted)
    assert answer.headers["Location"] == "/cohorts/riverside/people"


@pytest.mark.parametrize(
    "lines", ["", " \n\u00a0\n", "A Name <a@example.org>\n" * 301, "x" * 60001]
)
def test_nothing_or_too_much_comes_back_as_it_was(
    db: Session, cohort: Cohort, as_person: As, lines: str
) -> None:
    browser = as_person(make_facilitator(db, cohort))
    pasted: dict[str, object] = {"lines": lines, "standing": "pcn_staff"}
    for address in ("preview", "batch"):
        answer = post(browser, f"/cohorts/riverside/people/{address}", pasted)
        assert answer.status_code == 422
        assert lines[:50] in answer.text.replace("&lt;", "<").replace("&gt;", ">")


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(lines=st.text(alphabet=st.sampled_from("aé@.<>,;\"'\t\n\u00a0“ \x00İ1"), max_size=200))
def test_no_paste_breaks_the_page(db: Session, cohort: Cohort, as_person: As, lines: str) -> None:
    facilitator = db.scalar(select(Person).where(Person.email == "runs@example.org"))
    if facilitator is None:
        facilitator = make_member(db, cohort, email="runs@example.org", role="facilitator")
    browser = as_person(facilitator)
    for address in ("preview", "batch"):
        answer = post(
            browser,
            f"/cohorts/riverside/people/{address}",
            {"lines": lines, "standing": "pcn_staff"},
        )
        assert answer.status_code in (200, 302, 422)


def test_an_invitation_is_sent_again_from_the_page_of_the_person(
    db: Session, cohort: Cohort, as_person: As, clock: StoppedClock
) -> None:
    person = make_member(db, cohort, name="Ben Cole", state="invited")
    browser = as_person(make_facilitator(db, cohort))
    here = f"/cohorts/riverside/people/{person.id}"
    refused = post(browser, f"{here}/invitations")
    assert refused.status_code == 409
    assert "less than a day ago" in refused.text
    clock.move(days=1)
    assert post(browser, f"{here}/invitations").headers["Location"] == here
    assert "Invited again on Thursday 21 January 2027" in browser.get(here).text


def test_an_answer_given_by_phone_is_entered_and_says_so(
    db: Session, cohort: Cohort, as_person: As
) -> None:
    person = make_member(db, cohort, state="invited")
    browser = as_person(make_facilitator(db, cohort))
    here = f"/cohorts/riverside/people/{person.id}"
    post(browser, f"{here}/answers", {"answer": "yes"})
    page = browser.get(here).text
    assert "Joined on Wednesday 20 January 2027" in page
    assert "A facilitator entered the answer." in page
    assert post(browser, f"{here}/answers", {"answer": "no"}).status_code == 409


def test_an_answer_that_is_neither_yes_nor_no_changes_nothing(
    db: Session, cohort: Cohort, as_person: As
) -> None:
    person = make_member(db, cohort, state="invited")
    browser = as_person(make_facilitator(db, cohort))
    here = f"/cohorts/riverside/people/{person.id}"
    assert post(browser, f"{here}/answers", {}).status_code == 422
    assert "no answer yet" in browser.get(here).text
