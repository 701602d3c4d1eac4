"""Asking for a change to a page: what is kept, what is refused, and that nothing is lost."""

from __future__ import annotations

from html import unescape

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.kit.db import new_id
from app.progress.queries import place
from app.suggestions.actions.suggest import Said, suggest
from app.suggestions.rules import LONGEST
from app.wiring import Platform
from tests.browser_like import csrf_token, hidden_fields, post
from tests.clock import NOON
from tests.conftest import As
from tests.make.people import make_person
from tests.make.progress import Way, make_seat
from tests.make.suggestions import suggestions_of
from tests.progress.parallel import all_at_once
from tests.progress.reading import html_of, words_of

WORDS = "Say what a PCN is before you use the word."


def test_a_step_leads_to_the_box_and_what_is_sent_is_there_for_the_cohort(
    db: Session, way: Way, as_person: As
) -> None:
    browser = as_person(way.person)
    box = way.address("welcome", "/suggestions")
    assert f'href="{box}"' in html_of(browser, way.address("welcome"))
    words = words_of(browser, box)
    assert "You can write up to 2,000 characters" in words
    assert "nobody sees who you are" in words
    page = html_of(browser, box)
    assert 'name="is_named" type="checkbox" value="y"' in page
    assert "checked" not in page
    key = hidden_fields(page.replace("csrf_token", "token", 1))["request_key"]
    answer = post(browser, box, {"words": WORDS, "request_key": key})
    assert answer.headers["Location"] == way.address("welcome")
    kept = suggestions_of(db)[0]
    assert (kept.words, kept.is_named, kept.state) == (WORDS, False, "new")
    assert (kept.enrolment_id, kept.created_at) == (way.enrolment.id, NOON)
    other = make_person(db)
    make_seat(db, way.cohort, other)
    words = words_of(as_person(other), f"/cohorts/{way.cohort.slug}/suggestions")
    assert WORDS in words
    assert "We have not answered yet" in words
    assert WORDS in words_of(browser, box)


def test_a_form_sent_twice_makes_one_and_the_same_form_with_other_words_loses_neither(
    db: Session, way: Way, as_person: As
) -> None:
    browser = as_person(way.person)
    box, key = way.address("welcome", "/suggestions"), str(new_id())
    for words in (WORDS, WORDS, "And say it again at the end.", WORDS):
        assert post(browser, box, {"words": words, "request_key": key}).status_code == 302
    assert [one.words for one in suggestions_of(db)] == [WORDS, "And say it again at the end."]


def test_whoever_goes_back_and_takes_their_name_off_is_heard(
    db: Session, way: Way, as_person: As
) -> None:
    browser, key = as_person(way.person), str(new_id())
    box, form = way.address("welcome", "/suggestions"), {"words": WORDS, "request_key": key}
    for more in ({"is_named": "y"}, {}, {"is_named": "y"}):
        post(browser, box, {**form, **more})
    assert [one.is_named for one in suggestions_of(db)] == [False]


def test_many_clicks_at_one_moment_make_one(db: Session, way: Way, platform: Platform) -> None:
    db.commit()
    said = Said(WORDS, is_named=False, key=new_id())

    def send(own: Session) -> None:
        at = place(own, way.person, slug=way.cohort.slug, module_key="module-1", step_key="welcome")
        assert at is not None
        suggest(own, way.person, at=at, said=said, now=NOON)

    all_at_once(platform, [send] * 24)
    assert len(suggestions_of(db)) == 1


def test_two_people_with_the_same_form_key_are_two(db: Session, way: Way, as_person: As) -> None:
    key = str(new_id())
    other = make_person(db)
    make_seat(db, way.cohort, other)
    for person in (way.person, other):
        browser = as_person(person)
        post(browser, way.address("welcome", "/suggestions"), {"words": "Me", "request_key": key})
    assert len(suggestions_of(db)) == 2


@pytest.mark.parametrize("words", ["", "   ", "\r\n\t", "\0", "\u200b \u2060\u202e"])
def test_an_empty_box_is_refused_kindly(db: Session, way: Way, as_person: As, words: str) -> None:
    browser = as_person(way.person)
    answer = post(browser, way.address("welcome", "/suggestions"), {"words": words})
    assert answer.status_code == 422
    assert "A few words are enough." in answer.text
    assert suggestions_of(db) == []


@pytest.mark.parametrize("sign", ["x", "🙂", "ä"])
def test_what_is_too_long_stays_in_the_box_with_the_choice_about_the_name(
    db: Session, way: Way, as_person: As, sign: str
) -> None:
    browser = as_person(way.person)
    box, long = way.address("welcome", "/suggestions"), sign * 3000
    answer = post(browser, box, {"words": long, "is_named": "y", "request_key": str(new_id())})
    assert answer.status_code == 422
    assert "at most 2,000 characters" in answer.text
    assert long in answer.text
    assert "checked" in answer.text
    assert suggestions_of(db) == []
    assert post(browser, box, {"words": sign * LONGEST}).status_code == 302
    assert suggestions_of(db)[0].words == sign * LONGEST


STRANGE = [
    "<script>alert(1)</script> <b>bold</b> & {{ 7 * 7 }} </textarea>",
    "'; DROP TABLE suggestion; --",
    "🙂👩‍👩‍👧 ¿Qué? Привет 今日は مرحبا שלום",
    "one line\nand another",
    "%s %(x)s \\ \u202e turned \u202c",
]


@pytest.mark.parametrize("words", STRANGE)
def test_anything_can_be_written_and_is_shown_as_text(
    db: Session, way: Way, as_person: As, words: str
) -> None:
    browser = as_person(way.person)
    post(browser, way.address("welcome", "/suggestions"), {"words": words})
    kept = suggestions_of(db)[0]
    assert kept.words == words
    for address in (f"/cohorts/{way.cohort.slug}/suggestions", f"/suggestions/{kept.id}"):
        page = html_of(browser, address)
        assert words in unescape(page)
        assert "<script>alert" not in page
        assert "<b>bold" not in page


def test_a_locked_step_refuses_and_gives_the_words_back(
    db: Session, way: Way, as_person: As
) -> None:
    way.steps["act"].needs = ["welcome"]
    browser = as_person(way.person)
    box = way.address("act", "/suggestions")
    assert browser.get(box).headers["Location"] == way.address("act")
    answer = post(browser, box, {"words": WORDS})
    assert answer.status_code == 403
    assert "This step is not open yet." in answer.text
    assert WORDS in answer.text
    assert suggestions_of(db) == []


def test_after_a_lost_sign_in_the_words_come_back(
    db: Session, way: Way, client: FlaskClient, as_person: As
) -> None:
    browser = as_person(way.person)
    token = csrf_token(browser, way.address("welcome", "/suggestions"))
    with browser.session_transaction() as session:
        session.pop("_user_id")
    fields = {"csrf_token": token, "words": WORDS}
    for sent in (fields, {"words": WORDS}):
        answer = client.post(way.address("welcome", "/suggestions"), data=sent)
        assert answer.status_code == 400
        assert WORDS in unescape(answer.text)
    assert suggestions_of(db) == []


@pytest.mark.parametrize("key", ["nothing", "%00", "welcome%20"])
def test_a_page_that_is_not_there_is_not_found(way: Way, as_person: As, key: str) -> None:
    browser = as_person(way.person)
    assert browser.get(way.address(key, "/suggestions")).status_code == 404
    answer = post(browser, way.address(key, "/suggestions"), {"words": WORDS})
    assert answer.status_code == 404
    assert WORDS in answer.text
