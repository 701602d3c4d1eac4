"""One draft on several devices and pages: never written over, and nothing taken back."""

from __future__ import annotations

from uuid import UUID

from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.kit.db import new_id
from app.people.models import Person
from app.reflections.models import Reflection
from tests.browser_like import hidden_fields, post
from tests.make.reflections import kept_texts
from tests.progress.reading import html_of
from tests.reflections.drafts.kept import drafts, keep


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
