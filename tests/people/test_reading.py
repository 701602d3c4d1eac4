"""How a person likes to read: size, spacing and language, chosen once for every page."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.people.actions.reading import choose_reading
from app.people.errors import ReadingUnknown
from app.people.models import Person
from app.people.rules import reading_classes
from tests.browser_like import post
from tests.conftest import CountStatements, SignIn
from tests.make.people import make_person

LARGE: dict[str, object] = {"text_size": "largest", "spacing": "wide", "language": "cy"}


@pytest.fixture
def person(db: Session, client: FlaskClient, sign_in: SignIn) -> Person:
    """Somebody who is signed in."""
    made = make_person(db)
    db.commit()
    sign_in(client, made)
    return made


def _top(client: FlaskClient, address: str = "/account/") -> str:
    return client.get(address).get_data(as_text=True).split("<head>")[0]


def test_a_person_chooses_how_they_read_and_every_page_follows(
    db: Session, client: FlaskClient, person: Person
) -> None:
    assert '<html lang="en-GB">' in _top(client)
    answer = post(client, "/account/reading", LARGE)
    assert answer.location == "/account/#reading"
    marked = '<html lang="en-GB" class="dlp-text-largest dlp-spacing-wide">'
    for address in ("/account/", "/home", "/modules/", "/no-such-page"):
        assert marked in _top(client, address)
    db.refresh(person)
    assert person.language == "cy"
    page = client.get("/account/").get_data(as_text=True)
    assert 'value="largest" checked' in " ".join(page.split())
    assert '<option value="cy" selected>Welsh (Cymraeg)' in page


def test_it_costs_a_page_nothing(
    client: FlaskClient, person: Person, count_statements: CountStatements
) -> None:
    assert person.text_size == "normal"
    with count_statements() as before:
        client.get("/account/sign-ins")
    post(client, "/account/reading", LARGE)
    with count_statements() as after:
        client.get("/account/sign-ins")
    assert len(after) == len(before) == 2


def test_it_is_for_oneself_alone(
    db: Session, client: FlaskClient, person: Person, sign_in: SignIn
) -> None:
    other = make_person(db)
    db.commit()
    post(client, "/account/reading", LARGE)
    assert "dlp-text" not in _top(sign_in(client.application.test_client(), other))
    db.refresh(person)
    assert person.text_size == "largest"
    assert "dlp-text" not in _top(client.application.test_client(), "/sign-in")


@pytest.mark.parametrize("wrong", ["text_size", "spacing", "language"])
def test_a_choice_that_is_not_on_the_page_is_refused_in_a_sentence(
    db: Session, client: FlaskClient, person: Person, wrong: str
) -> None:
    answer = post(client, "/account/reading", {**LARGE, wrong: "'><script>"})
    assert answer.status_code == 422
    page = answer.get_data(as_text=True)
    assert f'<a href="#{wrong}">{ReadingUnknown.sentence}</a>' in page
    assert "<title>Error: " in " ".join(page.split()).replace("<title> ", "<title>")
    db.refresh(person)
    assert (person.text_size, person.spacing, person.language) == ("normal", "normal", "en")


def test_changing_how_one_reads_leaves_name_and_password_alone(
    db: Session, client: FlaskClient, person: Person
) -> None:
    name = person.name
    post(client, "/account/reading", LARGE)
    db.refresh(person)
    assert person.name == name


def test_only_known_sizes_and_languages_are_kept(db: Session, person: Person) -> None:
    for size, spacing, language in (
        ("huge", "wide", "cy"),
        ("large", "narrow", "cy"),
        ("large", "wide", "tlh"),
    ):
        with pytest.raises(ReadingUnknown):
            choose_reading(db, person, text_size=size, spacing=spacing, language=language)
    choose_reading(db, person, text_size="large", spacing="normal", language="en")
    assert person.text_size == "large"


def test_what_is_normal_marks_nothing() -> None:
    assert reading_classes(text_size="normal", spacing="normal") == ""
    assert reading_classes(text_size="large", spacing="normal") == "dlp-text-large"
