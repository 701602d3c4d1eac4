"""The list of a cohort: order, parts, pages, cost, and a cohort that has moved on."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from app.people.models import Person
from app.people.rules import PROGRAMME_LEAD
from app.progress.actions.move import move_cohort
from tests.clock import NOON
from tests.conftest import As, CountStatements
from tests.make.people import make_person
from tests.make.progress import STEPS, Way, make_edition, make_module, make_seat
from tests.make.suggestions import make_suggestion
from tests.progress.reading import html_of, words_of

LIGHT = 30 * 1024


def test_an_empty_list_says_how_to_begin(way: Way, as_person: As) -> None:
    words = words_of(as_person(way.person), f"/cohorts/{way.cohort.slug}/suggestions")
    assert "Nobody has suggested a change yet" in words


def test_the_cohort_its_modules_and_each_step_lead_to_the_list(way: Way, as_person: As) -> None:
    browser = as_person(way.person)
    there = f'href="/cohorts/{way.cohort.slug}/suggestions"'
    for address in (
        f"/cohorts/{way.cohort.slug}/",
        f"/modules/{way.cohort.slug}/",
        way.address("welcome", "/suggestions"),
    ):
        assert there in html_of(browser, address)


def test_the_newest_comes_first_and_each_part_can_be_read_alone(
    db: Session, way: Way, as_person: As
) -> None:
    make_suggestion(db, way, "The oldest.", state="done", answer="Here it is.")
    make_suggestion(db, way, "In between.", state="not_now", answer="It costs too much.")
    make_suggestion(db, way, "The newest.", state="thinking")
    browser = as_person(way.person)
    here = f"/cohorts/{way.cohort.slug}/suggestions"
    words = words_of(browser, here)
    assert words.index("The newest.") < words.index("In between.") < words.index("The oldest.")
    assert "We did it (1)" in words
    assert "We have not answered yet (" not in words
    done = words_of(browser, f"{here}?state=done")
    assert "The oldest." in done
    assert "The newest." not in done
    assert "There is nothing here at the moment." in words_of(browser, f"{here}?state=new")
    assert "The newest." in words_of(browser, f"{here}?state=nonsense%00&page=nonsense")


def test_the_page_it_is_about_is_a_link_for_those_who_learn_there(
    db: Session, way: Way, as_person: As
) -> None:
    make_suggestion(db, way, step="story")
    here = f"/cohorts/{way.cohort.slug}/suggestions"
    link = f'<a href="{way.address("story")}">Step story</a>'
    assert link in html_of(as_person(way.person), here)
    lead = html_of(as_person(make_person(db, roles=[PROGRAMME_LEAD])), here)
    assert "Step story" in lead
    assert way.address("story") not in lead


def test_long_words_are_cut_in_the_list_and_whole_on_their_own_page(
    db: Session, way: Way, as_person: As
) -> None:
    long = "wording " * 200
    made = make_suggestion(db, way, long.strip())
    reader = make_person(db)
    make_seat(db, way.cohort, reader)
    browser = as_person(reader)
    words = words_of(browser, f"/cohorts/{way.cohort.slug}/suggestions")
    assert "wording…" in words
    assert "See all of it" in words
    assert words.count("wording") < 40
    assert words_of(browser, f"/suggestions/{made}").count("wording") == 200


@pytest.mark.parametrize("page", ["-1", "0", "1", "nonsense"])
def test_fifty_are_on_a_page_and_any_number_finds_one(
    db: Session, way: Way, as_person: As, page: str
) -> None:
    for number in range(51):
        make_suggestion(db, way, f"Wish {number}.")
    browser = as_person(way.person)
    here = f"/cohorts/{way.cohort.slug}/suggestions"
    words = words_of(browser, f"{here}?page={page}")
    assert "Showing 1 to 50 of 51" in words
    assert "Wish 50." in words
    assert "Wish 0." not in words
    for last in ("2", "99", "9" * 40):
        assert "Wish 0." in words_of(browser, f"{here}?state=new&page={last}")


def test_pages_cost_the_same_however_much_was_said_and_stay_light(
    db: Session, way: Way, helper: Person, as_person: As, count_statements: CountStatements
) -> None:
    browser = as_person(helper)
    made = make_suggestion(db, way)
    addresses = {
        f"/cohorts/{way.cohort.slug}/suggestions": 4,
        f"/cohorts/{way.cohort.slug}/suggestions?state=done": 4,
        f"/suggestions/{made}": 2,
        way.address("welcome", "/suggestions"): 4,
        f"/cohorts/{way.cohort.slug}/suggestions/new": 4,
    }
    for more in (1, 60):
        for _ in range(more):
            words, answer = "Say it in words of one part. " * 3, "It is so now, at the top. " * 3
            make_suggestion(db, way, words, state="done", answer=answer, is_named=True)
        db.commit()
        for address, most in addresses.items():
            with count_statements() as sent:
                page = html_of(browser, address)
            assert len(sent) == most, (address, sent)
            assert len(page.encode()) < LIGHT, (address, len(page.encode()))


def test_after_a_move_to_another_edition_all_can_still_be_read(
    db: Session, way: Way, helper: Person, as_person: As
) -> None:
    kept = make_suggestion(db, way, "About a page that stays.", step="welcome", state="thinking")
    make_suggestion(db, way, "About a page that goes.", step="act")
    edition = make_edition(db)
    make_module(db, edition.id, 1, STEPS[:2])
    move_cohort(
        db, helper, cohort=way.cohort, edition_key=edition.key, framework_key=None, now=NOON
    )
    browser = as_person(way.person)
    here = f"/cohorts/{way.cohort.slug}/suggestions"
    page = html_of(browser, here)
    assert "About a page that stays." in page
    assert "About a page that goes." in page
    assert f'href="{way.address("welcome")}"' in page
    assert way.address("act") not in page
    assert "Step act" in page
    assert "About a page that stays." in html_of(browser, f"/suggestions/{kept}")
    assert "About a page that stays." in html_of(browser, way.address("welcome", "/suggestions"))
