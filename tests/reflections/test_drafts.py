"""Drafts: kept by themselves, gone on with on any device, never written over, gone once saved."""

from __future__ import annotations

from uuid import UUID

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from app.kit.db import new_id
from app.people.models import Person
from app.reflections.models import DRAFT, Reflection, ReflectionDraft
from app.reflections.rules import LONGEST_DRAFT
from app.reflections.rules.both import in_one
from app.vault.models import VaultKey
from app.vault.queries import opened
from tests.browser_like import csrf_token, hidden_fields, post
from tests.conftest import CountStatements, SignIn
from tests.make.people import make_person
from tests.make.progress import make_way
from tests.make.reflections import kept_texts
from tests.progress.reading import html_of, words_of

DATA = {"Accept": "application/json"}


@pytest.fixture
def person(db: Session, client: FlaskClient, sign_in: SignIn) -> Person:
    made = make_person(db)
    db.commit()
    sign_in(client, made)
    return made


def drafts(db: Session) -> list[str]:
    """What is kept in drafts, opened."""
    db.commit()
    rows = db.execute(
        select(ReflectionDraft, VaultKey.locked)
        .join(VaultKey, VaultKey.owner_id == ReflectionDraft.person_id)
        .order_by(ReflectionDraft.saved_at)
    )
    return [
        opened(db, locked, row.person_id).open(row.sealed, DRAFT, row.draft_key)
        for row, locked in rows
    ]


def keep(client: FlaskClient, key: UUID, text: str, **more: object) -> TestResponse:
    """Keep a draft as a page with scripts does."""
    form = {"csrf_token": csrf_token(client, "/account/"), "request_key": str(key), "text": text}
    return client.post("/reflections/drafts/", data={**form, **more}, headers=DATA)


def test_a_draft_is_kept_listed_gone_on_with_and_gone_once_it_is_saved(
    db: Session, client: FlaskClient, person: Person
) -> None:
    key = new_id()
    assert keep(client, key, "The plum tree").get_json() == {"revision": 1}
    assert keep(client, key, "The plum tree flowers", revision=1).get_json() == {"revision": 2}
    assert drafts(db) == ["The plum tree flowers"]
    log = words_of(client, "/reflections/")
    assert "You began to write" in log
    assert "The plum tree flowers" in log
    page = html_of(client, f"/reflections/drafts/{key}")
    assert "The plum tree flowers" in page
    fields = hidden_fields(page)
    assert (fields["request_key"], fields["revision"]) == (str(key), "2")
    saved = post(client, "/reflections/", {**fields, "text": "The plum tree flowers early."})
    assert kept_texts(db) == ["The plum tree flowers early."]
    assert drafts(db) == []
    assert client.get(f"/reflections/drafts/{key}").location == saved.location
    assert "You began to write" not in words_of(client, "/reflections/")


def test_another_device_never_writes_over_what_was_kept_since(
    db: Session, client: FlaskClient, person: Person
) -> None:
    key = new_id()
    keep(client, key, "Begun.", writer=str(new_id()))
    keep(client, key, "Begun. From the phone.", revision=1, writer=str(new_id()))
    clash = keep(client, key, "Begun. From the desk.", revision=1, writer=str(new_id()))
    assert clash.status_code == 409
    assert clash.get_json() == {"revision": 2, "text": "Begun. From the phone."}
    assert drafts(db) == ["Begun. From the phone."]


def test_one_page_goes_on_when_answers_were_lost_and_what_comes_late_takes_nothing_back(
    db: Session, client: FlaskClient, person: Person
) -> None:
    key, page = new_id(), str(new_id())
    keep(client, key, "One", writer=page, nth=1)
    assert keep(client, key, "One two", writer=page, nth=3).get_json() == {"revision": 2}
    assert keep(client, key, "One t", writer=page, nth=2).status_code == 409
    assert drafts(db) == ["One two"]
    again = keep(client, key, "One two", writer=page, nth=3)
    assert again.get_json() == {"revision": 2}


def test_a_page_that_took_over_goes_on_from_the_page_before_it(
    db: Session, client: FlaskClient, person: Person
) -> None:
    key, before, after, twin = new_id(), str(new_id()), str(new_id()), str(new_id())
    keep(client, key, "One", writer=before, nth=7)
    assert keep(client, key, "One two", writer=[before, after], nth=1).status_code == 200
    # A tab that was copied took over from the same page.
    assert keep(client, key, "One three", writer=[before, twin], nth=9).status_code == 409
    assert drafts(db) == ["One two"]


def test_a_draft_that_comes_after_its_entry_was_saved_is_not_kept_again(
    db: Session, client: FlaskClient, person: Person
) -> None:
    key = new_id()
    entry = post(client, "/reflections/", {"text": "Whole.", "request_key": str(key)}).location
    late = keep(client, key, "Who")
    assert (late.status_code, late.get_json()) == (409, {"entry": entry, "holds": True})
    assert drafts(db) == []
    other = keep(client, key, "Who knows")
    assert other.get_json() == {"entry": entry, "holds": False}
    changed = str(new_id())
    form: dict[str, object] = {"text": "Whole, and more.", "seen": 1, "request_key": changed}
    post(client, f"{entry}/versions", form)
    own = entry.rsplit("/", 1)[1]
    late = keep(client, UUID(changed), "Whole, and", reflection=own, seen=1)
    assert (late.status_code, late.get_json()) == (409, {"entry": entry, "holds": True})
    assert drafts(db) == []


def test_saving_leaves_what_another_device_kept_in_the_draft(
    db: Session, client: FlaskClient, person: Person
) -> None:
    key, desk, phone = new_id(), str(new_id()), str(new_id())
    keep(client, key, "Begun.", writer=desk, nth=1)
    keep(client, key, "Begun. On the bus.", writer=phone, nth=1, revision=1)
    form = {"text": "Begun. At home.", "request_key": str(key), "revision": 1, "writer": desk}
    post(client, "/reflections/", form)
    assert kept_texts(db) == ["Begun. At home."]
    assert drafts(db) == ["Begun. On the bus."]
    fields = hidden_fields(html_of(client, f"/reflections/drafts/{key}"))
    post(client, "/reflections/", {**fields, "text": "Begun. On the bus."})
    assert kept_texts(db) == ["Begun. At home.", "Begun. On the bus."]
    assert drafts(db) == []
    assert db.scalar(select(func.count()).select_from(Reflection)) == 1


def test_a_change_of_an_entry_that_is_sent_again_after_a_later_one_adds_nothing(
    db: Session, client: FlaskClient, person: Person
) -> None:
    entry = post(client, "/reflections/", {"text": "One."}).location
    form = {"text": "Two.", "seen": 1, "request_key": str(new_id())}
    post(client, f"{entry}/versions", form)
    post(client, f"{entry}/versions", {"text": "Three.", "seen": 2, "request_key": str(new_id())})
    for _ in range(3):
        post(client, f"{entry}/versions", form)
    assert kept_texts(db) == ["One.", "Two.", "Three."]


def test_a_draft_of_a_change_opens_the_box_for_a_new_version(
    db: Session, client: FlaskClient, person: Person
) -> None:
    entry = post(client, "/reflections/", {"text": "One."}).location
    fields = hidden_fields(html_of(client, f"{entry}/versions/new"))
    assert post(client, "/reflections/drafts/", {**fields, "text": "One, and"}).status_code == 302
    assert "A change to your reflection of" in words_of(client, "/reflections/")
    assert "Go on with it" in words_of(client, f"{entry}/versions/new")
    page = html_of(client, f"/reflections/drafts/{fields['request_key']}")
    assert "One, and" in page
    assert f'action="{entry}/versions"' in page
    post(client, f"{entry}/versions", {**hidden_fields(page), "text": "One, and two."})
    assert kept_texts(db) == ["One.", "One, and two."]
    assert drafts(db) == []


@pytest.mark.parametrize(
    ("choice", "left"),
    [("here", "Desk."), ("other", "Phone."), ("both", "Desk.\n\nPhone.")],
)
def test_without_scripts_two_texts_are_shown_and_the_person_chooses(
    db: Session, client: FlaskClient, person: Person, choice: str, left: str
) -> None:
    key = new_id()
    keep(client, key, "Phone.")
    answer = post(client, "/reflections/drafts/", {"request_key": str(key), "text": "Desk."})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "You have two texts" in page
    assert "Desk." in page
    assert "Phone." in page
    form: dict[str, object] = {
        **hidden_fields(page),
        "text": "Desk.",
        "other": "Phone.",
        "choice": choice,
    }
    chosen = post(client, "/reflections/drafts/", form)
    assert chosen.location == f"/reflections/drafts/{key}"
    assert drafts(db) == [left]


def test_without_scripts_a_form_that_is_an_entry_by_now_keeps_the_words_in_the_box(
    db: Session, client: FlaskClient, person: Person
) -> None:
    key = str(new_id())
    post(client, "/reflections/", {"text": "One.", "request_key": key})
    answer = post(client, "/reflections/drafts/", {"text": "One, more.", "request_key": key})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "already saved this in another window" in page
    post(client, "/reflections/", {**hidden_fields(page), "text": "One, more."})
    assert kept_texts(db) == ["One.", "One, more."]


def test_the_box_tells_of_what_was_begun_at_the_same_step_and_goes_on_there(
    db: Session, client: FlaskClient, sign_in: SignIn
) -> None:
    way = make_way(db)
    sign_in(client, way.person)
    address = f"/reflections/new?step={way.steps['reflect'].id}&cohort={way.cohort.slug}"
    fields = hidden_fields(html_of(client, address))
    post(client, "/reflections/drafts/", {**fields, "text": "At the step."})
    assert "You began to write here" in words_of(client, address)
    assert "You began to write here" not in words_of(client, "/reflections/new")
    page = html_of(client, f"/reflections/drafts/{fields['request_key']}")
    again = hidden_fields(page)
    assert (again["step"], again["cohort"]) == (fields["step"], fields["cohort"])
    assert "Back to the step" in page


def test_a_draft_is_thrown_away_on_all_devices(
    db: Session, client: FlaskClient, person: Person
) -> None:
    key = new_id()
    keep(client, key, "Not this.")
    for _ in range(2):
        answer = post(client, f"/reflections/drafts/{key}/removals")
        assert answer.location == "/reflections/"
    assert drafts(db) == []
    assert client.get(f"/reflections/drafts/{key}").status_code == 404


def test_nobody_else_finds_keeps_or_throws_away_somebodys_draft(
    db: Session, client: FlaskClient, person: Person, sign_in: SignIn
) -> None:
    key = new_id()
    keep(client, key, "Mine.")
    other = make_person(db)
    db.commit()
    sign_in(client, other)
    assert client.get(f"/reflections/drafts/{key}").status_code == 404
    assert keep(client, key, "Yours.").get_json() == {"revision": 1}
    assert set(drafts(db)) == {"Mine.", "Yours."}
    post(client, f"/reflections/drafts/{key}/removals")
    assert drafts(db) == ["Mine."]
    assert "Mine." not in words_of(client, "/reflections/")


def test_a_draft_is_sealed_in_the_database(
    db: Session, client: FlaskClient, person: Person
) -> None:
    secret = "The heron on the canal listened better than I did"
    keep(client, new_id(), secret)
    assert secret.encode() not in (db.scalar(select(ReflectionDraft.sealed)) or b"")


def test_a_long_draft_is_kept_and_one_that_is_too_long_is_said_to_be(
    db: Session, client: FlaskClient, person: Person
) -> None:
    longest = ("Ä🙂. " * LONGEST_DRAFT)[:LONGEST_DRAFT]
    assert keep(client, new_id(), longest).status_code == 200
    assert drafts(db) == [longest]
    refused = keep(client, new_id(), longest + "!")
    assert refused.status_code == 422
    assert "take the end out" in refused.get_json()["said"]
    answer = post(client, "/reflections/drafts/", {"text": longest + "!"})
    assert answer.status_code == 422
    assert "🙂" in answer.get_data(as_text=True)


@pytest.mark.parametrize("odd", ["", "x", "-3", "9" * 30, "\0"])
def test_odd_numbers_and_ids_in_the_form_lose_no_words(
    db: Session, client: FlaskClient, person: Person, odd: str
) -> None:
    form = dict.fromkeys(
        ("revision", "nth", "seen", "writer", "step", "session", "reflection"), odd
    )
    assert keep(client, new_id(), "a\0b\r\n", **form).status_code == 200
    assert drafts(db) == ["ab\n"]


def test_keeping_a_draft_costs_at_most_five_statements(
    db: Session, client: FlaskClient, person: Person, count_statements: CountStatements
) -> None:
    key, token = new_id(), csrf_token(client, "/account/")
    form: dict[str, object] = {"csrf_token": token, "request_key": str(key), "text": "One"}

    def cost(**more: object) -> int:
        with count_statements() as sent:
            client.post("/reflections/drafts/", data={**form, **more}, headers=DATA)
        return len(sent)

    first_ever = cost()
    going_on = cost(text="One two", revision=1)
    clash = cost(text="Other", revision=1)
    new = cost(request_key=str(new_id()))
    assert (first_ever, going_on, clash, new) == (4, 3, 5, 3)


def test_many_drafts_are_shown_page_by_page_and_the_log_shows_three(
    db: Session, client: FlaskClient, person: Person
) -> None:
    for number in range(23):
        keep(client, new_id(), f"Draft number {number}.")
    log = words_of(client, "/reflections/")
    assert log.count("You began to write on") == 3
    assert "All that you began to write" in log
    assert words_of(client, "/reflections/drafts/").count("You began to write on") == 20
    assert words_of(client, "/reflections/drafts/?page=2").count("You began to write on") == 3


def test_both_texts_in_one_repeat_nothing_that_one_of_them_holds() -> None:
    assert in_one("One.", "Two.") == "One.\n\nTwo."
    assert in_one("One. Two.", "One.") == "One. Two."
    assert in_one("One.", "One. Two.") == "One. Two."
    assert in_one("", "Two.") == "Two."
