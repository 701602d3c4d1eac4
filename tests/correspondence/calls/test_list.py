"""The call and post list: people by phone and on paper hear what everybody hears."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.people.models import Person
from tests.browser_like import post
from tests.conftest import As, CountStatements
from tests.correspondence.calls.ringing import CALLS, fresh, note
from tests.correspondence.conftest import (
    make_letter,
    make_reader,
)
from tests.make.cohorts import make_cohort, make_member


def test_the_list_says_whom_to_ring_with_what_and_since_when(
    db: Session, cohort: Cohort, farah: Person, as_person: As
) -> None:
    make_letter(db, cohort, make_reader(db, cohort))
    browser = as_person(farah)
    page = browser.get(CALLS).text
    for words in (
        "Pat Paper",
        'href="tel:+447700900123"',
        "A note for you",
        "Hello, see you on Thursday.",
        "waits since Wednesday 20 January 2027",
    ):
        assert words in page
    assert "News to bring by phone or post: 1 person" in browser.get("/cohorts/riverside/").text


def test_letters_on_paper_are_printed_with_their_address(
    db: Session, cohort: Cohort, farah: Person, as_person: As
) -> None:
    make_letter(db, cohort, make_reader(db, cohort, channel="post"))
    make_letter(db, cohort, make_reader(db, cohort, name="Cal Caller"))
    page = as_person(farah).get(f"{CALLS}/letters").text
    assert page.count("<article") == 1
    assert "Pat Paper<br>1 High Street<br>Riverside" in page


def test_the_call_list_prints_with_room_to_write(
    db: Session, cohort: Cohort, farah: Person, as_person: As
) -> None:
    make_letter(db, cohort, make_reader(db, cohort))
    page = as_person(farah).get(f"{CALLS}/sheet").text
    assert "Hello, see you on Thursday." in page
    assert "dlp-sheet__line" in page


def test_a_letter_of_another_cohort_cannot_be_worked_on(
    db: Session, cohort: Cohort, farah: Person, as_person: As
) -> None:
    elsewhere = make_cohort(db, slug="elsewhere")
    letter = make_letter(db, elsewhere, make_reader(db, elsewhere))
    own = make_letter(db, cohort, make_reader(db, cohort, name="Cal Caller"))
    browser = as_person(farah)
    assert "Pat Paper" not in browser.get(CALLS).text
    note(browser, [letter], "done")
    assert fresh(db, letter).state == "listed"
    assert fresh(db, own).state == "listed"
    assert browser.get("/cohorts/elsewhere/calls").status_code == 404


def test_only_those_who_look_after_the_cohort_see_the_list(
    db: Session, cohort: Cohort, as_person: As
) -> None:
    browser = as_person(make_member(db, cohort))
    for address in (CALLS, f"{CALLS}/letters", f"{CALLS}/sheet"):
        assert browser.get(address).status_code == 404
    assert post(browser, CALLS, {"outcome": "done"}).status_code == 404


def test_a_long_list_is_paged_and_costs_the_same_number_of_statements(
    db: Session, cohort: Cohort, farah: Person, as_person: As, count_statements: CountStatements
) -> None:
    browser = as_person(farah)
    counts = []
    for number in (1, 60):
        for place in range(number):
            make_letter(db, cohort, make_reader(db, cohort, name=f"Person {place:02}"))
        with count_statements() as sent:
            page = browser.get(CALLS).text
        counts.append(len(sent))
    assert counts[0] == counts[1]
    assert page.count('class="dlp-panel dlp-call"') == 50
    assert "Showing 1 to 50 of 61" in page
