"""The pages of words to join with: making one, showing it, and coming in by it."""

from __future__ import annotations

from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, JoinKey
from tests.browser_like import hidden_fields, post
from tests.clock import NOON, StoppedClock
from tests.conftest import As
from tests.make.cohorts import (
    make_facilitator,
    make_word,
)
from tests.make.people import make_person


def test_a_facilitator_makes_a_word_shows_it_and_closes_it(
    db: Session, cohort: Cohort, as_person: As
) -> None:
    browser = as_person(make_facilitator(db, cohort))
    keys = "/cohorts/riverside/join-keys"
    fields: dict[str, object] = {
        "standing": "lived_experience",
        "last_day": "2027-02-01",
        "cap": "30",
        "asks_first": "yes",
        "place": "",
        "request_key": hidden_fields(browser.get(keys).text)["request_key"],
    }
    wrong = post(browser, keys, {**fields, "last_day": "soon", "cap": "lots"})
    assert wrong.status_code == 422
    assert 'value="lots"' in wrong.text
    shown = {post(browser, keys, fields).headers["Location"] for _ in range(2)}
    assert len(shown) == 1
    (address,) = shown
    word = db.scalars(select(JoinKey.word)).one()
    page = browser.get(address).text
    for words in (f"{word[:4]} {word[4:]}", f"http://learning.example/join/{word}", "0 of 30"):
        assert words in page
    assert "the end of Monday 1 February 2027" in browser.get(f"{address}/sheet").text
    for _ in range(2):
        assert post(browser, f"{address}/closings").status_code == 302
    assert as_person(make_person(db)).get(f"/join/{word}").status_code == 404


def test_a_word_leads_in_from_its_page_whether_signed_in_or_not(
    db: Session, cohort: Cohort, client: FlaskClient, as_person: As
) -> None:
    make_word(db, cohort)
    db.commit()
    typed = client.get("/join/?word=BCDF-GHJK")
    assert typed.headers["Location"] == "/join/bcdfghjk"
    page = client.get("/join/bcdfghjk").text
    assert cohort.name in page
    faulty = post(client, "/join/bcdfghjk", {"name": "", "email": "amina"}, page="/join/bcdfghjk")
    assert faulty.status_code == 422
    assert 'value="amina"' in faulty.text
    known = make_person(db, email="amina@example.org")
    db.commit()
    told = []
    for email in ("amina@example.org", "new@example.org"):
        fields: dict[str, object] = {"name": "Amina", "email": email}
        answer = post(client, "/join/bcdfghjk", fields, page="/join/bcdfghjk")
        told.append((answer.status_code, answer.headers["Location"]))
    assert told[0] == told[1] == (302, "/join/bcdfghjk/letters")
    assert "A link is on its way" in client.get("/join/bcdfghjk/letters").text
    browser = as_person(known)
    for _ in range(2):
        assert post(browser, "/join/bcdfghjk").headers["Location"] == "/cohorts/riverside/"
    assert "You are in this group already." in browser.get("/join/bcdfghjk").text


def test_the_link_of_the_letter_leads_back_to_the_word_and_never_to_another_site(
    db: Session, client: FlaskClient, cohort: Cohort
) -> None:
    opened = client.get("/sign-in/link/word?next=/join/bcdfghjk").text
    assert '<input type="hidden" name="next" value="/join/bcdfghjk">' in opened
    away = client.get("/sign-in/link/word?next=//elsewhere.example/").text
    assert "elsewhere" not in away


def test_unknown_and_closed_words_look_alike_and_all_others_say_why(
    db: Session, cohort: Cohort, client: FlaskClient, clock: StoppedClock
) -> None:
    key = make_word(db, cohort, cap=1)
    key.used = 1
    closed = make_word(db, cohort, word="kkkkkkkk")
    closed.closed_at = NOON
    db.commit()
    full = client.get("/join/bcdfghjk")
    assert full.status_code == 409
    assert "All the places for this word have been taken." in full.text
    alike = [client.get(f"/join/{word}") for word in ("kkkkkkkk", "jjjjjjjj")]
    assert {answer.status_code for answer in alike} == {404}
    assert alike[0].text.count(cohort.name) == 0
    main = [answer.text.split("<main")[1].split("</main>")[0] for answer in alike]
    assert main[0].replace("kkkkkkkk", "jjjjjjjj") == main[1]
    clock.move(days=8)
    over = client.get("/join/bcdfghjk")
    assert over.status_code == 410
    assert "until a day that has passed" in over.text


def test_words_cannot_be_tried_out_one_after_another(client: FlaskClient) -> None:
    answers = [client.get(f"/join/{number:08}").status_code for number in range(61)]
    assert answers[:60] == [404] * 60
    assert answers[60] == 429
