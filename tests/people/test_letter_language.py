"""The language of letters: chosen by the person, or entered for them at their wish."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from tests.browser_like import post
from tests.conftest import As
from tests.make.cohorts import make_cohort, make_facilitator, make_member
from tests.make.people import make_person
from tests.people.test_preferences import AS_IT_WAS, OWN


def chosen(page: str) -> str:
    """The language that is marked on the page."""
    field = page.partition('name="letter_language"')[2]
    return "cy" if 'value="cy" checked' in field else "en" if 'value="en" checked' in field else ""


def test_each_language_is_offered_in_its_own_words(db: Session, as_person: As) -> None:
    page = as_person(make_person(db)).get(OWN).text
    assert 'lang="cy" dir="auto">Ysgrifennwch ataf yn Gymraeg</label>' in page
    assert 'lang="en" dir="auto">Write to me in English</label>' in page
    assert chosen(page) == "en"


def test_somebody_chooses_welsh_and_changes_their_mind(db: Session, as_person: As) -> None:
    person = make_person(db)
    browser = as_person(person)
    for code in ("cy", "en"):
        assert post(browser, OWN, {**AS_IT_WAS, "letter_language": code}).status_code == 302
        db.refresh(person)
        assert person.letter_language == code
        assert chosen(browser.get(OWN).text) == code


@pytest.mark.parametrize(("reads", "gets"), [("cy", "cy"), ("pl", "en"), ("en", "en")])
def test_what_nobody_changed_goes_on_following_the_language_of_pages(
    db: Session, as_person: As, reads: str, gets: str
) -> None:
    person = make_person(db)
    person.language = reads
    browser = as_person(person)
    assert chosen(browser.get(OWN).text) == gets
    for more in ({"letter_language": gets}, {}):
        assert post(browser, OWN, {**AS_IT_WAS, **more}).status_code == 302
        db.refresh(person)
        assert person.letter_language is None


def test_a_language_without_a_whole_catalogue_is_refused(db: Session, as_person: As) -> None:
    person = make_person(db)
    answer = post(as_person(person), OWN, {**AS_IT_WAS, "letter_language": "pl"})
    assert answer.status_code == 422
    assert "Choose one of the languages on the page." in answer.text
    db.refresh(person)
    assert person.letter_language is None


def test_a_facilitator_enters_it_for_somebody_who_told_them(db: Session, as_person: As) -> None:
    cohort = make_cohort(db, slug="riverside")
    farah, member = make_facilitator(db, cohort), make_member(db, cohort)
    browser, address = as_person(farah), f"/cohorts/riverside/people/{member.id}/contact"
    assert "Welsh (Cymraeg)" in browser.get(address).text
    assert post(browser, address, {**AS_IT_WAS, "letter_language": "cy"}).status_code == 302
    db.refresh(member)
    assert member.letter_language == "cy"
    assert member.contact_changed_by_id == farah.id
