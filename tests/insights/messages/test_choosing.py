"""A message goes to the people who were looked at, and to nobody else."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, Enrolment
from app.cohorts.rules import INVITED, LEFT
from app.insights.models import GroupMessage
from app.people.models import Person
from tests.browser_like import hidden_fields
from tests.insights.messages.writing import SAID, letters, look, send
from tests.make.cohorts import make_member


def test_only_whom_the_choice_names_and_nobody_who_was_ticked_off(
    db: Session, cohort: Cohort, browser: FlaskClient, everybody: Sequence[Person]
) -> None:
    make_member(db, cohort, name="Liv Elsewhere", standing="lived_experience")
    make_member(db, cohort, name="Gone Away", state=LEFT)
    make_member(db, cohort, name="In Vited", state=INVITED)
    db.commit()
    seats = {
        name: str(seat)
        for name, seat in db.execute(
            select(Person.name, Enrolment.id).join(Person, Person.id == Enrolment.person_id)
        )
    }
    query = "?standing=pcn_staff&state=any"
    preview = look(browser, query, left_out=[seats["Em Mail"]])
    assert "without those you ticked" in preview
    send(browser, preview, query)
    assert set(letters(db)) == {"Tess Text", "Cal Call", "Pia Paper", "In Vited"}
    assert "Liv Elsewhere" not in preview
    assert "Gone Away" not in preview


def test_the_button_pressed_twice_is_one_message(
    db: Session, browser: FlaskClient, everybody: Sequence[Person]
) -> None:
    preview = look(browser)
    assert send(browser, preview) == send(browser, preview)
    assert len(letters(db)) == 4
    assert db.scalar(select(func.count()).select_from(GroupMessage)) == 1


def test_who_joined_since_the_preview_gets_nothing_unseen(
    db: Session, cohort: Cohort, browser: FlaskClient, everybody: Sequence[Person]
) -> None:
    preview = look(browser)
    make_member(db, cohort, name="Just Joined")
    db.commit()
    sent = {**hidden_fields(preview), "words": SAID["words"]}
    answer = browser.post("/cohorts/river/messages", data=sent)
    assert answer.status_code == 409
    assert "Nothing was sent" in answer.text
    assert SAID["subject"] in answer.text
    assert "Do come." in answer.text
    assert letters(db) == {}


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"subject": " "}, "Say in one line what it is about"),
        ({"words": ""}, "Write your message"),
        ({"words": "a" * 501}, "1 person gets this as a text message"),
        ({"words": "a" * 2_001}, "Write your message, in at most 2,000 characters"),
        ({"subject": "a" * 121}, "Say in one line what it is about"),
    ],
)
def test_what_cannot_go_is_refused_in_a_sentence_and_given_back(
    browser: FlaskClient, everybody: Sequence[Person], fields: dict[str, str], sentence: str
) -> None:
    page = look(browser, **fields)
    assert sentence in page
    assert next(iter(fields.values()))[:400] in page


def test_a_module_that_the_course_does_not_have_chooses_nobody(
    db: Session, browser: FlaskClient, everybody: Sequence[Person]
) -> None:
    page = browser.get("/cohorts/river/messages/new?module=gone&far=not-begun").text
    assert "Nobody to write to" in page
    assert letters(db) == {}


def test_both_empty_boxes_are_told_at_once(
    browser: FlaskClient, everybody: Sequence[Person]
) -> None:
    page = look(browser, subject="", words="")
    assert "Say in one line what it is about" in page
    assert "Write your message, in at most" in page
