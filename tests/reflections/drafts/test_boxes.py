"""The box in which somebody goes on with a draft, and two texts in it without scripts."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.kit.db import new_id
from app.people.models import Person
from app.reflections.rules.drafts import in_one
from tests.browser_like import hidden_fields, post
from tests.conftest import SignIn
from tests.make.progress import make_way
from tests.make.reflections import kept_texts
from tests.progress.reading import html_of, words_of
from tests.reflections.drafts.kept import drafts, keep


def test_a_draft_of_a_change_opens_the_box_for_a_new_version(
    db: Session, client: FlaskClient, person: Person
) -> None:
    entry = post(client, "/reflections/", {"text": "One."}).location
    fields = hidden_fields(html_of(client, f"{entry}/versions/new"))
    assert post(client, "/reflections/drafts/", {**fields, "text": "One, and"}).status_code == 302
    assert "A change to your reflection of" in words_of(client, "/reflections/")
    assert "Go on with it" in words_of(client, f"{entry}/versions/new")
    page = html_of(client, f"/reflections/drafts/{fields['request_key']}")
    assert "One, and" in page
    assert f'action="{entry}/versions"' in page
    post(client, f"{entry}/versions", {**hidden_fields(page), "text": "One, and two."})
    assert kept_texts(db) == ["One.", "One, and two."]
    assert drafts(db) == []


def test_the_box_tells_of_what_was_begun_at_the_same_step_and_goes_on_there(
    db: Session, client: FlaskClient, sign_in: SignIn
) -> None:
    way = make_way(db)
    sign_in(client, way.person)
    address = f"/reflections/new?step={way.steps['reflect'].id}&cohort={way.cohort.slug}"
    fields = hidden_fields(html_of(client, address))
    post(client, "/reflections/drafts/", {**fields, "text": "At the step."})
    assert "You began to write here" in words_of(client, address)
    assert "You began to write here" not in words_of(client, "/reflections/new")
    page = html_of(client, f"/reflections/drafts/{fields['request_key']}")
    again = hidden_fields(page)
    assert (again["step"], again["cohort"]) == (fields["step"], fields["cohort"])
    assert "Back to the step" in page


@pytest.mark.parametrize(
    ("choice", "left"),
    [("here", "Desk."), ("other", "Phone."), ("both", "Desk.\n\nPhone.")],
)
def test_without_scripts_two_texts_are_shown_and_the_person_chooses(
    db: Session, client: FlaskClient, person: Person, choice: str, left: str
) -> None:
    key = new_id()
    keep(client, key, "Phone.")
    answer = post(client, "/reflections/drafts/", {"request_key": str(key), "text": "Desk."})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "You have two texts" in page
    assert "Desk." in page
    assert "Phone." in page
    form: dict[str, object] = {
        **hidden_fields(page),
        "text": "Desk.",
        "other": "Phone.",
        "choice": choice,
    }
    chosen = post(client, "/reflections/drafts/", form)
    assert chosen.location == f"/reflections/drafts/{key}"
    assert drafts(db) == [left]


def test_without_scripts_a_form_that_is_an_entry_by_now_keeps_the_words_in_the_box(
    db: Session, client: FlaskClient, person: Person
) -> None:
    key = str(new_id())
    post(client, "/reflections/", {"text": "One.", "request_key": key})
    answer = post(client, "/reflections/drafts/", {"text": "One, more.", "request_key": key})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "already saved this in another window" in page
    post(client, "/reflections/", {**hidden_fields(page), "text": "One, more."})
    assert kept_texts(db) == ["One.", "One, more."]


def test_both_texts_in_one_repeat_nothing_that_one_of_them_holds() -> None:
    assert in_one("One.", "Two.") == "One.\n\nTwo."
    assert in_one("One. Two.", "One.") == "One. Two."
    assert in_one("One.", "One. Two.") == "One. Two."
    assert in_one("", "Two.") == "Two."
