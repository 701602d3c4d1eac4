"""Headers, escaping, error pages and what happens to a form that comes too late."""

from __future__ import annotations

import io

from flask import Flask, render_template_string
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.factory import UPLOAD_LIMIT
from app.people.actions.sign_in import make_link
from app.wiring import Platform
from tests.browser_like import post
from tests.clock import NOON
from tests.conftest import SignIn
from tests.make.people import make_person

HOSTILE = '"><script>alert(1)</script>'


def test_every_page_forbids_what_is_not_ours(client: FlaskClient) -> None:
    answer = client.get("/sign-in")
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "'unsafe-inline'" not in policy
    nonce = policy.split("'nonce-")[1].split("'")[0]
    page = answer.get_data(as_text=True)
    assert page.count("<script") == page.count(f'nonce="{nonce}"')
    assert "style=" not in page
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"


def test_the_macros_of_the_theme_escape_what_people_write(app: Flask) -> None:
    with app.test_request_context():
        page = render_template_string(
            '{% from "macros/furniture.html" import empty_state, quote %}'
            "{{ quote(words, by=words) }}{{ empty_state(words, words) }}",
            words=HOSTILE,
        )
    assert "<script" not in page
    assert page.count("&lt;script&gt;") >= 3


def test_templates_are_escaped_whatever_their_ending(app: Flask) -> None:
    assert app.jinja_env.autoescape is True


def test_a_page_sends_no_indentation_and_keeps_that_of_people(app: Flask) -> None:
    page = "<p>\n    {{ words }}\n\t</p>"
    assert app.jinja_env.preprocess(page, "one.html") == "<p>\n{{ words }}\n</p>"
    assert app.jinja_env.preprocess(page, "one.js") == page
    written = app.jinja_env.from_string("<textarea>\n{{ words }}</textarea>").render(
        words="  a\n  b"
    )
    assert written == "<textarea>\n  a\n  b</textarea>"


def test_a_page_that_is_not_there_shows_a_way_on(client: FlaskClient) -> None:
    answer = client.get("/no-such-page")
    assert answer.status_code == 404
    assert 'href="/"' in answer.get_data(as_text=True)


def test_a_form_that_comes_too_late_gives_back_what_was_written(
    client: FlaskClient, db: Session, sign_in: SignIn
) -> None:
    person = make_person(db)
    db.commit()
    sign_in(client, person)
    words = "I bring thirty years of growing vegetables."
    answer = client.post("/account/", data={"name": "Amina", "what_i_bring": words})
    assert answer.status_code == 400
    assert words in answer.get_data(as_text=True)


def test_a_password_is_never_given_back(client: FlaskClient) -> None:
    secret = "a very long secret password indeed"
    answer = client.post("/sign-in", data={"email": "a@learning.example", "password": secret})
    assert answer.status_code == 400
    assert secret not in answer.get_data(as_text=True)


def test_an_upload_that_is_too_large_is_a_sentence(client: FlaskClient) -> None:
    answer = client.post("/sign-in", data={"email": "x" * (11 * 1024 * 1024)})
    assert answer.status_code == 413
    # Nothing of it was read, so the page says where the words may still be.
    assert "Your browser may still have them" in answer.text


def test_a_file_of_ten_mebibytes_comes_through_with_the_form_around_it(client: FlaskClient) -> None:
    file = (io.BytesIO(b"x" * UPLOAD_LIMIT), "people.csv")
    answer = client.post("/sign-in", data={"email": "a@learning.example", "file": file})
    # The form has no token, so it was read: that is what it is refused for.
    assert answer.status_code == 400


def test_signing_in_never_leads_to_another_site(client: FlaskClient) -> None:
    for address in (
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "javascript:alert(1)",
    ):
        page = client.get("/sign-in", query_string={"next": address}).get_data(as_text=True)
        assert "evil.example" not in page
        assert "javascript:" not in page


def test_too_many_tries_on_one_account_are_stopped_for_a_while(client: FlaskClient) -> None:
    fields: dict[str, object] = {"email": "amina@learning.example", "password": "not the one"}
    statuses = [post(client, "/sign-in", fields, page="/sign-in").status_code for _ in range(11)]
    assert statuses[:10] == [422] * 10
    assert statuses[10] == 429


def test_signing_in_leaves_nothing_of_the_session_before(
    client: FlaskClient, db: Session, platform: Platform
) -> None:
    link = make_link(db, make_person(db).id, now=NOON)
    db.commit()
    with client.session_transaction() as session:
        session["planted"] = "by somebody else"
    word = platform.links.sign("sign-in", link.id)
    assert post(client, f"/sign-in/link/{word}", page="/sign-in").location == "/home"
    with client.session_transaction() as session:
        assert "planted" not in session
        assert session["_user_id"]


def test_a_character_that_cannot_be_kept_is_a_sentence_and_never_a_fault(
    client: FlaskClient, db: Session, sign_in: SignIn
) -> None:
    person = make_person(db)
    db.commit()
    sign_in(client, person)
    assert client.get("/cohorts/a%00b/").status_code == 404
    assert client.get("/outputs/a%00b/1").status_code == 404
    words = "I bring patience and a nul \x00 in the middle."
    answer = post(client, "/account/", {"name": "Amina", "what_i_bring": words})
    assert answer.status_code == 422
    assert "I bring patience" in answer.get_data(as_text=True)
