"""The pages on which people write something to offer it, and see where it went."""

from __future__ import annotations

from io import BytesIO
from uuid import UUID

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.kit.cleaning import Cleaned, cleaned
from app.outputs.errors import RoleNeeded
from app.outputs.errors.giving import (
    AlternativeNeeded,
    NotAPicture,
    PeopleUnclear,
    PictureNeeded,
    WordsNeeded,
)
from app.outputs.models import Contribution
from app.outputs.views.gift_fields import CHOOSE_AGAIN
from app.people.models import Person
from tests.conftest import CountStatements
from tests.make.files import make_picture, make_wave
from tests.make.outputs import HERON, Scene
from tests.outputs.pages import beside, form_on, send

BIG = 20 * 1024 * 1024
A_FILM = 61 * 1024 * 1024


def test_a_story_with_markup_in_its_title_is_offered_once_and_shown_as_written(
    scene: Scene, db: Session, bea: Person, author: FlaskClient, facilitator: FlaskClient
) -> None:
    start = author.get("/contributions/start")
    assert "What would you like to tell?" in start.text
    page = author.get("/contributions/gifts/story/new")
    assert "You can write up to 8,000 characters" in page.text
    filled = {"title": "<b>Weir</b>", "text": HERON, "named_as": "first_name"}
    at = "/contributions/gifts/story"
    refused = send(author, page, at, **filled)
    assert refused.status_code == 422
    assert HERON in refused.text
    assert "&lt;b&gt;Weir&lt;/b&gt;" in refused.text
    for _ in range(2):
        assert "It is offered." in send(author, page, at, audience="cohort", **filled).text
    (made,) = db.scalars(select(Contribution))
    assert (made.author_id, made.title) == (bea.id, "<b>Weir</b>")
    assert "&lt;b&gt;Weir&lt;/b&gt;" in author.get("/contributions/").text
    front = f"/cohorts/{scene.cohort.slug}/outputs"
    assert HERON in facilitator.get(f"{front}?kind=story").text
    assert HERON not in facilitator.get(f"{front}?kind=picture").text
    assert author.get("/contributions/gifts/poem/new").status_code == 404


@pytest.mark.parametrize("size", [BIG, A_FILM])
def test_a_picture_that_is_much_too_large_is_refused_and_loses_nothing_else(
    scene: Scene, author: FlaskClient, facilitator: FlaskClient, stranger: FlaskClient, size: int
) -> None:
    at = "/contributions/gifts/picture"
    page = author.get(f"{at}/new")
    filled = {
        "text": HERON,
        "description": "A grey bird at a weir",
        "people": "nobody",
        "audience": "cohort",
        "named_as": "chosen",
        "chosen_name": "Blue Heron",
    }
    big = (BytesIO(b"\xff\xd8\xff" + bytes(size)), "big.jpg")
    refused = author.post(at, data={**form_on(page, at), **filled, "picture": big})
    assert refused.status_code == 413
    assert "larger than 10 MB" in refused.text
    for kept in (HERON, "A grey bird at a weir", "Blue Heron"):
        assert kept in refused.text
    small = (BytesIO(make_picture()), "small.jpg")
    done = send(author, refused, at, **filled, picture=small)
    assert "It is offered." in done.text
    with scene.sessions() as db:
        made = db.scalars(select(Contribution.id)).one()
    assert facilitator.get(f"/contributions/{made}/picture").mimetype == "image/jpeg"
    assert stranger.get(f"/contributions/{made}/picture").status_code == 404
    back = f"/contributions/{made}/withdrawals"
    assert send(author, author.get(back), back).status_code == 200
    for browser in (author, facilitator):
        assert browser.get(f"/contributions/{made}/picture").status_code == 404


def test_authors_change_their_words_and_see_where_they_have_been_used(
    scene: Scene, bea: Person, author: FlaskClient, count_statements: CountStatements
) -> None:
    made = scene.give(bea, "step", HERON, training=True)
    output = scene.published(bea)
    used = author.get("/contributions/uses").text
    assert f'Shown now in <a href="/outputs/{output.slug}/1"' in used
    assert f'<a href="/outputs/{output.slug}/came-of-it">What came of it' in used
    assert "you said yes" in used
    assert "Allowed for training" in used
    _change(author, made)
    with count_statements() as few:
        used = author.get("/contributions/uses").text
    assert "That edition is taken down." in used
    assert "The egret came." in used
    for number in range(3):
        scene.give(bea, "step", f"Step {number}.")
    with count_statements() as many:
        author.get("/contributions/uses")
    assert len(many) == len(few)


def _change(author: FlaskClient, made: UUID) -> None:
    at = f"/contributions/{made}/wordings"
    page = author.get(f"{at}/new")
    assert "Saved." in send(author, page, at, text="The egret came.").text
    late = send(author, page, at, text="The stork came.")
    assert late.status_code == 409
    assert "The stork came." in late.text
    assert "As it is kept now" in late.text


def test_all_that_a_picture_lacks_is_said_in_one_round(
    scene: Scene, db: Session, author: FlaskClient
) -> None:
    at = "/contributions/gifts/picture"
    page = author.get(f"{at}/new")
    refused = send(author, page, at, named_as="name_and_role")
    assert refused.status_code == 422
    lacks = [PictureNeeded, AlternativeNeeded, PeopleUnclear, WordsNeeded, RoleNeeded]
    missing = ["Choose who may read these words.", *(one.sentence for one in lacks)]
    assert [words for words in missing if beside(refused, words) != 1] == []
    listed = refused.text.split("nhsuk-error-summary__list")[1]
    assert listed.index('href="#picture"') < listed.index('href="#people')
    assert listed.index('href="#text"') < listed.index('href="#audience')
    # Nothing was chosen that could be chosen again.
    assert CHOOSE_AGAIN not in refused.text
    filled = {"text": HERON, "description": "A weir", "people": "nobody", "named_as": "nobody"}
    again = send(author, refused, at, **filled, picture=(BytesIO(make_picture()), "weir.jpg"))
    assert (again.status_code, beside(again, CHOOSE_AGAIN)) == (422, 1)
    # A file that is none is told at once, not after the next round.
    sound = send(author, refused, at, **filled, picture=(BytesIO(make_wave()), "weir.jpg"))
    assert beside(sound, NotAPicture.sentence) == beside(sound, missing[0]) == 1
    kept = send(
        author, again, at, **filled, audience="cohort", picture=(BytesIO(make_picture()), "a.jpg")
    )
    assert "It is offered." in kept.text
    assert db.scalar(select(func.count()).select_from(Contribution)) == 1


def test_a_picture_is_drawn_anew_once_for_each_time_that_it_is_sent(
    scene: Scene, author: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[int] = []

    def count(content: bytes) -> Cleaned:
        drawn.append(len(content))
        return cleaned(content)

    monkeypatch.setattr("app.outputs.actions.pictures.cleaned", count)
    at = "/contributions/gifts/picture"
    page = author.get(f"{at}/new")
    filled = {"text": HERON, "description": "A weir", "people": "nobody", "named_as": "nobody"}
    for audience in ({}, {"audience": "cohort"}):
        send(author, page, at, **filled, **audience, picture=(BytesIO(make_picture()), "a.jpg"))
    assert len(drawn) == 2
