"""What a browser is given to keep: a locker for its person, and a box with nobody's words."""

from __future__ import annotations

import re
from base64 import b64decode

from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.factory import STATIC
from app.kit.db import new_id
from app.people.models import Person
from app.reflections.actions.locker import locker_of
from tests.browser_like import csrf_token, post
from tests.clock import NOON
from tests.conftest import CountStatements, SignIn
from tests.make.people import make_person

JS = STATIC / "js"
DATA = {"Accept": "application/json"}
SECRET = "The heron on the canal listened better than I did"


def test_a_locker_is_the_same_each_time_and_tells_nobody_whose_it_is(
    db: Session, client: FlaskClient, person: Person
) -> None:
    first = client.get("/reflections/locker")
    again = client.get("/reflections/locker").get_json()
    given = first.get_json()
    assert (given["who"], given["key"]) == (again["who"], again["key"])
    assert len(b64decode(given["key"])) == 32
    assert person.id.hex not in first.get_data(as_text=True).replace("-", "")
    assert first.headers["Cache-Control"] == "no-store"


def test_everybody_has_a_locker_of_their_own(db: Session) -> None:
    lockers = [locker_of(db, make_person(db), now=NOON) for _ in range(3)]
    assert len({one.mark for one in lockers}) == 3
    assert len({one.key for one in lockers}) == 3


def test_the_locker_gives_a_token_that_a_form_of_an_earlier_sign_in_can_be_sent_with(
    db: Session, client: FlaskClient, person: Person, sign_in: SignIn
) -> None:
    old = csrf_token(client, "/account/")
    sign_in(client, person)
    form = {"csrf_token": old, "text": SECRET, "request_key": str(new_id())}
    assert client.post("/reflections/", data=form, headers=DATA).status_code == 400
    form["csrf_token"] = client.get("/reflections/locker").get_json()["csrf_token"]
    saved = client.post("/reflections/", data=form, headers=DATA)
    assert saved.get_json()["address"].startswith("/reflections/")


def test_a_saved_form_is_told_of_on_the_entry_only_where_its_page_leads_there(
    client: FlaskClient, person: Person
) -> None:
    form = {"csrf_token": csrf_token(client, "/account/"), "text": "One."}
    told = client.post("/reflections/", data={**form, "then": "entry"}, headers=DATA).get_json()
    assert "Saved in your private log." in client.get(told["address"]).get_data(as_text=True)
    quiet = client.post("/reflections/", data=form, headers=DATA).get_json()
    assert "Saved. Only" not in client.get(quiet["address"]).get_data(as_text=True)


def test_a_draft_is_told_of_in_the_log_only_where_its_page_leads_there(
    client: FlaskClient, person: Person
) -> None:
    form = {"csrf_token": csrf_token(client, "/account/"), "text": "One.", "request_key": new_id()}
    client.post("/reflections/drafts/", data=form, headers=DATA)
    assert "Kept as a draft." not in client.get("/reflections/").get_data(as_text=True)
    more = {**form, "text": "One and two.", "revision": "1", "then": "log"}
    client.post("/reflections/drafts/", data=more, headers=DATA)
    assert "Kept as a draft." in client.get("/reflections/").get_data(as_text=True)


def test_a_refused_form_gives_the_page_that_says_why_to_scripts_too(
    client: FlaskClient, person: Person
) -> None:
    form = {"csrf_token": csrf_token(client, "/account/"), "text": " "}
    answer = client.post("/reflections/", data=form, headers=DATA)
    assert answer.status_code == 422
    assert "Write a few words first." in answer.get_data(as_text=True)


def test_asking_for_the_locker_costs_two_statements(
    client: FlaskClient, person: Person, count_statements: CountStatements
) -> None:
    client.get("/reflections/locker")
    with count_statements() as sent:
        client.get("/reflections/locker")
    assert len(sent) == 2


def test_the_box_that_browsers_keep_is_the_same_for_everybody_and_names_nobody(
    db: Session, client: FlaskClient, person: Person
) -> None:
    post(client, "/reflections/", {"text": SECRET})
    signed_in = client.get("/reflections/offline").get_data(as_text=True)
    signed_out = client.application.test_client().get("/reflections/offline").get_data(as_text=True)
    nonce = re.compile(r'nonce="[^"]*"')
    assert nonce.sub("", signed_in) == nonce.sub("", signed_out)
    assert person.name not in signed_in
    assert SECRET not in signed_in
    assert "csrf_token" not in signed_in
    assert "Only you can read this." in signed_in


def test_the_service_worker_keeps_the_box_and_files_and_no_page_of_anybody(
    client: FlaskClient,
) -> None:
    answer = client.get("/sw.js")
    script = answer.get_data(as_text=True)
    assert answer.mimetype == "text/javascript"
    assert answer.headers["Cache-Control"] == "no-cache"
    kept = re.findall(r'"(/[^"]*)"', script)
    assert "/reflections/offline" in kept
    files = [address for address in kept if "?v=" in address]
    parts = [*JS.glob("kept/*.js"), *JS.glob("box/*.js")]
    scripts = [JS / name for name in ("forms.js", "kept.js", "box.js")] + parts
    needed = {STATIC / "css/theme.css", STATIC / "images/favicon.svg", *scripts}
    assert {STATIC / one.removeprefix("/static/").split("?")[0] for one in files} == needed
    assert all(client.get(address).status_code == 200 for address in files)
    assert set(kept) == {"/reflections/offline", "/static/", *files}


def test_leaving_clears_the_browser_but_for_what_lies_sealed_for_somebody_else(
    client: FlaskClient, person: Person, sign_in: SignIn
) -> None:
    left = post(client, "/sign-out")
    assert left.headers["Clear-Site-Data"] == '"cache", "storage"'
    sign_in(client, person)
    shared = post(client, "/sign-out", {"store": "shared"})
    assert shared.headers["Clear-Site-Data"] == '"cache"'
