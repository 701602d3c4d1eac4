"""Reflecting out loud: that it happened stands in the log, and nothing of what was said."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.kit.db import new_id
from app.people.models import Person
from app.reflections.models import Reflection, SpokenReflection
from tests.browser_like import hidden_fields, post
from tests.clock import NOON
from tests.conftest import CountStatements, SignIn
from tests.make.people import make_person
from tests.make.progress import make_way
from tests.make.reflections import kept_texts
from tests.progress.reading import html_of, row_of, words_of

DAY = NOON.date().isoformat()


def say(client: FlaskClient, **facts: object) -> str:
    """Send the form and give the address of the entry."""
    sent = {"on": DAY, "company": "alone", "minutes": "", **facts}
    answer = post(client, "/reflections/spoken", sent)
    assert answer.status_code == 302, answer.get_data(as_text=True)
    return answer.headers["Location"]


def test_it_stands_in_the_log_as_an_entry_of_its_own(
    db: Session, client: FlaskClient, person: Person
) -> None:
    assert "I thought about it out loud" in words_of(client, "/reflections/")
    address = say(client, company="mentor", minutes="75")
    words = words_of(client, address)
    assert "you reflected out loud, with your mentor, or somebody you mentor" in words
    assert "for about 1 hour and 15 minutes" in words
    assert "Nothing of what was said is kept here" in words
    assert "Offer some of these words" not in words
    assert "You reflected out loud, with your mentor" in words_of(client, "/reflections/")
    row = db.scalars(select(SpokenReflection)).one()
    assert (row.happened_on, row.company, row.minutes) == (NOON.date(), "mentor", 75)
    assert kept_texts(db) == [""]


def test_words_can_be_added_later(db: Session, client: FlaskClient, person: Person) -> None:
    address = say(client)
    assert "Write about it" in words_of(client, address)
    text = "It came to me on the bus."
    assert post(client, f"{address}/versions", {"text": text, "seen": "1"}).status_code == 302
    words = words_of(client, address)
    assert text in words
    assert "you reflected out loud, on your own" in words
    assert "Nothing of what was said" not in words
    assert client.get(f"{address}/versions/1").status_code == 200


def test_from_a_step_it_makes_the_step_done_as_writing_does(
    db: Session, client: FlaskClient, sign_in: SignIn
) -> None:
    way = make_way(db)
    sign_in(client, way.person)
    step = way.steps["reflect"]
    link = f"/reflections/spoken/new?step={step.id}&cohort={way.cohort.slug}"
    assert link in html_of(client, way.address("reflect")).replace("&amp;", "&")
    page = html_of(client, link)
    assert "counts as done" in page
    fields = {name: value for name, value in hidden_fields(page).items() if name != "csrf_token"}
    words = words_of(client, say(client, **fields))
    assert "at the step “Step reflect”" in words
    done = row_of(db, way, "reflect")
    assert done is not None
    assert (done.done_at, done.done_by_rule) == (NOON, "wrote")
    assert done.evidence == {"happened": "they reflected out loud from this step"}
    assert done.entered_by_id is None


def test_a_step_of_somebody_else_is_left_out(
    db: Session, client: FlaskClient, person: Person
) -> None:
    other = make_way(db)
    say(client, step=str(other.steps["reflect"].id))
    assert row_of(db, other, "reflect") is None
    assert db.scalar(select(func.count(Reflection.step_id))) == 0


def test_the_same_form_sent_twice_is_one_entry(
    db: Session, client: FlaskClient, person: Person
) -> None:
    key = hidden_fields(html_of(client, "/reflections/spoken/new"))["request_key"]
    assert say(client, request_key=key) == say(client, request_key=key)
    assert db.scalar(select(func.count(Reflection.id))) == 1


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"on": ""}, "Say on which day it was."),
        ({"on": "nonsense"}, "Say on which day it was."),
        ({"on": "2999-01-01"}, "Say on which day it was."),
        ({"on": "1999-12-31"}, "Say on which day it was."),
        ({"company": ""}, "Choose whether you were on your own"),
        ({"company": "Ottoline"}, "Choose whether you were on your own"),
        ({"minutes": "0"}, "from 1 to 600"),
        ({"minutes": "-5"}, "from 1 to 600"),
        ({"minutes": "601"}, "from 1 to 600"),
        ({"minutes": "an hour"}, "from 1 to 600"),
        ({"minutes": "9" * 5000}, "from 1 to 600"),
    ],
)
def test_what_cannot_be_is_refused_and_the_rest_stays_in_the_form(
    db: Session, client: FlaskClient, person: Person, facts: dict[str, object], said: str
) -> None:
    sent = {"on": DAY, "company": "group", "minutes": "20", **facts}
    answer = post(client, "/reflections/spoken", sent)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert said in page
    if "minutes" not in facts:
        assert 'value="20"' in page
    if "company" not in facts:
        assert 'value="group" checked' in page
    assert db.scalar(select(func.count(Reflection.id))) == 0


def test_it_costs_no_more_than_writing(
    db: Session, client: FlaskClient, sign_in: SignIn, count_statements: CountStatements
) -> None:
    way = make_way(db)
    sign_in(client, way.person)
    say(client)
    page = html_of(client, f"/reflections/spoken/new?step={way.steps['reflect'].id}")
    with count_statements() as sent:
        answer = client.post(
            "/reflections/spoken", data={**hidden_fields(page), "on": DAY, "company": "alone"}
        )
    assert answer.status_code == 302
    # One of them reads who is signed in, and one is the record.
    assert len(sent) <= 10, sent


def test_nobody_else_sees_it(
    db: Session, client: FlaskClient, person: Person, sign_in: SignIn
) -> None:
    address = say(client)
    other = make_person(db)
    db.commit()
    sign_in(client, other)
    assert client.get(address).status_code == 404
    assert "reflected out loud" not in words_of(client, "/reflections/")


def test_the_same_form_with_another_day_is_another_entry_and_sent_twice_it_is_one(
    db: Session, client: FlaskClient, person: Person
) -> None:
    key = str(new_id())
    first = say(client, request_key=key)
    assert say(client, request_key=key) == first
    other = say(client, request_key=key, on="2027-01-19")
    assert other != first
    assert "19 January 2027" in words_of(client, other)
