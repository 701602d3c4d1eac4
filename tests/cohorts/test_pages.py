"""The pages of cohorts as each person sees them, without scripts."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, Enrolment
from app.cohorts.queries import people_counts
from app.people.models import Person
from app.post.models import Letter
from tests.browser_like import hidden_fields, post
from tests.clock import StoppedClock
from tests.conftest import CountStatements, SignIn
from tests.make.cohorts import make_cohort, make_edition, make_facilitator, make_member
from tests.make.people import make_person

As = Callable[[Person], FlaskClient]


@pytest.fixture
def cohort(db: Session) -> Cohort:
    """A cohort with the address `riverside`."""
    made = make_cohort(db, slug="riverside")
    db.commit()
    return made


@pytest.fixture
def as_person(db: Session, client: FlaskClient, sign_in: SignIn) -> As:
    """Save what was made, and go on as this person."""

    def enter(person: Person) -> FlaskClient:
        db.commit()
        return sign_in(client, person)

    return enter


def lead(db: Session) -> Person:
    """A programme lead."""
    return make_person(db, name="Lowri Lead", roles=["programme_lead"])


def test_a_lead_opens_a_cohort_and_asks_somebody_to_run_it(db: Session, as_person: As) -> None:
    make_edition(db, key="course")
    browser = as_person(lead(db))
    assert "There is no cohort yet" in browser.get("/admin/").text
    fields: dict[str, object] = {
        "name": "Riverside neighbours",
        "edition": "course",
        "starts_on": "2027-02-01",
        "time_zone": "Europe/London",
        "request_key": hidden_fields(browser.get("/admin/cohorts/new").text)["request_key"],
    }
    for _ in range(2):
        opened = post(browser, "/admin/cohorts", fields)
        assert opened.headers["Location"] == "/cohorts/riverside-neighbours/facilitators"
    person: dict[str, object] = {
        "name": "Farah Bell",
        "email": "farah@example.org",
        "standing": "local_partner",
    }
    post(browser, "/cohorts/riverside-neighbours/facilitators", person)
    page = browser.get("/cohorts/riverside-neighbours/facilitators").text
    assert "Farah Bell" in page
    assert "Invited on Wednesday 20 January 2027" in page
    assert browser.get("/admin/").text.count("Riverside neighbours</a>") == 1


def test_a_form_with_faults_comes_back_with_what_was_written(db: Session, as_person: As) -> None:
    make_edition(db, key="course")
    browser = as_person(lead(db))
    answer = post(
        browser, "/admin/cohorts", {"name": "", "starts_on": "soon", "phone": "012 & 345"}
    )
    assert answer.status_code == 422
    for words in ("Write a name for the cohort", "or write it like 2027-02-28", "012 &amp; 345"):
        assert words in answer.text


def test_a_lead_without_a_course_is_told_what_to_do(db: Session, as_person: As) -> None:
    page = as_person(lead(db)).get("/admin/cohorts/new").text
    assert "Ask the person who runs this platform to load the course" in page


LEADS_ONLY = ("/admin/", "/admin/cohorts/new", "/cohorts/riverside/facilitators")
RUNNERS_ONLY = ("/cohorts/riverside/people", "/cohorts/riverside/people/new")


@pytest.mark.parametrize("address", [*LEADS_ONLY, *RUNNERS_ONLY])
def test_participants_and_strangers_do_not_see_the_work_behind_a_cohort(
    db: Session, cohort: Cohort, as_person: As, address: str
) -> None:
    for person in (make_member(db, cohort), make_member(db, make_cohort(db)), make_person(db)):
        assert as_person(person).get(address).status_code in (403, 404)


def test_a_facilitator_sees_the_people_but_makes_no_facilitators(
    db: Session, cohort: Cohort, as_person: As
) -> None:
    browser = as_person(make_facilitator(db, cohort))
    assert [browser.get(address).status_code for address in RUNNERS_ONLY] == [200, 200]
    assert {browser.get(address).status_code for address in LEADS_ONLY} <= {403, 404}


def test_a_facilitator_who_has_not_said_yes_sees_nobody_yet(
    db: Session, cohort: Cohort, as_person: As
) -> None:
    person = make_member(db, cohort, role="facilitator", state="invited")
    assert as_person(person).get("/cohorts/riverside/people").status_code == 404


@pytest.mark.parametrize(
    ("state", "status", "words"),
    [
        ("joined", 200, "Next session"),
        ("invited", 200, "You are invited"),
        ("declined", 200, "You said no thanks"),
        ("left", 404, "could not find"),
    ],
)
def test_the_page_of_a_cohort_fits_who_comes(
    db: Session, cohort: Cohort, as_person: As, state: str, status: int, words: str
) -> None:
    answer = as_person(make_member(db, cohort, state=state)).get("/cohorts/riverside/")
    assert answer.status_code == status
    assert words in answer.text


def test_a_cohort_is_not_there_for_strangers_and_visitors_sign_in_first(
    db: Session, cohort: Cohort, client: FlaskClient, as_person: As
) -> None:
    assert client.get("/cohorts/riverside/").headers["Location"].startswith("/sign-in")
    browser = as_person(make_person(db))
    assert browser.get("/cohorts/riverside/").status_code == 404
    assert browser.get("/cohorts/nowhere/").status_code == 404
    assert cohort.name not in browser.get("/cohorts/riverside/").text


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


def test_people_of_another_cohort_are_not_found_here(
    db: Session, cohort: Cohort, as_person: As
) -> None:
    other = make_member(db, make_cohort(db))
    browser = as_person(make_facilitator(db, cohort))
    assert browser.get(f"/cohorts/riverside/people/{other.id}").status_code == 404
    assert post(browser, f"/cohorts/riverside/people/{other.id}/answers").status_code == 404


def test_a_person_answers_their_own_invitation(db: Session, cohort: Cohort, as_person: As) -> None:
    browser = as_person(make_member(db, cohort, state="invited"))
    answers = "/cohorts/riverside/invitation-answers"
    assert post(browser, answers, {"answer": "perhaps"}).status_code == 422
    assert post(browser, answers, {"answer": "no"}).status_code == 302
    assert "You said no thanks" in browser.get("/cohorts/riverside/").text
    for _ in range(2):
        assert post(browser, answers, {"answer": "yes"}).status_code == 302
    page = browser.get("/cohorts/riverside/").text
    assert "Welcome to" in page
    assert "Leave this cohort" in page
    assert post(browser, answers, {"answer": "no"}).status_code == 409


def test_a_participant_leaves_and_a_facilitator_does_not_by_accident(
    db: Session, cohort: Cohort, as_person: As
) -> None:
    facilitator = make_facilitator(db, cohort)
    browser = as_person(make_member(db, cohort))
    assert "It is fine to stop" in browser.get("/cohorts/riverside/departures").text
    for _ in range(2):
        answer = post(browser, "/cohorts/riverside/departures")
        assert answer.headers["Location"] == "/home"
    assert browser.get("/cohorts/riverside/").status_code == 404
    assert as_person(facilitator).get("/cohorts/riverside/departures").status_code == 404
    states = db.scalars(select(Enrolment.state).order_by(Enrolment.state)).all()
    assert states == ["joined", "left"]


def test_the_number_to_ring_is_kept_and_shown(db: Session, cohort: Cohort, as_person: As) -> None:
    browser = as_person(make_facilitator(db, cohort))
    facts = {"name": cohort.name, "phone": "ask"}
    assert post(browser, "/cohorts/riverside/settings", dict(facts)).status_code == 422
    post(browser, "/cohorts/riverside/settings", {**facts, "phone": "020 7946 0000"})
    assert "Ring 020 7946 0000" in browser.get("/cohorts/riverside/").text


def test_lists_longer_than_fifty_are_paged_and_cost_the_same(
    db: Session, cohort: Cohort, as_person: As, count_statements: CountStatements
) -> None:
    browser = as_person(make_facilitator(db, cohort))
    sent = []
    for more in (9, 50):
        for number in range(more):
            make_member(db, cohort, name=f"Person {number:03}", state="invited")
        db.commit()
        with count_statements() as statements:
            page = browser.get("/cohorts/riverside/people").text
        sent.append(len(statements))
    assert sent[0] == sent[1] <= 8
    assert page.count('scope="row"') == 50
    assert "Showing 1 to 50 of 60" in page
    for asked in ("2", "999999999999999999999", "-5", "two"):
        assert browser.get(f"/cohorts/riverside/people?page={asked}").status_code == 200


def test_the_list_of_cohorts_costs_the_same_however_long(
    db: Session, as_person: As, count_statements: CountStatements
) -> None:
    browser = as_person(lead(db))
    edition = make_edition(db)
    sent = []
    for more in (5, 55):
        for number in range(more):
            cohort = make_cohort(db, name=f"Cohort {more}-{number}", edition=edition)
            make_member(db, cohort)
        db.commit()
        with count_statements() as statements:
            page = browser.get("/admin/").text
        sent.append(len(statements))
    assert sent[0] == sent[1] <= 4
    assert page.count('scope="row"') == 50


def test_names_are_text_never_markup(db: Session, cohort: Cohort, as_person: As) -> None:
    make_member(db, cohort, name="<script>alert(1)</script>")
    browser = as_person(make_facilitator(db, cohort))
    assert "<script>alert" not in browser.get("/cohorts/riverside/people").text
