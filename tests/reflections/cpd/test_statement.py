"""The page of a year: its table, its sums, its years, and what it costs."""

from __future__ import annotations

from datetime import date

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.people.models import Person
from app.syllabus.actions.load import load_curriculum
from app.syllabus.cli import CURRICULUM
from tests.browser_like import post
from tests.clock import NOON
from tests.conftest import CountStatements
from tests.make.cpd import make_record, make_rule
from tests.make.reflections import make_reflection
from tests.progress.reading import html_of, words_of


def test_an_empty_year_says_what_can_be_counted(client: FlaskClient, person: Person) -> None:
    words = words_of(client, "/cpd/")
    assert "No one checks this; it is your own record." in words
    assert "There is nothing in this year yet" in words
    assert "1 April 2026 to 31 March 2027" in words


def test_a_year_has_its_own_records_and_their_sums(
    db: Session, client: FlaskClient, person: Person
) -> None:
    own = make_reflection(db, person)
    make_record(db, person, "With words", minutes=90, learned="Much.")
    make_record(db, person, "A reflection", minutes=30, reflection=own, participatory=True)
    make_record(db, person, "Only minutes", minutes=20)
    make_record(db, person, "Last year", day=date(2026, 3, 31), minutes=600)
    make_rule(db, counts="thought_over")
    db.commit()
    words = words_of(client, "/cpd/")
    assert "Last year" not in words
    assert "Together 140 30 minutes 120 minutes" in words
    assert "In a few words" in words
    assert "In a reflection" in words
    assert "Not in writing" in words
    assert "Hours 2 here; they ask for 50" in words
    assert "Last year" in words_of(client, "/cpd/?year=2025")


def test_the_rules_of_the_course_are_shown_with_their_source_and_when_it_was_looked_up(
    db: Session, client: FlaskClient, person: Person
) -> None:
    load_curriculum(db, CURRICULUM, NOON)
    make_record(db, person, minutes=180, participatory=True, learned="Much.")
    make_record(db, person, minutes=60, day=date(2024, 4, 1), participatory=True)
    make_record(db, person, minutes=60, day=date(2024, 3, 31), participatory=True)
    db.commit()
    words = words_of(client, "/cpd/")
    assert "Credits 3 here; they ask for 50" in words
    assert "Tell us below when yours ends, and we count it." in words
    post(client, "/cpd/renewal", {"until": "2027-03-31"})
    words = words_of(client, "/cpd/")
    assert "the 3 years between two renewals, from 1 April 2024 to 31 March 2027." in words
    assert "Hours of learning 4 here; they ask for 35" in words
    assert "Hours of it with other people 4 here; they ask for 20" in words
    assert "Reflections that you counted None yet; they ask for 5" in words
    assert "Royal College of General Practitioners, 2016." in words
    assert "We last looked it up in November 2026." in words
    old = words_of(client, "/cpd/?year=2015")
    assert "This rule does not hold for this year, so we make no sum." in old
    assert "they ask for" not in old
    between = words_of(client, "/cpd/?year=2016")
    assert "Credits They ask for 50" in between
    assert "Once you add something, we do the sums for you." in between
    assert "This rule does not cover all of these 3 years, so we make no sum." in between


def test_the_time_between_two_renewals_is_that_of_the_persons_own_registration(
    db: Session, client: FlaskClient, person: Person
) -> None:
    make_rule(db, years=3)
    make_record(db, person, day=date(2024, 9, 30), minutes=600)
    make_record(db, person, day=date(2024, 10, 1), minutes=60)
    make_record(db, person, day=date(2026, 11, 1), minutes=120)
    db.commit()
    post(client, "/cpd/year", {"first_month": "8"})
    post(client, "/cpd/renewal", {"until": "2027-09-30"})
    words = words_of(client, "/cpd/")
    assert "from 1 October 2024 to 30 September 2027." in words
    assert "Hours 3 here" in words
    assert "1 August 2026 to 31 July 2027" in words
    # A year that is over has the time between renewals in which it ended.
    assert "from 1 October 2021 to 30 September 2024." in words_of(client, "/cpd/?year=2023")
    assert 'value="2027-09-30"' in html_of(client, "/cpd/")
    post(client, "/cpd/renewal", {"until": ""})
    words = words_of(client, "/cpd/")
    assert "Tell us below when yours ends" in words
    assert "they ask for" not in words
    assert "1 August 2026 to 31 July 2027" in words


@pytest.mark.parametrize("day", ["31/03/2027", "1989-12-31", "2101-01-01", "soon"])
def test_a_day_on_which_no_registration_ends_is_refused(
    client: FlaskClient, person: Person, day: str
) -> None:
    answer = post(client, "/cpd/renewal", {"until": day})
    assert answer.status_code == 422
    assert "Write the last day of your registration like" in answer.get_data(as_text=True)


def test_the_year_begins_with_the_month_that_one_chooses(
    db: Session, client: FlaskClient, person: Person
) -> None:
    make_record(db, person, "In January", day=date(2027, 1, 15))
    make_record(db, person, "In December", day=date(2026, 12, 31))
    db.commit()
    assert post(client, "/cpd/year", {"first_month": "1"}).status_code == 302
    words = words_of(client, "/cpd/")
    assert "1 January 2027 to 31 December 2027" in words
    assert "In January" in words
    assert "In December" not in words
    post(client, "/cpd/year", {"first_month": "8"})
    assert "1 August 2026 to 31 July 2027" in words_of(client, "/cpd/")


@pytest.mark.parametrize("month", ["0", "13", "May", ""])
def test_a_month_that_is_none_is_refused(client: FlaskClient, person: Person, month: str) -> None:
    answer = post(client, "/cpd/year", {"first_month": month})
    assert answer.status_code == 422
    assert "Choose the month with which your year begins." in answer.get_data(as_text=True)


@pytest.mark.parametrize("year", ["nonsense", "-4", "9" * 40, "0", "1980", "2199"])
def test_any_year_in_the_address_shows_a_page(
    client: FlaskClient, person: Person, year: str
) -> None:
    assert client.get(f"/cpd/?year={year}").status_code == 200


def test_a_year_of_300_records_costs_no_more_statements_than_one_of_three(
    db: Session, client: FlaskClient, person: Person, count_statements: CountStatements
) -> None:
    make_rule(db)
    for number in range(3):
        make_record(db, person, f"Number {number}.")
    db.commit()
    with count_statements() as few:
        html_of(client, "/cpd/")
    for number in range(3, 300):
        make_record(db, person, f"Number {number}.")
    db.commit()
    with count_statements() as many:
        page = html_of(client, "/cpd/")
    assert page.count("/cpd/records/") == 301
    assert len(few) == len(many) <= 8
