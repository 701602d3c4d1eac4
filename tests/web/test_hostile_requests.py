"""Requests that no page of ours sends: odd addresses, methods, hosts, and forms sent too late."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text
from sqlalchemy.orm import Session
from structlog.testing import capture_logs

from app.kit.db import new_id
from app.people.actions.register import set_password
from app.web.context import db as session_of_request
from app.web.guard import open_to_all
from app.wiring import Platform
from tests.apps import new_app
from tests.browser_like import csrf_token, post
from tests.clock import NOON
from tests.conftest import SignIn
from tests.make.people import make_person


@pytest.mark.parametrize("address", ["/\t/[", "/\n/[x", "/\t/[::1", "/\t/evil.example", "/\r/\r["])
def test_an_address_to_go_on_to_that_makes_no_sense_is_left_out(
    client: FlaskClient, db: Session, address: str
) -> None:
    person = make_person(db, email="amina@learning.example")
    set_password(db, person, password="kettle garden robin", now=NOON)
    db.commit()
    assert client.get("/sign-in", query_string={"next": address}).status_code == 200
    fields: dict[str, object] = {
        "email": "amina@learning.example",
        "password": "kettle garden robin",
        "next": address,
    }
    assert post(client, "/sign-in", fields, page="/sign-in").location == "/home"


@pytest.mark.parametrize("host", ["evil.example", "evil.example:99999", 'a"><b', ""])
def test_a_missing_slash_leads_to_no_other_host(client: FlaskClient, host: str) -> None:
    answer = client.get("/outputs?page=2", headers={"Host": host})
    assert answer.status_code == 308
    assert answer.location == "/outputs/?page=2"
    assert "evil" not in answer.get_data(as_text=True)


def test_doubled_slashes_lead_to_no_other_host(client: FlaskClient) -> None:
    answer = client.get("//evil.example//cohorts//x")
    assert answer.status_code in {308, 404}
    assert not (answer.location or "").startswith("//")


def test_a_place_that_one_request_says_we_are_mounted_at_is_in_nobody_elses_links(
    client: FlaskClient,
) -> None:
    theirs = client.get("/sign-in", base_url="http://localhost/elsewhere")
    assert 'href="/elsewhere/static/' in theirs.text
    assert "/elsewhere" not in client.get("/sign-in").text


def test_a_wrong_method_is_told_the_right_ones(client: FlaskClient) -> None:
    answer = client.open("/sign-out", method="GET")
    assert answer.status_code == 405
    assert set(answer.headers["Allow"].split(", ")) == {"OPTIONS", "POST"}


def test_a_file_is_taken_only_for_what_it_says_it_is(client: FlaskClient) -> None:
    assert client.get("/static/css/theme.css").headers["X-Content-Type-Options"] == "nosniff"


def test_made_up_methods_leave_no_trace_in_the_figures(client: FlaskClient) -> None:
    client.open("/", method="VERYSECRET")
    figures = client.get("/metrics").get_data(as_text=True)
    assert "VERYSECRET" not in figures
    assert 'method="other"' in figures


def test_words_sent_after_being_signed_out_elsewhere_are_given_back(
    client: FlaskClient, db: Session, sign_in: SignIn
) -> None:
    person = make_person(db)
    db.commit()
    sign_in(client, person)
    token = csrf_token(client, "/reflections/new")
    set_password(db, person, password="kettle garden robin", now=NOON)
    db.commit()
    words = "An hour of writing about the walking group."
    step = str(new_id())
    answer = client.post("/reflections/", data={"csrf_token": token, "text": words, "step": step})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 400
    assert words in page
    assert "not signed in" in page
    # What a form carries unseen is nobody's writing.
    assert step not in page


def test_a_button_pressed_after_being_signed_out_leads_to_a_page_that_opens(
    app: Flask, client: FlaskClient
) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    assert client.post("/reflections/").location == "/sign-in"
    assert "Please sign in" in client.get("/sign-in").get_data(as_text=True)


def test_the_log_of_a_fault_says_where_in_our_own_code(platform: Platform) -> None:
    app = new_app(platform)

    def broken() -> str:
        session_of_request().execute(text("SELECT no_such_column FROM person"))
        return ""

    app.add_url_rule("/broken", view_func=open_to_all("for this test")(broken))
    with capture_logs() as lines:
        assert app.test_client().get("/broken").status_code == 500
    (fault,) = [line for line in lines if line["event"] == "broken"]
    assert any("/app/web/application.py" in frame for frame in fault["where"])


def test_fields_that_a_form_does_not_have_change_nothing(
    client: FlaskClient, db: Session, sign_in: SignIn
) -> None:
    person, other = make_person(db, email="amina@learning.example"), make_person(db)
    db.commit()
    sign_in(client, person)
    more: dict[str, object] = {
        "name": "Amina",
        "what_i_bring": "Patience.",
        "roles": "programme_lead",
        "email": "evil@learning.example",
        "has_second_step": "1",
        "password_hash": "nothing",
        "id": str(other.id),
        "person_id": str(other.id),
    }
    assert post(client, "/account/", more).status_code == 302
    db.expire_all()
    assert (person.name, person.what_i_bring) == ("Amina", "Patience.")
    assert (person.roles, person.email) == ([], "amina@learning.example")
    assert (person.has_second_step, person.password_hash) == (False, None)
    assert other.name != "Amina"
