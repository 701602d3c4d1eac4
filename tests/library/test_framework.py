"""The editions of the framework, side by side and one after the other."""

from __future__ import annotations

from flask.testing import FlaskClient

from app.people.models import Person
from tests.make.progress import Way
from tests.progress.reading import words_of


def page(client: FlaskClient, way: Way) -> str:
    return words_of(client, f"/modules/{way.cohort.slug}/library/framework")


def test_each_edition_says_where_it_comes_from_and_which_one_the_cohort_uses(
    client: FlaskClient, way: Way, participant: Person
) -> None:
    words = page(client, way)
    assert "Framework of 2017 From: Paper of 2017. Date: May 2017." in words
    assert "Framework of 2023 Your cohort uses this one From: Paper of 2023." in words
    assert words.count("Your cohort uses this one") == 1
    assert "The three Cs Contact How 2017 tells of Contact." in words


def test_it_tells_what_became_of_each_item_since_the_edition_before(
    client: FlaskClient, way: Way, participant: Person
) -> None:
    words = page(client, way)
    assert "Since 2017: 1 is the same and 1 is left out." in words
    assert "No longer listed Ties Left out The report has no list." in words
    assert "Since 2020: 1 has a new name, 1 is new and 1 is listed again." in words
    assert "Connections New name How 2023 tells of Connections. Do not compare the two." in words


def test_at_a_glance_a_name_takes_the_room_of_the_years_that_had_it(
    client: FlaskClient, way: Way, participant: Person
) -> None:
    words = page(client, way)
    assert "2017 2020 2023, yours The three Cs Contact Connections (new name)" in words
    assert "Relationships Ties not listed Ties (listed again)" in words
    html = client.get(f"/modules/{way.cohort.slug}/library/framework").get_data(as_text=True)
    assert '<td data-label="2017 and 2020" colspan="2"><span>Contact</span>' in html
