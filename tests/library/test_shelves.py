"""What the shelves of a library show."""

from __future__ import annotations

import re
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.people.models import Person
from app.syllabus.models import FrameworkEdition
from tests.clock import StoppedClock
from tests.make.library import make_card
from tests.make.progress import Way, make_way
from tests.progress.reading import html_of, words_of


def address(way: Way, end: str = "") -> str:
    return f"/modules/{way.cohort.slug}/library/{end}"


def test_the_front_says_what_is_on_each_shelf_and_the_modules_lead_to_it(
    client: FlaskClient, way: Way, participant: Person
) -> None:
    words = words_of(client, address(way))
    assert "Words of the course What they mean, from A to Z. 3 words" in words
    assert "Case cards True stories to print and talk about. 1 card" in words
    # The card that says what a shelf is for is not counted.
    assert "Before you begin What is good to do first. 2 things" in words
    assert f'href="{address(way)}"' in html_of(client, f"/modules/{way.cohort.slug}/")
    assert f'href="{address(way, "cases#module-1")}"' in html_of(client, way.address())


def test_words_stand_in_the_order_of_the_alphabet_with_their_key_as_their_place(
    client: FlaskClient, way: Way, participant: Person
) -> None:
    html = html_of(client, address(way, "glossary"))
    assert re.findall(r'<h2 id="letter-(.)"', html) == ["A", "C", "P"]
    assert 'id="asset"' in html
    assert "Asset or strength Anything good (Manifesto 2017) ." in words_of(
        client, address(way, "glossary")
    )
    # What the text cites is listed once, where its link leads.
    assert html.count('id="source-manifesto-2017"') == 1


def test_a_word_of_the_framework_tells_how_it_changed_and_what_the_cohort_says(
    db: Session, client: FlaskClient, way: Way, participant: Person
) -> None:
    words = words_of(client, address(way, "glossary"))
    assert (
        "In 2017 it was called “Contact”. That stayed in 2020. "
        "In 2023 it got a new name, “Connections”. Do not compare the two. "
        "Your cohort uses this name."
    ) in words
    assert "In 2023 it came in, as “Power-sharing”. Your cohort uses this name." in words
    way.cohort.framework_id = db.scalar(
        select(FrameworkEdition.id).where(FrameworkEdition.key == "2020")
    )
    db.add(way.cohort)
    db.commit()
    words = words_of(client, address(way, "glossary"))
    assert "“Contact”. That stayed in 2020. Your cohort uses this name." in words
    assert "“Power-sharing”. Your cohort uses a framework without it." in words


def test_a_long_glossary_is_split_by_letter_and_a_link_finds_the_page_of_its_word(
    db: Session, client: FlaskClient, way: Way, participant: Person
) -> None:
    about: dict[str, Any] = {"meaning": "<p>One.</p>", "also": [], "item": None}
    for number in range(49):
        make_card(db, way.cohort, "glossary", f"n-{number}", "N", about)
    db.commit()
    first = html_of(client, address(way, "glossary"))
    assert 'id="asset"' in first
    assert 'id="n-3"' not in first
    assert f'href="{address(way, "glossary?letter=N#letter-N")}"' in first
    assert 'id="n-3"' in html_of(client, address(way, "glossary?letter=N"))
    assert 'id="n-3"' in html_of(client, address(way, "glossary?word=n-3"))
    assert 'id="asset"' in html_of(client, address(way, "glossary?word=unknown"))


def test_a_case_card_has_its_story_its_number_with_care_and_questions(
    client: FlaskClient, way: Way, participant: Person
) -> None:
    shelf = words_of(client, address(way, "cases"))
    assert "Module 1: Module title 1 The allotment , Riverside" in shelf
    words = words_of(client, address(way, "cases/allotment"))
    assert "Talk about it What would you dig?" in words
    assert (
        "People who came back 7 of 10 How many (n) 10 people When Spring 2020 "
        "Be careful A small group. Source Manifesto 2017"
    ) in words
    assert "What it shows: Connections, Power-sharing." in words
    assert "A Manifesto. An alliance, 2017." in words
    # A link to a step leads there, though a card stands one folder deeper.
    assert f'href="{way.address("welcome")}"' in html_of(client, address(way, "cases/allotment"))


def test_pledges_stand_by_role_with_their_size_and_a_first_step(
    client: FlaskClient, way: Way, participant: Person
) -> None:
    words = words_of(client, address(way, "pledges"))
    assert "Pledges for all Take one." in words
    assert "Nurse Adapt I will listen first. First step: Sit down. (Manifesto 2017)" in words
    assert 'href="#role-nurse"' in html_of(client, address(way, "pledges"))


def test_a_long_list_of_pledges_is_shown_one_role_at_a_time(
    db: Session, client: FlaskClient, way: Way, participant: Person
) -> None:
    about = {"role": "manager", "kind": "disrupt", "first_step": "Ask.", "source_short": "S"}
    for number in range(50):
        make_card(db, way.cohort, "pledges", f"p-{number}", "I will share.", about)
    db.commit()
    all_roles = html_of(client, address(way, "pledges"))
    assert "I will" not in all_roles
    assert f'href="{address(way, "pledges?role=nurse")}"' in all_roles
    nurse = words_of(client, address(way, "pledges?role=nurse"))
    assert "I will listen first." in nurse
    assert "I will share." not in nurse


def test_the_checklist_has_a_box_for_each_thing_and_says_for_whom_it_is(
    client: FlaskClient, way: Way, participant: Person
) -> None:
    words = words_of(client, address(way, "checklist"))
    assert "Before the start You need little. For everybody Find a time." in words
    assert "For facilitators Visit the room. Go in on wheels." in words
    assert html_of(client, address(way, "checklist")).count("dlp-boxes__box") == 2


@pytest.mark.parametrize(("days", "is_late"), [(0, False), (11, False), (12, True)])
def test_a_policy_card_says_when_it_was_true_and_warns_when_its_month_is_over(
    client: FlaskClient,
    way: Way,
    participant: Person,
    clock: StoppedClock,
    days: int,
    is_late: bool,
) -> None:
    clock.move(days=days)
    words = words_of(client, address(way, "policy"))
    assert "As of April 2023." in words
    assert ("Look at this again by January 2027." in words) is not is_late
    assert ("It was due to be looked at again by January 2027." in words) is is_late
    assert ("This card is past its date." in words) is is_late


def test_an_empty_shelf_says_so(
    db: Session, client: FlaskClient, way: Way, participant: Person
) -> None:
    bare = make_way(db, person=way.person)
    assert "There is nothing on this shelf yet." in words_of(client, address(bare, "policy"))
    assert "The framework" in words_of(client, address(bare))
