"""A facilitator finds one person among many: by a part of a name, and by what is the matter."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.kit.seeking import LONGEST_SOUGHT, clean_sought
from tests.clock import NOON
from tests.conftest import As
from tests.correspondence.conftest import make_letter
from tests.make.cohorts import make_facilitator, make_member

PEOPLE = "/cohorts/riverside/people"


def names(page: str) -> list[str]:
    """Who is in the list of a page, in its order."""
    return re.findall(r'<th scope="row"><a[^>]*>([^<]*)<', page)


def test_a_part_of_a_name_finds_people_and_the_groups_count_them_alone(
    db: Session, cohort: Cohort, as_person: As
) -> None:
    for name, state in (("Amina Khan", "joined"), ("Ben O'Mina", "left"), ("Carys Patel", "left")):
        make_member(db, cohort, name=name, state=state)
    browser = as_person(make_facilitator(db, cohort))
    page = browser.get(f"{PEOPLE}?name=++MINA+").text
    assert names(page) == ["Amina Khan", "Ben O&#39;Mina"]
    for words in ("Everybody (2)", "Joined (1)", "Left (1)", 'value="MINA"'):
        assert words in page
    assert names(browser.get(f"{PEOPLE}?name=mina&state=left").text) == ["Ben O&#39;Mina"]


def test_whoever_is_not_in_a_group_is_looked_for_among_everybody(
    db: Session, cohort: Cohort, as_person: As
) -> None:
    make_member(db, cohort, name="Amina Khan")
    browser = as_person(make_facilitator(db, cohort))
    page = browser.get(f"{PEOPLE}?name=khan&state=left").text
    assert "Nobody in this group has “khan” in their name." in page
    link = re.search(r'href="([^"]*)">Look for them among everybody \(1 found\)', page)
    assert link is not None
    assert names(browser.get(link[1].partition("#")[0]).text) == ["Amina Khan"]
    for nobody in ("%25", "_", "\\", "Zz"):
        page = browser.get(f"{PEOPLE}?name={nobody}").text
        assert not names(page)
        assert "Nobody has" in page


@pytest.mark.parametrize(
    ("typed", "sought"),
    [
        ("  Amina \t Khan ", "Amina Khan"),
        ("\0Kh\0an", "Khan"),
        ("x" * 999, "x" * LONGEST_SOUGHT),
        ("\0", ""),
    ],
)
def test_whatever_is_typed_can_be_looked_for(
    db: Session, cohort: Cohort, as_person: As, typed: str, sought: str
) -> None:
    assert clean_sought(typed) == sought
    browser = as_person(make_facilitator(db, cohort))
    for page in ("people", "letters"):
        answer = browser.get(f"/cohorts/riverside/{page}", query_string={"name": typed})
        assert answer.status_code == 200


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("jose", "José Núñez"),
        ("JOSÉ", "José Núñez"),
        ("nunez", "José Núñez"),
        ("sian", "Sia\u0302n Wyn"),
        ("Siân", "Sia\u0302n Wyn"),
        ("lukasz", "Łukasz Bøe"),
        ("boe", "Łukasz Bøe"),
        ("o'neill", "Una O’Neill"),
        ("ömer", "Omer Ŵyn"),
        ("wyn", "Omer Ŵyn"),
    ],
)
def test_a_name_is_found_with_and_without_its_accents(
    db: Session, cohort: Cohort, as_person: As, typed: str, found: str
) -> None:
    for name in ("José Núñez", "Sia\u0302n Wyn", "Łukasz Bøe", "Una O’Neill", "Omer Ŵyn"):
        person = make_member(db, cohort, name=name)
        make_letter(db, cohort, person)
    browser = as_person(make_facilitator(db, cohort))
    assert found in names(browser.get(PEOPLE, query_string={"name": typed}).text)
    assert not names(browser.get(PEOPLE, query_string={"name": f"zz{typed}"}).text)
    letters = browser.get("/cohorts/riverside/letters", query_string={"name": typed}).text
    assert found in letters


def test_the_next_page_keeps_what_is_looked_for(db: Session, cohort: Cohort, as_person: As) -> None:
    for number in range(51):
        make_member(db, cohort, name=f"Kim {number:02}")
    browser = as_person(make_facilitator(db, cohort))
    page = browser.get(f"{PEOPLE}?name=kim&state=joined").text
    assert "Showing 1 to 50 of 51" in page
    link = re.search(r'rel="next" href="([^"]*)"', page)
    assert link is not None
    assert names(browser.get(link[1].replace("&amp;", "&")).text) == ["Kim 50"]


def test_those_whom_letters_do_not_reach_are_a_group(
    db: Session, cohort: Cohort, as_person: As
) -> None:
    people = [make_member(db, cohort, name=f"Kim {number}") for number in range(3)]
    for person in people[1:]:
        make_letter(db, cohort, person, kind="session", state="refused")
    # Whoever has told since how they are reached is none of them.
    people[2].contact_changed_at = NOON + timedelta(days=1)
    browser = as_person(make_facilitator(db, cohort))
    assert "Letters do not reach them <strong>1</strong>" in browser.get(PEOPLE).text
    page = browser.get(f"{PEOPLE}?state=unreached").text
    assert names(page) == ["Kim 1"]
    assert "Letters do not reach them (1)" in page


def test_many_who_ask_are_answered_on_a_page_of_their_own(
    db: Session, cohort: Cohort, as_person: As
) -> None:
    for number in range(4):
        make_member(db, cohort, name=f"Kim {number}", state="asked")
    browser = as_person(make_facilitator(db, cohort))
    page = browser.get(PEOPLE).text
    assert "4 people ask to join" not in page
    assert 'href="/cohorts/riverside/people?state=asked#list">Ask to join <strong>4' in page
    alone = browser.get(f"{PEOPLE}?state=asked").text
    assert "4 people ask to join" in alone
    assert alone.count("let Kim") == 4
