"""Words that somebody goes on writing while their entry is thrown away."""

from __future__ import annotations

from uuid import UUID

from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.kit.db import new_id
from app.people.models import Person
from app.reflections.actions.drafts import keep_draft
from app.reflections.actions.thrown_away import (
    bring_back,
    erase_now,
    throw_entry_away,
)
from app.reflections.queries import newest_drafts
from app.reflections.rules.drafts import DraftOrigin, Kept, SentDraft
from tests.browser_like import hidden_fields, post
from tests.clock import NOON
from tests.progress.reading import html_of, words_of
from tests.reflections.thrown_away.conftest import throw


def test_saving_to_an_entry_that_was_thrown_away_says_so_and_keeps_the_words(
    db: Session, client: FlaskClient, own: UUID
) -> None:
    fields = hidden_fields(html_of(client, f"/reflections/{own}/versions/new"))
    throw(client, own)
    form = {**fields, "text": "Words written meanwhile."}
    form.pop("csrf_token")
    answer = post(client, f"/reflections/{own}/versions", dict(form))
    page = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "You threw this entry away." in page
    assert "Words written meanwhile." in page
    assert 'formaction="/reflections/"' in page
    kept = post(client, "/reflections/", dict(form))
    assert kept.status_code == 302
    assert kept.headers["Location"] != f"/reflections/{own}"
    assert "Words written meanwhile." in words_of(client, kept.headers["Location"])


def test_the_form_of_an_entry_that_was_thrown_away_makes_a_new_one(
    db: Session, client: FlaskClient, person: Person
) -> None:
    form: dict[str, object] = {"text": "Once.", "request_key": str(new_id())}
    first = post(client, "/reflections/", form).headers["Location"]
    throw(client, UUID(first.rsplit("/", 1)[1]))
    again = post(client, "/reflections/", form)
    page = again.get_data(as_text=True)
    assert again.status_code == 409
    assert "Once." in page
    fresh = hidden_fields(page.replace("csrf_token", "token", 1))["request_key"]
    saved = post(client, "/reflections/", {"text": "Once.", "request_key": fresh})
    assert saved.status_code == 302
    assert saved.headers["Location"] != first


def test_saving_to_an_erased_entry_gives_the_words_back(
    db: Session, client: FlaskClient, own: UUID
) -> None:
    throw(client, own)
    assert post(client, f"/reflections/{own}/erasures", {}).status_code == 302
    answer = post(client, f"/reflections/{own}/versions", {"text": "Words written meanwhile."})
    assert answer.status_code == 404
    assert "Words written meanwhile." in answer.get_data(as_text=True)


def test_a_draft_goes_and_comes_back_with_its_entry_unless_somebody_goes_on_writing(
    db: Session, person: Person, own: UUID
) -> None:
    sent = SentDraft(key=new_id(), text="Half a", origin=DraftOrigin(reflection_id=own))
    kept = keep_draft(db, person, sent, now=NOON)
    assert isinstance(kept, Kept)
    throw_entry_away(db, person, reflection_id=own, now=NOON)
    assert newest_drafts(db, person)[0] == []
    bring_back(db, person, reflection_id=own)
    assert len(newest_drafts(db, person)[0]) == 1
    throw_entry_away(db, person, reflection_id=own, now=NOON)
    other = SentDraft(key=new_id(), text="Late", origin=DraftOrigin(reflection_id=own))
    keep_draft(db, person, other, now=NOON)
    assert [line.beginning for line in newest_drafts(db, person)[0]] == ["Late"]
    device = type(sent.device)(revision=kept.revision)
    more = SentDraft(key=sent.key, text="Half a thought", device=device, origin=sent.origin)
    assert isinstance(keep_draft(db, person, more, now=NOON), Kept)
    assert erase_now(db, person, reflection_id=own)
    assert {line.beginning for line in newest_drafts(db, person)[0]} == {"Late", "Half a thought"}
