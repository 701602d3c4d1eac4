"""Every kind of answer carries the whole set of headers that keep people safe."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from flask import Flask, request
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.backups.alone import alone, send_away
from app.factory import create_app
from app.people.actions.register import set_password
from app.web.guard import open_to_all
from app.wiring import Platform
from tests.apps import new_app
from tests.clock import NOON
from tests.conftest import SignIn
from tests.make.people import make_person

EXPECTED = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
# A page, a place that is not there, a feed, files, a script, figures, and a way that is none.
KINDS = {
    "/": 200,
    "/sign-in": 200,
    "/no-such-page": 404,
    "/home": 302,
    "/outputs": 308,
    "/outputs/feed.atom": 200,
    "/calendar/none.ics": 404,
    "/sw.js": 200,
    "/static/css/theme.css": 200,
    "/static/images/logo.svg": 200,
    "/static/none.css": 404,
    "/healthz": 200,
    "/metrics": 200,
}


@pytest.fixture
def secure(platform: Platform) -> Flask:
    """The application where people reach it over HTTPS."""
    settings = replace(platform.settings, base_url="https://learning.example")
    return create_app(replace(platform, settings=settings))


def test_every_kind_of_answer_has_the_whole_set(secure: Flask) -> None:
    browser = secure.test_client()
    for address, status in KINDS.items():
        answer = browser.get(address)
        assert answer.status_code == status, address
        assert EXPECTED.items() <= dict(answer.headers).items(), address
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"], address
        for part in ("frame-ancestors 'none'", "object-src 'none'", "base-uri 'none'"):
            assert part in answer.headers["Content-Security-Policy"], address
        assert "Access-Control-Allow-Origin" not in answer.headers, address
        assert "geolocation=()" in answer.headers["Permissions-Policy"], address
        assert "max-age=31536000" in answer.headers["Strict-Transport-Security"], address
        assert answer.headers["Cache-Control"], address
        kind = answer.headers["Content-Type"]
        if kind.startswith("text/") or "xml" in kind:
            assert "charset=utf-8" in kind.replace('"', ""), address
    assert browser.delete("/sign-in").status_code == 405
    assert EXPECTED.items() <= dict(browser.delete("/sign-in").headers).items()
    assert EXPECTED.items() <= dict(browser.post("/sign-in").headers).items()


def test_a_folder_of_files_is_listed_to_nobody(client: FlaskClient) -> None:
    for address in ("/static/", "/static/css/", "/static/css", "/static/../factory.py"):
        assert client.get(address).status_code == 404, address


def test_a_request_is_never_sent_back_as_it_came(client: FlaskClient) -> None:
    for address in ("/", "/sign-in", "/static/css/theme.css"):
        answer = client.open(address, method="TRACE", headers={"X-Verysecret": "verysecret"})
        assert answer.status_code == 405, address
        assert "verysecret" not in answer.get_data(as_text=True).lower(), address


@pytest.mark.parametrize(("proxies", "seen"), [(0, "127.0.0.1"), (1, "192.0.2.7")])
def test_where_somebody_comes_from_is_told_by_our_own_proxies_alone(
    platform: Platform, proxies: int, seen: str
) -> None:
    app = new_app(replace(platform, settings=replace(platform.settings, proxies=proxies)))
    view = open_to_all("for this test")(lambda: str(request.remote_addr))
    app.add_url_rule("/from", "from", view)
    # What the caller wrote stands first; our proxy adds what it saw itself.
    said = {"X-Forwarded-For": "198.51.100.1, 192.0.2.7", "X-Real-IP": "198.51.100.1"}
    assert app.test_client().get("/from", headers=said).text == seen


def test_a_page_that_cannot_be_given_has_them_too(secure: Flask, platform: Platform) -> None:
    with alone(platform.settings.database_url or "") as line:
        send_away(line)
        answer = secure.test_client().get("/outputs/")
    assert answer.status_code == 503
    assert EXPECTED.items() <= dict(answer.headers).items()
    assert answer.headers["Strict-Transport-Security"]
    assert answer.headers["Cache-Control"] == "no-store"


def test_without_tls_a_browser_is_not_told_to_insist_on_it(client: FlaskClient) -> None:
    for address in ("/", "/static/css/theme.css"):
        assert "Strict-Transport-Security" not in client.get(address).headers


def test_what_is_a_persons_own_is_kept_nowhere(secure: Flask, db: Session, sign_in: SignIn) -> None:
    person = make_person(db)
    db.commit()
    browser = sign_in(secure.test_client(), person)
    for address in ("/home", "/account/", "/reflections/"):
        answer = browser.get(address)
        assert answer.status_code == 200, address
        assert answer.headers["Cache-Control"] == "no-store", address


def test_the_cookie_is_for_this_site_over_tls_and_not_for_scripts(secure: Flask) -> None:
    answer = secure.test_client().get("/sign-in", base_url="https://learning.example")
    (cookie,) = answer.headers.getlist("Set-Cookie")
    assert cookie.startswith("__Host-dlp_session=")
    for flag in ("Secure", "HttpOnly", "SameSite=Lax", "Path=/"):
        assert flag in cookie
    assert "Domain" not in cookie


def test_so_is_the_one_of_a_browser_that_was_in_before(secure: Flask, db: Session) -> None:
    person = make_person(db, email="amina@learning.example")
    set_password(db, person, password="kettle garden robin", now=NOON)
    db.commit()
    browser, at = secure.test_client(), "https://learning.example"
    page = browser.get("/sign-in", base_url=at).text
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
    assert token is not None
    fields = {"csrf_token": token[1], "email": person.email, "password": "kettle garden robin"}
    answer = browser.post("/sign-in", data=fields, base_url=at)
    (known,) = (one for one in answer.headers.getlist("Set-Cookie") if "dlp_known" in one)
    assert known.startswith("__Host-dlp_known=")
    for flag in ("Secure", "HttpOnly", "SameSite=Lax", "Path=/", "Max-Age=15552000"):
        assert flag in known
    assert "Domain" not in known
    assert "amina" not in known
