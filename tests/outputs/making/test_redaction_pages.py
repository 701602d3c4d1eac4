"""What is suggested about words is read before and after, and answered, on pages and by phone."""

from __future__ import annotations

import re

from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.outputs.models import Redaction
from app.outputs.rules.consent import NOBODY
from app.people.models import Person
from tests.make.making import make_suggestion_about
from tests.make.outputs import HERON, Scene
from tests.outputs.pages import send

SHOWN = "The [a bird] came back on Tuesday."
WHY = "It is the only one here."


def find(pattern: str, text: str) -> str:
    """The first address of this form on a page."""
    found = re.search(pattern, text)
    assert found is not None, pattern
    return found[0]


def _suggest(scene: Scene, facilitator: FlaskClient, place: str, piece: str = "heron") -> str:
    page = facilitator.get(place)
    return send(facilitator, page, place, piece=piece, instead="[a bird]", reason=WHY).text


def test_a_facilitator_suggests_and_the_author_says_yes_after_seeing_both(
    scene: Scene, bea: Person, author: FlaskClient, facilitator: FlaskClient
) -> None:
    heron = scene.offer(bea, HERON)
    front = f"/cohorts/{scene.cohort.slug}/outputs"
    place = f"{front}/words/{heron}/redactions"
    assert "The words stay as they are until their author says yes." in _suggest(
        scene, facilitator, place
    )
    assert "Somebody suggests to take something out of your words" in author.get("/home").text
    own = f"/contributions/{heron}/redactions"
    assert own in author.get("/contributions/").text
    page = author.get(own)
    for words in (HERON, SHOWN, WHY, "Your answer is needed"):
        assert words in page.text
    answers = find(rf"{own}/[0-9a-f-]+/answers", page.text)
    page = send(author, page, answers, says="yes")
    assert "It is taken out now." in page.text
    assert SHOWN in author.get("/contributions/").text
    for browser in (facilitator, author):
        log = browser.get(place if browser is facilitator else own).text
        assert "Fay Facilitator" in log
        assert "“<bdi>heron</bdi>” → " in log
        assert WHY in log
        assert "said yes" in log
    assert SHOWN in facilitator.get(front).text
    assert HERON not in facilitator.get(front).text


def test_which_of_two_places_is_asked_and_what_was_written_comes_back(
    scene: Scene, bea: Person, facilitator: FlaskClient, db: Session
) -> None:
    words = scene.offer(bea, "The heron saw a heron.")
    place = f"/cohorts/{scene.cohort.slug}/outputs/words/{words}/redactions"
    page = facilitator.get(place)
    page = send(facilitator, page, place, piece="heron", instead="it", reason=WHY)
    assert page.status_code == 422
    assert "Say which of them you mean" in page.text
    assert "Number 2: …" in page.text
    assert WHY in page.text
    send(facilitator, page, place, piece="heron", instead="it", reason=WHY, place="2")
    assert db.scalars(select(Redaction)).one().begins == 16


def test_a_facilitator_reads_it_to_somebody_without_a_screen_and_enters_the_answer(
    scene: Scene, bea: Person, facilitator: FlaskClient, db: Session
) -> None:
    heron = scene.offer(bea, HERON)
    suggestion = make_suggestion_about(scene, heron, "heron")
    place = f"/cohorts/{scene.cohort.slug}/outputs/words/{heron}/redactions"
    answers = f"{place}/{suggestion}/answers"
    # Who has e-mail answers on a page of their own.
    assert "Read both to them" not in facilitator.get(place).text
    kept = db.get_one(Person, bea.id)
    kept.email, kept.phone, kept.channel = None, "+447700900123", "call"
    db.commit()
    page = facilitator.get(place)
    assert "Bea Example has no e-mail. Read both to them" in page.text
    assert send(facilitator, page, answers, says="yes", how="").status_code == 422
    page = send(facilitator, facilitator.get(place), answers, says="yes", how="phone")
    assert "Entered, with your name. It is taken out now." in page.text
    assert "Fay Facilitator read it back by phone" in page.text
    assert scene.voice(heron).words == SHOWN


def test_of_words_without_a_name_nobody_learns_whose_they_are(
    scene: Scene, bea: Person, author: FlaskClient, facilitator: FlaskClient
) -> None:
    heron = scene.offer(bea, HERON, named_as=NOBODY)
    own = f"/contributions/{heron}/redactions"
    send(author, author.get(own), own, piece="heron", instead="a bird", reason="I am shy.")
    page = facilitator.get(f"/cohorts/{scene.cohort.slug}/outputs/words/{heron}/redactions").text
    assert "The author, " in page
    assert "I am shy." in page
    assert "Bea" not in page


def test_nobody_else_suggests_or_answers(
    scene: Scene, bea: Person, author: FlaskClient, facilitator: FlaskClient, stranger: FlaskClient
) -> None:
    heron = scene.offer(bea, HERON)
    suggestion = make_suggestion_about(scene, heron, "heron")
    here = f"/cohorts/{scene.cohort.slug}/outputs/words/{heron}/redactions"
    own = f"/contributions/{heron}/redactions"
    for browser in (author, stranger):
        assert browser.get(here).status_code == 404
    for browser in (facilitator, stranger):
        assert browser.get(own).status_code == 404
        token = {"csrf_token": "", "says": "yes"}
        sent = browser.post(f"{own}/{suggestion}/answers", data=token)
        assert sent.status_code in (400, 404)
    assert scene.voice(heron).words == HERON


def test_a_suggestion_is_taken_back_and_the_author_is_not_asked_any_more(
    scene: Scene, bea: Person, author: FlaskClient, facilitator: FlaskClient
) -> None:
    heron = scene.offer(bea, HERON)
    suggestion = make_suggestion_about(scene, heron, "heron")
    place = f"/cohorts/{scene.cohort.slug}/outputs/words/{heron}/redactions"
    page = send(facilitator, facilitator.get(place), f"{place}/{suggestion}/removals")
    assert "The suggestion is taken back." in page.text
    assert "Your answer is needed" not in author.get(f"/contributions/{heron}/redactions").text
