"""Files that are gone: removed, or with their entry, or with its author's key."""

from __future__ import annotations

from uuid import UUID

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.kit.db import new_id
from app.kit.errors import NotFound
from app.people.models import Person
from app.reflections.models import Attachment, Reflection
from app.reflections.views.attachments import NOT_REMOVED
from app.vault.actions import destroy_key
from tests.browser_like import post
from tests.clock import NOON
from tests.make.attachments import kept_files, make_attachment
from tests.make.people import make_person
from tests.make.reflections import make_reflection
from tests.progress.reading import html_of, words_of


def test_a_removed_file_is_gone_from_the_page_and_from_the_table(
    db: Session, client: FlaskClient, person: Person, own: UUID
) -> None:
    gone, kept = make_attachment(db, person, own), make_attachment(db, person, own)
    db.commit()
    asked = words_of(client, f"/reflections/{own}/attachments/{gone}/removals/new")
    assert "we cannot bring it back" in asked
    assert post(client, f"/reflections/{own}/attachments/{gone}/removals").status_code == 302
    assert client.get(f"/reflections/{own}/attachments/{gone}").status_code == 404
    # A second press, and somebody else's file: the same answer, which tells nothing.
    other = make_person(db)
    theirs = make_attachment(db, other, make_reflection(db, other))
    db.commit()
    for file in (gone, theirs, new_id()):
        again = post(client, f"/reflections/{own}/attachments/{file}/removals")
        assert again.location == "/reflections/"
        assert NOT_REMOVED in html_of(client, again.location)
    assert str(gone) not in html_of(client, f"/reflections/{own}")
    assert set(db.scalars(select(Attachment.id))) == {kept, theirs}


def test_deleting_the_entry_or_the_key_takes_its_files_too(
    db: Session, client: FlaskClient, person: Person, own: UUID
) -> None:
    other = make_reflection(db, person)
    lost = make_attachment(db, person, other)
    make_attachment(db, person, own)
    db.commit()
    db.delete(db.get_one(Reflection, own))
    db.commit()
    assert list(db.scalars(select(Attachment.id))) == [lost]
    destroy_key(db, person.id)
    db.commit()
    assert client.get(f"/reflections/{other}/attachments/{lost}").status_code == 404
    assert kept_files(db, person) == []


def test_what_is_on_an_entry_that_was_thrown_away_opens_no_more(
    db: Session, client: FlaskClient, person: Person, own: UUID
) -> None:
    file = make_attachment(db, person, own)
    db.get_one(Reflection, own).deleted_at = NOON
    db.commit()
    assert client.get(f"/reflections/{own}/attachments/{file}").status_code == 404
    assert client.get(f"/reflections/{own}/attachments/{file}/removals/new").status_code == 404
    with pytest.raises(NotFound):
        make_attachment(db, person, own)
