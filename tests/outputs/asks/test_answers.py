"""Answers to what a report asks, on their pages: written, changed and taken down."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.outputs.models import AskAnswer, AskChange
from app.outputs.rules.asks import WILL_DO
from tests.outputs.asks.conftest import COUNCIL, GARDEN, OPENED, SAID, Asking
from tests.outputs.pages import form_on, post


def test_a_change_keeps_how_it_was_put_and_two_at_once_do_not_overwrite(
    asking: Asking, facilitator: FlaskClient, db: Session, client: FlaskClient
) -> None:
    ask = asking.put()
    answer = asking.answer(ask)
    place = asking.desk(ask, "answers", answer, "changes")
    page = facilitator.get(asking.desk(ask, "answers", answer))
    form = {**form_on(page, place), **SAID, "on_day": str(asking.day)}
    assert facilitator.post(place, data={**form, "said": "From nine."}).status_code == 302
    overtaken = facilitator.post(place, data={**form, "said": "From eight."})
    assert overtaken.status_code == 409
    assert "From eight." in overtaken.text
    changes = asking.desk(ask, "changes")
    asked = form_on(facilitator.get(asking.desk(ask)), changes)
    new = {**asked, "text": "Open it daily.", "to_whom": COUNCIL, "asked_on": str(asking.day)}
    assert facilitator.post(changes, data=new).status_code == 302
    before = [one.before["text"] for one in db.scalars(select(AskChange))]
    assert sorted(before) == sorted([OPENED, GARDEN])
    told = facilitator.get(asking.desk(ask)).text
    assert OPENED in told
    public = client.get(asking.page).text
    assert "From nine." in public
    assert OPENED not in public
    assert GARDEN not in public


def test_an_answer_that_was_wrong_is_taken_down_for_good_and_says_so(
    asking: Asking, facilitator: FlaskClient, db: Session, client: FlaskClient
) -> None:
    ask = asking.put()
    answer = asking.answer(ask)
    place = asking.desk(ask, "answers", answer, "changes")
    page = facilitator.get(asking.desk(ask, "answers", answer))
    form = {**form_on(page, place), **SAID, "on_day": str(asking.day), "said": "From nine."}
    facilitator.post(place, data=form)
    down = asking.desk(ask, "answers", answer, "removals")
    assert post(facilitator, down, why=" ").status_code == 422
    assert post(facilitator, down, why="It was another garden.").status_code == 302
    assert post(facilitator, down, why="Again").status_code == 409
    public = " ".join(client.get(asking.page).text.split())
    assert "was taken down, because it was wrong" in public
    assert "It was another garden." in public
    assert "From nine." not in public
    assert "No answer yet" in public
    assert db.scalars(select(AskChange)).all() == []
    assert db.scalars(select(AskAnswer.text)).all() == [""]


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"kind": ""}, "Choose what came of it."),
        ({"said": " "}, "Write what they said"),
        ({"by_whom": ""}, "Write which organisation"),
        ({"said": "x" * 1_001}, "That is too long."),
        ({"on_day": "2031-01-01"}, "not in the future"),
        ({"on_day": "2001-01-01"}, "had been asked already"),
        ({"kind": WILL_DO, "by_when": "2001-01-01"}, "not before the day"),
    ],
)
def test_what_is_missing_is_said_beside_what_was_written(
    asking: Asking, facilitator: FlaskClient, fields: dict[str, str], told: str
) -> None:
    ask = asking.put()
    sent = {**SAID, "on_day": str(asking.day), **fields}
    page = post(facilitator, asking.desk(ask, "answers"), **sent)
    assert page.status_code == 422
    assert told in page.text
    assert COUNCIL in page.text
    assert asking.answers() == []
