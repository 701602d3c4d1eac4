"""One page shows what will go out, what went out, and why something did not."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.gatherings.actions.remind import plan_reminders
from app.people.actions.send_link import ask_for_link
from app.people.models import Person
from app.syllabus.models import CourseModule
from tests.clock import NOON
from tests.conftest import As, CountStatements
from tests.correspondence.conftest import make_letter, make_reader
from tests.make.cohorts import make_cohort, make_member
from tests.make.gatherings import make_gathering
from tests.make.progress import make_module
from tests.progress.reading import words_of

LETTERS = "/cohorts/riverside/letters"


def test_what_is_to_come_says_to_whom_about_what_by_which_way_and_when(
    db: Session, cohort: Cohort, farah: Person, as_person: As
) -> None:
    make_reader(db, cohort)
    make_gathering(db, cohort, title="What makes us well", starts_at=NOON + timedelta(days=3))
    plan_reminders(db, now=NOON)
    page = as_person(farah).get(LETTERS).text
    for words in (
        "Pat Paper",
        "Reminder of a session",
        "What makes us well",
        "Phone call",
        "Friday 22 January 2027, 12pm (UK time)",
        "Will go",
    ):
        assert words in page


@pytest.mark.parametrize(
    ("tab", "state", "facts", "words"),
    [
        ("gone", "sent", {}, "Went out"),
        ("gone", "sent", {"arrived_at": NOON}, "Arrived"),
        ("gone", "sent", {"channel": "call"}, "Brought"),
        ("not-gone", "lapsed", {"reason": "The session was called off."}, "called off."),
        ("not-arrived", "refused", {"reason": "This address does not exist."}, "does not exist."),
        ("not-arrived", "sent", {"bounced_at": NOON}, "Came back"),
        ("in-doubt", "due", {"doubted_at": NOON}, "In doubt since"),
        ("to-come", "listed", {"channel": "post"}, "On the call and post list"),
        ("to-come", "sending", {}, "On the way"),
    ],
)
def test_each_letter_is_on_its_tab_in_words(
    db: Session,
    cohort: Cohort,
    farah: Person,
    as_person: As,
    tab: str,
    state: str,
    facts: dict[str, object],
    words: str,
) -> None:
    letter = make_letter(db, cohort, make_member(db, cohort, name="Pat Paper"), state=state)
    for name, value in facts.items():
        setattr(letter, name, value)
    browser = as_person(farah)
    pages = {
        one: browser.get(f"{LETTERS}?tab={one}").text
        for one in ("to-come", "gone", "not-arrived", "not-gone", "in-doubt")
    }
    assert words in pages[tab]
    assert "Pat Paper" in pages[tab]
    elsewhere = {one for one, page in pages.items() if "Pat Paper" in page} - {tab}
    assert elsewhere <= ({"to-come"} if tab == "in-doubt" else set())


def test_letters_that_did_not_arrive_stand_at_the_top_with_what_to_do(
    db: Session, cohort: Cohort, farah: Person, as_person: As
) -> None:
    for number in range(3):
        letter = make_letter(db, cohort, make_member(db, cohort), state="sent")
        if number < 2:
            letter.bounced_at = NOON
    refused = make_letter(db, cohort, make_member(db, cohort), state="refused")
    long_ago = make_letter(db, cohort, make_member(db, cohort), state="refused")
    long_ago.due_at = NOON - timedelta(days=30)
    refused.reason = "This address does not exist."
    page = as_person(farah).get(LETTERS).text
    assert "3 letters did not arrive" in page
    assert "ring them" in page


def test_the_page_is_narrowed_by_kind_way_and_name(
    db: Session, cohort: Cohort, farah: Person, as_person: As
) -> None:
    make_letter(db, cohort, make_reader(db, cohort, name="Pat Paper"), kind="invitation")
    make_letter(db, cohort, make_reader(db, cohort, name="Cal Caller", channel="post"))
    browser = as_person(farah)
    for query, there, away in (
        ("kind=invitation", "Pat Paper", "Cal Caller"),
        ("channel=post", "Cal Caller", "Pat Paper"),
        ("name=cal", "Cal Caller", "Pat Paper"),
        ("name=%25", "No letter like this", "Cal Caller"),
        ("kind=nothing&tab=nowhere&page=-7", "No letter like this", "Pat Paper"),
    ):
        page = browser.get(f"{LETTERS}?{query}").text
        assert there in page
        assert away not in page


def test_no_text_and_no_sign_in_letter_is_shown(
    db: Session, cohort: Cohort, farah: Person, as_person: As
) -> None:
    person = make_member(db, cohort, name="Pat Paper")
    ask_for_link(db, email=person.email or "", now=NOON)
    make_letter(db, cohort, make_member(db, cohort, name="Cal Caller"), state="sent")
    browser = as_person(farah)
    for tab in ("to-come", "gone", "not-arrived", "not-gone", "in-doubt"):
        page = browser.get(f"{LETTERS}?tab={tab}").text
        assert "Pat Paper" not in page
        assert "see you on Thursday" not in page


def test_letters_of_another_cohort_are_not_shown(
    db: Session, cohort: Cohort, farah: Person, as_person: As
) -> None:
    elsewhere = make_cohort(db, slug="elsewhere")
    make_letter(db, elsewhere, make_member(db, elsewhere, name="Pat Paper"))
    browser = as_person(farah)
    assert "Pat Paper" not in browser.get(LETTERS).text
    assert browser.get("/cohorts/elsewhere/letters").status_code == 404


def test_people_who_take_part_do_not_see_the_page(
    db: Session, cohort: Cohort, as_person: As
) -> None:
    assert as_person(make_member(db, cohort)).get(LETTERS).status_code == 404


def test_many_letters_are_paged_and_cost_the_same_number_of_statements(
    db: Session, cohort: Cohort, farah: Person, as_person: As, count_statements: CountStatements
) -> None:
    browser = as_person(farah)
    counts = []
    for number in (1, 60):
        for _ in range(number):
            make_letter(db, cohort, make_member(db, cohort), state="due")
        with count_statements() as sent:
            page = browser.get(f"{LETTERS}?kind=note").text
        counts.append(len(sent))
    assert counts[0] == counts[1]
    assert "Showing 1 to 50 of 61" in page
    assert "kind=note&amp;page=2" in page
    assert len(page.encode()) < 30 * 1024


def test_letters_about_modules_that_are_still_to_open_are_told_ahead(
    db: Session, cohort: Cohort, farah: Person, as_person: As
) -> None:
    for number, days in ((1, None), (2, 9), (3, None)):
        make_module(db, cohort.edition_id, number).opens_days = days
    db.flush()
    third = db.scalars(select(CourseModule).where(CourseModule.number == 3)).one()
    third.opens_after_session = True
    browser = as_person(farah)
    words = words_of(browser, LETTERS)
    assert "Module 2: Module title 2 Wednesday 27 January 2027, 8am (UK time)" in words
    assert "Module 3: Module title 3 When a session on it has ended." in words
    assert "Module title 1" not in words
    assert "The course begins" not in words
    for query in ("tab=gone", "kind=reminder", "name=pat", "channel=post"):
        assert "Module title 2" not in browser.get(f"{LETTERS}?{query}").text
    cohort.reminders = ["day_before"]
    db.commit()
    assert "Module title 2" not in browser.get(LETTERS).text


def test_before_the_first_day_the_letter_about_it_is_told_ahead(
    db: Session, cohort: Cohort, farah: Person, as_person: As
) -> None:
    cohort.starts_on += timedelta(days=14)
    make_module(db, cohort.edition_id, 1)
    words = words_of(as_person(farah), LETTERS)
    assert "The course begins Monday 1 February 2027, 8am (UK time)" in words
    assert "Module title 1" not in words
