"""Modules and steps in the language that somebody reads, with English where there is no other."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.progress.rules.wordings import wanted, wording
from tests.conftest import CountStatements, SignIn
from tests.make.progress import Way, make_way
from tests.progress.reading import html_of, words_of

CROESO = {"title": "Croeso", "html": "<p>Bore da.</p>", "note": "Heb ei wirio eto."}
MODIWL = {"title": "Y modiwl", "summary": "Am beth mae hwn.", "aims": ["Dweud beth sy'n bwysig."]}
MISSING = "This page is not in Welsh yet. You are reading the English one."


@pytest.fixture
def way(db: Session) -> Way:
    """A way whose module and first step are in Welsh too."""
    made = make_way(db)
    made.modules[0].translations = {"cy": MODIWL}
    made.steps["welcome"].translations = {"cy": CROESO}
    made.steps["reflect"].translations = {"ur": {"title": "سوچیں", "html": "<p>سلام</p>"}}
    db.commit()
    return made


def _reads(db: Session, way: Way, code: str) -> None:
    way.person.language = code
    db.commit()


def test_a_step_is_in_the_language_that_the_person_reads(
    db: Session, client: FlaskClient, sign_in: SignIn, way: Way
) -> None:
    _reads(db, way, "cy")
    page = html_of(sign_in(client, way.person), way.address("welcome"))
    assert '<span lang="cy">Croeso</span>' in page
    assert '<div class="dlp-prose" lang="cy"><p>Bore da.</p></div>' in page
    assert '<p lang="cy">Heb ei wirio eto.</p>' in page
    assert "<title>Croeso – Step welcome (step 1 of" in page
    assert "The words of welcome." not in page
    assert page.startswith('<!DOCTYPE html>\n<html lang="en-GB">')
    # What has not been translated is there in English, and is not called Welsh.
    assert "Ask someone to read it to you." in page
    assert '<div class="nhsuk-details__text"><p>Ask' in page


def test_a_step_that_is_not_translated_says_so_and_is_in_english(
    db: Session, client: FlaskClient, sign_in: SignIn, way: Way
) -> None:
    _reads(db, way, "cy")
    words = words_of(sign_in(client, way.person), way.address("story"))
    assert MISSING in words
    assert "The words of story." in words


def test_a_link_shows_the_other_language_once_and_the_switch_names_it_in_itself(
    client: FlaskClient, sign_in: SignIn, way: Way
) -> None:
    sign_in(client, way.person)
    page = html_of(client, way.address("welcome"))
    assert "The words of welcome." in page
    switch = re.search(r'<nav class="dlp-languages.*?</nav>', page, re.DOTALL)
    assert switch
    assert f'href="{way.address("welcome")}?lang=cy"' in switch[0]
    assert 'hreflang="cy" lang="cy">Cymraeg</a>' in switch[0]
    assert 'hreflang="en" lang="en" aria-current="true">English</a>' in switch[0]
    welsh = html_of(client, way.address("welcome", "?lang=cy"))
    assert "Bore da." in welsh
    assert "choose Welsh for every page that has it" in welsh
    assert "The words of welcome." in html_of(client, way.address("welcome"))


def test_somebody_who_reads_welsh_can_look_at_the_english_page(
    db: Session, client: FlaskClient, sign_in: SignIn, way: Way
) -> None:
    _reads(db, way, "cy")
    words = words_of(sign_in(client, way.person), way.address("welcome", "?lang=en"))
    assert "The words of welcome." in words
    assert MISSING not in words


def test_a_page_with_one_language_has_no_switch(
    client: FlaskClient, sign_in: SignIn, way: Way
) -> None:
    assert "dlp-languages" not in html_of(sign_in(client, way.person), way.address("act"))


@pytest.mark.parametrize("code", ["xx", "", "cy'><script>", "%00"])
def test_a_language_that_we_do_not_know_changes_nothing(
    client: FlaskClient, sign_in: SignIn, way: Way, code: str
) -> None:
    words = words_of(sign_in(client, way.person), way.address("welcome", f"?lang={code}"))
    assert "The words of welcome." in words
    assert "is not in" not in words


def test_a_module_shows_its_front_and_the_titles_that_there_are_in_welsh(
    db: Session, client: FlaskClient, sign_in: SignIn, way: Way, count_statements: CountStatements
) -> None:
    _reads(db, way, "cy")
    sign_in(client, way.person)
    with count_statements() as sent:
        page = html_of(client, way.address())
    assert len(sent) <= 8, sent
    assert '<span lang="cy">Y modiwl</span>' in page
    assert '<p class="dlp-summary" lang="cy">Am beth mae hwn.</p>' in page
    assert '<ul lang="cy">' in page
    assert f'<a href="{way.address("welcome")}" lang="cy">Croeso</a>' in page
    assert f'<a href="{way.address("story")}">Step story</a>' in page


def test_what_is_written_from_the_right_is_marked_so(
    client: FlaskClient, sign_in: SignIn, way: Way
) -> None:
    page = html_of(sign_in(client, way.person), way.address("reflect", "?lang=ur"))
    assert '<div class="dlp-prose" lang="ur" dir="rtl"><p>سلام</p></div>' in page
    assert 'hreflang="ur" lang="ur" dir="rtl" aria-current="true">اردو</a>' in page
    # The prompt is in English, and the page with its buttons stays as it is.
    assert '<p class="dlp-prompt">Think of a day that went well.' in page


def test_what_is_asked_for_now_comes_before_what_is_usual() -> None:
    assert wanted("cy", usual="en") == "cy"
    assert wanted("en", usual="cy") == "en"
    assert wanted(None, usual="cy") == "cy"
    assert wanted("tlh", usual="pl") == "pl"


def test_a_page_that_was_not_translated_into_the_language_is_the_english_one() -> None:
    found = wording({"cy": CROESO}, "pl")
    assert found.language.name == "English"
    assert found.is_missing
    assert not found.parts
    assert [one.own_name for one in found.choices] == ["English", "Cymraeg"]
