"""What the author ticks goes along as the preview showed it, and nothing else does."""

from __future__ import annotations

from uuid import UUID

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from app.kit.db import new_id
from app.reflections.actions.attach import remove_attachment
from app.reflections.models import Share, ShareAttachment
from tests.browser_like import hidden_fields, post
from tests.conftest import SignIn
from tests.make.attachments import kept_files, make_attachment
from tests.make.files import make_picture, make_wave
from tests.make.reflections import make_reflection
from tests.progress.reading import words_of
from tests.reflections.shares.conftest import filled
from tests.reflections.shares.files.conftest import NAME, WithFiles, opens
from tests.reflections.shares.test_sharing import main_of


def test_the_preview_shows_what_the_reader_sees_and_the_name_of_a_file_stays_with_its_author(
    people: WithFiles, client: FlaskClient, sign_in: SignIn
) -> None:
    sign_in(client, people.author)
    at = f"/reflections/{people.entry}/shares"
    form = client.get(f"{at}/new").text
    assert NAME in form
    assert 'type="checkbox"' in form
    assert " checked" not in form
    preview = post(client, f"{at}/previews", filled(people, files=str(people.picture)))
    assert "Nobody has looked at the pictures" in preview.text
    assert hidden_fields(preview.text)["files"] == str(people.picture)
    made = post(client, at, dict(hidden_fields(preview.text)))
    sign_in(client, people.runner)
    page = client.get(made.location).text
    own, theirs = f"/reflections/{people.entry}/attachments/", f"{made.location}/attachments/"
    assert main_of(preview.text).replace(own, theirs) == main_of(page).replace("h1", "h2")
    assert 'alt="A heron"' in page
    file = client.get(f"{theirs}{people.picture}")
    assert "filename=picture.jpg" in file.headers["Content-Disposition"]
    assert file.data == kept_files(people.db, people.author)[0].content
    for told in (page, str(file.headers)):
        assert NAME not in told
    assert "Stays with me" not in page


def test_without_a_tick_nothing_goes_along_and_the_page_says_so(
    people: WithFiles, client: FlaskClient, sign_in: SignIn
) -> None:
    sign_in(client, people.author)
    at = f"/reflections/{people.entry}/shares"
    preview = post(client, f"{at}/previews", filled(people))
    assert "Pictures and voice notes that are not in it stay with you" in preview.text
    assert "Nobody has looked at the pictures" not in preview.text
    post(client, at, dict(hidden_fields(preview.text)))
    assert people.db.scalar(select(func.count()).select_from(ShareAttachment)) == 0


def test_a_file_that_is_gone_or_of_another_entry_is_not_shared_and_the_form_comes_back(
    people: WithFiles, client: FlaskClient, sign_in: SignIn
) -> None:
    elsewhere = make_reflection(people.db, people.author)
    other = make_attachment(people.db, people.author, elsewhere)
    theirs = make_attachment(
        people.db, people.other, make_reflection(people.db, people.other), make_picture()
    )
    gone = people.stays
    remove_attachment(people.db, people.author, gone)
    people.db.commit()
    sign_in(client, people.author)
    at = f"/reflections/{people.entry}/shares"
    for file in (other, theirs, gone, new_id()):
        for address in (at, f"{at}/previews"):
            answer = post(client, address, filled(people, files=str(file)))
            assert answer.status_code == 422
            assert "that you ticked is not there any more" in answer.text
    assert people.db.scalar(select(func.count(Share.id))) == 0


def test_what_is_written_about_a_file_is_looked_over_like_other_words(
    people: WithFiles, client: FlaskClient, sign_in: SignIn
) -> None:
    told = make_attachment(people.db, people.author, people.entry, description="Ring 07700 900123")
    people.db.commit()
    sign_in(client, people.author)
    at = f"/reflections/{people.entry}/shares"
    assert "<mark>07700 900123</mark>" in (
        post(client, f"{at}/previews", filled(people, files=str(told))).text
    )


@pytest.fixture
def talk(people: WithFiles, client: FlaskClient, sign_in: SignIn) -> str:
    """The address of an entry of something that was said out loud."""
    sign_in(client, people.author)
    facts: dict[str, object] = {"on": "2027-01-20", "company": "mentor", "minutes": "5"}
    made = post(client, "/reflections/spoken", facts)
    people.entry = UUID(made.location.rsplit("/", 1)[1])
    return made.location


def test_an_entry_without_words_and_files_cannot_be_shared_also_by_its_address(
    people: WithFiles, client: FlaskClient, talk: str
) -> None:
    assert "Share it" not in words_of(client, talk)
    page = words_of(client, f"{talk}/shares/new")
    assert "There is nothing here that they could read" in page
    for end in ("", "/previews"):
        answer = post(client, f"{talk}/shares{end}", filled(people))
        assert answer.status_code == 422
        assert "There are no words in this to share." in answer.text
    assert people.db.scalar(select(func.count(Share.id))) == 0


def test_a_voice_note_of_an_entry_without_words_can_be_shared_and_says_what_is_shown(
    people: WithFiles, client: FlaskClient, sign_in: SignIn, talk: str
) -> None:
    sound = make_attachment(people.db, people.author, people.entry, make_wave(), name="a.wav")
    people.db.commit()
    assert "There are no words in it" in words_of(client, f"{talk}/shares/new")
    assert post(client, f"{talk}/shares", filled(people)).status_code == 422
    preview = post(client, f"{talk}/shares/previews", filled(people, files=str(sound)))
    made = post(client, f"{talk}/shares", dict(hidden_fields(preview.text)))
    assert "Offer some of these words" not in client.get(made.location).text
    sign_in(client, people.runner)
    page = words_of(client, made.location)
    assert "Ann Author thought about this out loud. There are no words of it to read." in page
    assert "with your mentor" not in page
    assert opens(client, UUID(made.location.rsplit("/", 1)[1]), sound)
