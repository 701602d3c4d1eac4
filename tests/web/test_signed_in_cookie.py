"""The cookie of a sign-in is written when it changes, and anew once it is some minutes old."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient
from itsdangerous import TimestampSigner, URLSafeTimedSerializer
from sqlalchemy.orm import Session

from app.web.signed_in_cookie import RENEWED_AFTER
from tests.conftest import SignIn
from tests.make.people import make_person

NAME = "dlp_session"
HOURS = 60 * 60


def signed_ago(app: Flask, kept: str, seconds: int) -> str:
    """The same cookie, as it would have been signed that long ago."""

    class Earlier(TimestampSigner):
        def get_timestamp(self) -> int:
            return super().get_timestamp() - seconds

    ours = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined]
    assert isinstance(ours, URLSafeTimedSerializer)
    held = ours.loads(kept)
    ours.signer = Earlier
    return str(ours.dumps(held))


@pytest.fixture
def kept(db: Session, client: FlaskClient, sign_in: SignIn) -> str:
    """The cookie of somebody who has just opened a page."""
    person = make_person(db)
    db.commit()
    sign_in(client, person)
    client.get("/account/")
    cookie = client.get_cookie(NAME)
    assert cookie is not None
    return cookie.value


def test_a_page_that_changes_nothing_sends_no_cookie(client: FlaskClient, kept: str) -> None:
    answer = client.get("/account/")
    assert answer.status_code == 200
    assert NAME not in str(answer.headers)
    assert client.get_cookie(NAME).value == kept  # type: ignore[union-attr]


@pytest.mark.parametrize("seconds", [RENEWED_AFTER + 5, 11 * HOURS])
def test_an_older_one_is_written_anew_so_that_who_works_on_stays_signed_in(
    app: Flask, client: FlaskClient, kept: str, seconds: int
) -> None:
    client.set_cookie(NAME, signed_ago(app, kept, seconds))
    answer = client.get("/account/")
    assert answer.status_code == 200
    assert "Expires=" in next(line for line in answer.headers.getlist("Set-Cookie") if NAME in line)
    assert NAME not in str(client.get("/account/").headers)


@pytest.mark.parametrize("seconds", [12 * HOURS + 5])
def test_one_that_is_too_old_lets_nobody_in(
    app: Flask, client: FlaskClient, kept: str, seconds: int
) -> None:
    client.set_cookie(NAME, signed_ago(app, kept, seconds))
    assert client.get("/account/").status_code == 302


def test_a_changed_one_lets_nobody_in(client: FlaskClient, kept: str) -> None:
    client.set_cookie(NAME, kept[:-4] + "AAAA")
    assert client.get("/account/").status_code == 302
