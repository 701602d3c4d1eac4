"""Signing in as a person does it: by a link from a letter, or by password."""

from __future__ import annotations

import re
from email import message_from_bytes
from email.policy import default
from pathlib import Path

from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.people.actions.register import set_password
from app.post.actions.send import send_due
from app.wiring import Platform
from tests.browser_like import post
from tests.clock import NOON
from tests.conftest import SignIn
from tests.flowed import unflowed
from tests.make.people import make_person


def _post_letters(platform: Platform) -> list[str]:
    """Send what is due, and read the texts out of the mail folder."""
    send_due(platform.sessions, platform.office, clock=platform.clock)
    folder = Path(platform.settings.mail_url.removeprefix("maildir:"))
    texts = []
    for path in sorted((folder / "new").iterdir()):
        body = message_from_bytes(path.read_bytes(), policy=default).get_body()
        assert body is not None
        texts.append(unflowed(body.get_content()))
    return texts


def test_a_person_signs_in_with_the_link_from_their_letter_once(
    client: FlaskClient, db: Session, platform: Platform
) -> None:
    make_person(db, email="amina@learning.example")
    db.commit()
    sent = post(client, "/sign-in", {"email": "Amina@learning.example"}, page="/sign-in")
    assert sent.location == "/sign-in/link-sent"
    (letter,) = _post_letters(platform)
    (link,) = re.findall(r"http://learning\.example(/sign-in/link/\S+)", letter)

    # Opening it, as a mail scanner does, lets nobody in and spends nothing.
    assert client.get(link).status_code == 200
    assert client.get("/home").status_code == 302
    assert post(client, link, page=link).location == "/home"
    assert "Hello Amina" in client.get("/home").get_data(as_text=True)

    other = client.application.test_client()
    again = post(other, link, page=link)
    assert again.status_code == 422
    assert "Ask for a new one" in again.get_data(as_text=True)


def test_the_page_does_not_tell_whether_an_address_is_known(
    client: FlaskClient, db: Session
) -> None:
    make_person(db, email="amina@learning.example")
    db.commit()
    answers = [
        post(client, "/sign-in", {"email": email}, page="/sign-in")
        for email in ("amina@learning.example", "nobody@learning.example")
    ]
    assert [answer.location for answer in answers] == ["/sign-in/link-sent"] * 2
    assert answers[0].data == answers[1].data


def test_no_secret_of_a_link_stands_in_the_database(
    client: FlaskClient, db: Session, platform: Platform
) -> None:
    make_person(db, email="amina@learning.example")
    db.commit()
    post(client, "/sign-in", {"email": "amina@learning.example"}, page="/sign-in")
    (letter,) = _post_letters(platform)
    (word,) = re.findall(r"/sign-in/link/(\S+)", letter)
    kept = db.connection().exec_driver_sql("SELECT string_agg(body, '') FROM letter").scalar_one()
    assert word not in kept
    assert word.split(".")[-1] not in kept


def test_a_person_signs_in_with_a_password_and_out_again(client: FlaskClient, db: Session) -> None:
    person = make_person(db, email="amina@learning.example")
    set_password(db, person, password="kettle garden robin", now=NOON)
    db.commit()
    fields: dict[str, object] = {
        "email": "amina@learning.example",
        "password": "kettle garden robin",
        "next": "/account/",
    }
    assert post(client, "/sign-in", fields, page="/sign-in").location == "/account/"
    assert post(client, "/sign-out").location == "/sign-in"
    assert client.get("/account/").status_code == 302


def test_a_new_password_ends_the_other_sign_ins_and_keeps_this_one(
    client: FlaskClient, db: Session, sign_in: SignIn
) -> None:
    person = make_person(db)
    db.commit()
    other = sign_in(client.application.test_client(), person)
    sign_in(client, person)
    weak = post(client, "/account/password", {"new_password": "short"})
    assert weak.status_code == 422
    assert "at least 10 characters" in weak.get_data(as_text=True)
    assert (
        post(client, "/account/password", {"new_password": "kettle garden robin"}).status_code
        == 302
    )
    assert client.get("/account/").status_code == 200
    assert other.get("/account/").status_code == 302


def test_a_person_says_what_they_bring(client: FlaskClient, db: Session, sign_in: SignIn) -> None:
    person = make_person(db)
    db.commit()
    sign_in(client, person)
    words = "Growing <b>vegetables</b> & patience"
    assert post(client, "/account/", {"name": "Amina", "what_i_bring": words}).status_code == 302
    page = client.get("/account/").get_data(as_text=True)
    assert "Growing &lt;b&gt;vegetables&lt;/b&gt; &amp; patience" in page
    empty = post(client, "/account/", {"name": "", "what_i_bring": "Still here, not lost"})
    assert empty.status_code == 422
    assert "Still here, not lost" in empty.get_data(as_text=True)
