"""A file that comes where words are asked for is no words, and no fault of ours."""

from __future__ import annotations

from io import BytesIO

import pytest
from flask.testing import FlaskClient
from flask_wtf import FlaskForm
from sqlalchemy.orm import Session
from wtforms import Form

from app import blueprints
from app.kit.db import new_id
from app.outputs.forms.giving import GiftForm
from app.web.forms import WebForm
from tests.conftest import As
from tests.make.progress import make_way


def _all_of(form: type[Form]) -> set[type[Form]]:
    found = set(form.__subclasses__())
    return found.union(*(_all_of(one) for one in found))


def test_every_form_is_made_from_ours() -> None:
    assert blueprints.ALL
    ours = {one for one in _all_of(FlaskForm) if one.__module__.startswith("app.")}
    assert len(ours) > 80
    assert ours - _all_of(WebForm) == {WebForm}


@pytest.mark.parametrize(
    ("place", "field"),
    [
        ("/practice/plumbline", "name"),
        ("/support/", "name"),
        ("/account/", "name"),
        ("/contributions/gifts/quote", "text"),
    ],
)
def test_a_file_in_the_place_of_words_is_refused_and_nothing_breaks(
    db: Session, as_person: As, place: str, field: str
) -> None:
    way = make_way(db)
    browser = as_person(way.person)
    browser.application.config["WTF_CSRF_ENABLED"] = False
    sent = {field: (BytesIO(b"words in a file"), "words.txt"), "request_key": str(new_id())}
    sent |= {"cohort": str(way.cohort.slug if place.startswith("/practice") else way.cohort.id)}
    answer = browser.post(place, data=sent, content_type="multipart/form-data")
    assert answer.status_code == 422
    assert "words in a file" not in answer.text


def test_files_and_words_go_where_they_are_asked_for(client: FlaskClient) -> None:
    with client.application.test_request_context(
        method="POST",
        data={"picture": (BytesIO(b"a picture"), "gate.jpg"), "text": "Our gate"},
        content_type="multipart/form-data",
    ):
        form = GiftForm()
        assert form.picture.data.read() == b"a picture"
        assert form.text.data == "Our gate"
