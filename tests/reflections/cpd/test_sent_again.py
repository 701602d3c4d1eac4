"""The form of a CPD record that is sent again with other words: they are never dropped."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.kit.db import new_id
from app.people.models import Person
from tests.browser_like import hidden_fields, post
from tests.make.cpd import make_record
from tests.make.reflections import make_reflection
from tests.progress.reading import html_of
from tests.reflections.cpd.test_records import FORM, records

OTHER = "Something else came to me on the way home."


@pytest.mark.parametrize(
    "changed", [{"learned": OTHER}, {"changed": OTHER}, {"title": OTHER}, {"minutes": "55"}]
)
def test_other_words_in_the_same_form_are_shown_beside_what_is_kept_and_can_be_saved(
    db: Session, client: FlaskClient, person: Person, changed: dict[str, object]
) -> None:
    form = {**FORM, "request_key": str(new_id())}
    post(client, "/cpd/records/", form)
    answer = post(client, "/cpd/records/", {**form, **changed})
    assert answer.status_code == 409
    for words in ("This is counted already.", "What it says now", "10 January 2027, 45 minutes"):
        assert words in answer.text
    assert str(FORM["title"]) in answer.text
    [new] = changed.values()
    assert str(new) in answer.text
    [kept] = records(db)
    again = {**FORM, **changed, "seen": hidden_fields(answer.text).get("seen", "")}
    assert post(client, f"/cpd/records/{kept.id}", again).status_code == 302
    assert str(new) in html_of(client, f"/cpd/records/{kept.id}")
    assert len(records(db)) == 1


def test_a_reflection_that_is_counted_already_shows_what_its_line_says(
    db: Session, client: FlaskClient, person: Person
) -> None:
    own = make_reflection(db, person)
    make_record(db, person, "Counted on the telephone", reflection=own)
    db.commit()
    answer = post(client, "/cpd/records/", {**FORM, "reflection": str(own)})
    assert "Counted on the telephone" in answer.text
    assert "People tell more while walking." in answer.text


def test_a_change_that_is_sent_twice_is_no_conflict_with_itself(
    db: Session, client: FlaskClient, person: Person
) -> None:
    own = make_record(db, person)
    db.commit()
    address = f"/cpd/records/{own}"
    form = {**FORM, "learned": OTHER, "seen": hidden_fields(html_of(client, address))["seen"]}
    for _ in range(2):
        assert post(client, address, form).status_code == 302
    assert OTHER in html_of(client, address)
